import { Column, is } from 'drizzle-orm';
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Question, Value } from './ask.ts';

/** Something selected that is no column, in SQL. The type says what comes back. */
export interface Written<T> {
  text: string;
  /** Never there. */
  type?: T;
}
export const written = <T>(text: string): Written<T> => ({ text });

export type PackedFields = Record<string, Column | Written<unknown>>;
type TypeOf<F> = F extends Column ? F['_']['data'] : F extends Written<infer T> ? T : never;

/** A row as it comes from joins: any column may be missing. */
export type PackedRow<F extends PackedFields> = { [Name in keyof F]: TypeOf<F[Name]> | null };

/** Columns that travel as one JSON array: a database describes every column it answers with, which costs more than the value. */
export interface Packed<F extends PackedFields> {
  /** What to select. */
  sql: string;
  /** Reads what one such array holds. */
  row(values: readonly unknown[]): PackedRow<F>;
}

/** @param alias what each table is called in the statement, by its name */
export function packed<F extends PackedFields>(fields: F, alias: Readonly<Record<string, string>>): Packed<F> {
  const entries = Object.entries(fields);
  const texts = entries.map(([, field]) => (is(field, Column) ? qualified(field, alias) : field.text));
  const readers = entries.map(([name, field]) => [name, readerOf(field)] as const);
  return {
    sql: `json_array(${texts.join(',')})`,
    row: values => {
      const row: Record<string, unknown> = {};
      for (const [at, [name, read]] of readers.entries()) {
        const value = values[at] ?? null;
        row[name] = value === null ? null : read(value);
      }
      return row as PackedRow<F>;
    },
  };
}

function qualified(column: Column, alias: Readonly<Record<string, string>>): string {
  const { name } = getTableConfig((column as SQLiteColumn).table as SQLiteTable);
  const short = alias[name];
  if (!short) throw new Error(`${name} has no alias`);
  return `${short}.${column.name}`;
}

function readerOf(field: Column | Written<unknown>): (value: unknown) => unknown {
  return is(field, Column) ? value => field.mapFromDriverValue(value) : value => value;
}

/** A statement written out, with `?1`, `?2` … for what it is given. */
export function statement(sql: string): (given: readonly Value[], over?: Omit<Question, 'sql' | 'args'>) => Question {
  const text = sql.replace(/\s+/g, ' ').trim();
  const places = Math.max(0, ...Array.from(text.matchAll(/\?(\d)/g), ([, digit]) => Number(digit)));
  return (given, over) => ({ sql: text, args: given.slice(0, places), ...over });
}

/** What `json_group_array` and `json_array` answered. */
export function listOf(value: Value | undefined): unknown[][] {
  return typeof value === 'string' ? (JSON.parse(value) as unknown[][]) : [];
}
