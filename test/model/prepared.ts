import { createRequire } from 'node:module';

interface Database {
  prepare(sql: string): object;
}

/**
 * Half of a run would be spent on preparing the same few hundred statements over and over: in the model each is prepared
 * once per database. What they answer stays the same.
 */
export function prepareOnce(): void {
  // The driver below the client; it is the client's dependency, not ours.
  const driver: { prototype: Database } = createRequire(import.meta.resolve('@libsql/client'))('libsql');
  const { prepare } = driver.prototype;
  const known = new WeakMap<Database, Map<string, object>>();
  driver.prototype.prepare = function (this: Database, sql: string): object {
    const statements = known.get(this) ?? new Map<string, object>();
    known.set(this, statements);
    const statement = statements.get(sql) ?? prepare.call(this, sql);
    statements.set(sql, statement);
    return statement;
  };
}
