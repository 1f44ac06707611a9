import { Column, fillPlaceholders, is, type SQL } from 'drizzle-orm';
import type { Question, Value } from './ask.ts';

/** What is selected: flat, so that a row is read without ado. */
export type Fields = Record<string, Column | SQL>;

/** A row as it comes from joins: any column may be missing. */
export type Row<F extends Fields> = {
  [Name in keyof F]: (F[Name] extends Column ? F[Name]['_']['data'] : F[Name] extends SQL<infer T> ? T : never) | null;
};

/** A statement whose text is made once, not once per call. */
export interface Prepared<F extends Fields> {
  /** @param values for the placeholders, by name */
  question(values: Record<string, Value>, over?: Pick<Question, 'when' | 'isGate'>): Question;
  rows(answer: readonly Value[][]): Row<F>[];
}

type Selected = { toSQL(): { sql: string; params: unknown[] } };

/** Prepares a select of these fields, in this order. */
export function prepared<F extends Fields>(fields: F, query: Selected): Prepared<F> {
  const { sql, params } = query.toSQL();
  const names = Object.keys(fields);
  const readers = names.map(name => readerOf(fields[name] as Column | SQL));
  return {
    question: (values, over) => ({ sql, args: fillPlaceholders(params, values) as Value[], ...over }),
    rows: answer =>
      answer.map(
        row =>
          Object.fromEntries(
            names.map((name, n) => [name, row[n] === null ? null : readers[n]?.(row[n] as Value)]),
          ) as Row<F>,
      ),
  };
}

function readerOf(field: Column | SQL): (value: Value) => unknown {
  if (is(field, Column)) return value => field.mapFromDriverValue(value);
  return value => value;
}
