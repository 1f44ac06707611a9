import { type Client, createClient, LibsqlError } from '@libsql/client/web';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import { drizzle } from 'drizzle-orm/libsql/web';
import * as schema from '../../schema/index.ts';
import { type Ask, askThrough } from './ask.ts';
import { wellFormed } from './well-formed.ts';

/** Anything Drizzle can turn into one SQL statement. */
export interface Statement {
  toSQL(): { sql: string; params: unknown[] };
}

export type Orm = LibSQLDatabase<typeof schema>;

/** The database as use cases see it: typed reads, and writes only as one atomic batch. */
export interface Db {
  /** For reads: `db.read.select()…`, or several in one round trip with `db.read.batch([...])`. */
  read: Orm;
  /** All statements or none, in one round trip. Returns the rows each one changed. */
  commit(statements: readonly Statement[]): Promise<number[]>;
  /** Several dependent statements in one round trip, where a caller is waiting. */
  ask: Ask;
}

/** The batch rolled back because somebody else was first: a unique index or an audit check refused it. */
export class LostRace extends Error {
  /** Name of the table.column or check that refused, as SQLite reports it. */
  readonly constraint: string;
  constructor(constraint: string, cause: unknown) {
    super(`lost a race on ${constraint}`, { cause });
    this.constraint = constraint;
  }
}

const BUSY_TRIES = 5;

/** Wraps a libSQL client (`/web` in the Worker, the Node client in tests). */
export function openDb(client: Client, ask: Ask = askThrough(client)): Db {
  return openLater(() => client, ask);
}

/** Makes its client when first needed: routing a call does without. */
export function openLater(connected: () => Client, ask: Ask): Db {
  let made: Client | undefined;
  let read: Orm | undefined;
  const client = () => {
    made ??= connected();
    return made;
  };
  return {
    get read() {
      read ??= drizzle(client() as never, { schema }) as Orm;
      return read;
    },
    commit: statements => commit(client(), statements),
    ask,
  };
}

/**
 * A client for one request: clients must not be shared between requests on Workers.
 * There is no time-out in the client, so its fetch gets one.
 */
export function connect(url: string, authToken: string | undefined, timeoutMs = 5000): Client {
  return createClient({
    url,
    ...(authToken ? { authToken } : {}),
    fetch: (input: Request | string, init?: RequestInit) =>
      fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) }),
  });
}

async function commit(client: Client, statements: readonly Statement[]): Promise<number[]> {
  const batch = statements.map(s => {
    const { sql, params } = s.toSQL();
    return { sql, args: params.map(wellFormed) as never[] };
  });
  for (let attempt = 1; ; attempt += 1) {
    try {
      const results = await client.batch(batch, 'write');
      return results.map(r => r.rowsAffected);
    } catch (cause) {
      const constraint = constraintOf(cause);
      if (constraint) throw new LostRace(constraint, cause);
      if (!isBusy(cause) || attempt === BUSY_TRIES) throw cause;
      await new Promise(done => setTimeout(done, 20 * attempt * (1 + Math.random())));
    }
  }
}

function constraintOf(cause: unknown): string | undefined {
  const found = /(?:UNIQUE|CHECK) constraint failed: ([\w., ]+)/.exec(String((cause as Error)?.message));
  return found?.[1]?.trim();
}

function isBusy(cause: unknown): boolean {
  return (
    (cause instanceof LibsqlError && cause.code === 'SQLITE_BUSY') ||
    /SQLITE_BUSY|database is locked/.test(String((cause as Error)?.message))
  );
}
