import { getTableColumns } from 'drizzle-orm';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Statement } from './db.ts';
import { jsonText } from './well-formed.ts';

/**
 * Inserts many rows by one statement whose text is as short for a hundred as for one: they travel as JSON. One that is there
 * already is left as it is. @param unless what keeps a row out, in SQL; the row's own columns are told by `of`
 */
export function insertMany<T extends SQLiteTable>(
  table: T,
  rows: readonly T['$inferInsert'][],
  unless?: (of: (name: keyof T['$inferInsert'] & string) => string) => string,
): Statement {
  const columns = getTableColumns(table);
  const names = [...new Set(rows.flatMap(row => Object.keys(row)))].filter(name => columns[name]);
  const values = (row: Record<string, unknown>) =>
    names.map(name => {
      const column = columns[name];
      const value = row[name] ?? column?.default ?? null;
      return value === null ? null : column?.mapToDriverValue(value);
    });
  const into = names.map(name => `"${columns[name]?.name}"`).join(',');
  const each = names.map((_, at) => `value->>${at}`).join(',');
  const where = unless ? `not (${unless(name => `value->>${names.indexOf(name)}`)})` : 'true';
  return {
    toSQL: () => ({
      sql: `insert into "${getTableConfig(table).name}" (${into}) select ${each} from json_each(?) where ${where} on conflict do nothing`,
      params: [jsonText(rows.map(values))],
    }),
  };
}
