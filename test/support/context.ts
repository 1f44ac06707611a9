import { readdirSync, readFileSync } from 'node:fs';
import { createClient } from '@libsql/client';
import type { Actor, Ctx } from '../../worker/context.ts';
import { newId } from '../../worker/context.ts';
import { openDb } from '../../worker/edge/db.ts';
import { createLog } from '../../worker/edge/log.ts';
import type { Mail } from '../../worker/edge/mail.ts';
import type { Job } from '../../worker/edge/queue.ts';
import { Seal } from '../../worker/edge/seal.ts';

const MIGRATIONS = new URL('../../schema/migrations/', import.meta.url);

/** All migrations, in order, as single statements. */
export function migrationStatements(): string[] {
  return readdirSync(MIGRATIONS)
    .filter(name => name.endsWith('.sql'))
    .sort()
    .flatMap(name => readFileSync(new URL(name, MIGRATIONS), 'utf8').split('--> statement-breakpoint'))
    .map(statement => statement.trim())
    .filter(Boolean);
}

/** A use-case context on a real in-process libSQL, with what it sent kept for inspection. Vendors are given by the test. */
export interface TestCtx extends Ctx {
  sent: { jobs: Job[]; mails: (Mail & { fromName: string })[]; kv: Map<string, string>; logs: string[] };
  /** The same world at another time or by another actor. */
  at(now: number, actor?: Actor): TestCtx;
}

export const NOON = Date.UTC(2026, 2, 3, 12);

/** @param vendors stand-ins for what the use case under test calls; anything else called fails the test loudly. */
export async function testContext(vendors: Partial<Pick<Ctx, 'stripe' | 'twilio'>> = {}): Promise<TestCtx> {
  const client = createClient({ url: ':memory:' });
  await client.batch(migrationStatements(), 'write');
  const sent: TestCtx['sent'] = { jobs: [], mails: [], kv: new Map(), logs: [] };
  const kv = {
    get: async (key: string) => sent.kv.get(key) ?? null,
    put: async (key: string, value: string) => void sent.kv.set(key, value),
    delete: async (key: string) => void sent.kv.delete(key),
    list: async ({ prefix }: { prefix: string }) => ({
      keys: [...sent.kv.keys()].filter(name => name.startsWith(prefix)).map(name => ({ name })),
    }),
  };
  const make = (now: number, actor: Actor): TestCtx => ({
    db: openDb(client as never),
    now,
    id: prefix => newId(prefix, now),
    actor,
    stripe: vendors.stripe ?? (refuse('stripe') as Ctx['stripe']),
    twilio: vendors.twilio ?? (() => refuse('twilio') as never),
    mail: fromName => ({ send: async mail => void sent.mails.push({ ...mail, fromName }) }),
    queue: {
      send: async jobs => void sent.jobs.push(...jobs),
      entrust: async job => Boolean(sent.jobs.push(job)),
    },
    fallback: kv as never,
    seal: new Seal(`k1:${btoa('0123456789abcdef0123456789abcdef')}`),
    log: createLog('test', (_level, line) => void sent.logs.push(line)),
    env: { PUBLIC_URL: 'http://panel.test', FALLBACK_URL: 'http://fallback.test' } as Ctx['env'],
    sent,
    at: (later, by = actor) => make(later, by),
  });
  return make(NOON, { kind: 'system', id: 'test', source: 'test' });
}

function refuse(vendor: string): unknown {
  return new Proxy(
    {},
    {
      get: (_target, name) => {
        throw new Error(`this test does not expect ${vendor}.${String(name)}`);
      },
    },
  );
}
