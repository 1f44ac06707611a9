import { readFileSync } from 'node:fs';
import { getTableColumns, is } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, test } from 'vitest';
import * as schema from '../../schema/index.ts';
import { agency, host, hostToken, outbox } from '../../schema/index.ts';
import { reseal, sweepSeals } from '../../worker/edge/reseal.ts';
import { Seal } from '../../worker/edge/seal.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';

const OLD = `k1:${btoa('0123456789abcdef0123456789abcdef')}`;
const NEW = `k2:${btoa('fedcba9876543210fedcba9876543210')}`;
const both = new Seal(`${NEW},${OLD}`);
const newOnly = new Seal(NEW);

async function stage(count = 2): Promise<{ ctx: TestCtx; t: Tenant }> {
  const ctx = await testContext();
  const t = await mintTenant(ctx);
  const close = (secret: string, owner: string) => ctx.seal.close(secret, owner);
  await ctx.db.read.update(host).set({
    sharedSecret: await close('shared', `host:${t.hostId}`),
    webhookSecret: await close('webhook', `host:${t.hostId}`),
  });
  const twilioToken = await close('twilio', `agency:${t.agencyId}`);
  await ctx.db.read.update(agency).set({ twilioSid: 'AC1', twilioToken });
  const of = { agencyId: t.agencyId, expiresAt: 1, updatedAt: 1 };
  const tokens = Array.from({ length: count }, async (_, n) => {
    const accessToken = await close(`access l${n}`, `agency:${t.agencyId}`);
    return { ...of, hostLocationId: `l${n}`, accessToken };
  });
  await ctx.db.read.insert(hostToken).values(await Promise.all(tokens));
  return { ctx: { ...ctx, seal: both }, t };
}

describe('X-4 a sealing key is replaced', () => {
  test('what the older key sealed is sealed anew, and opens without it, for its owner alone', async () => {
    const { ctx, t } = await stage(130);
    expect(await reseal(ctx)).toEqual({ done: 133, unopened: 0 });
    const [row] = await ctx.db.read.select().from(host);
    expect(await newOnly.open(row?.sharedSecret ?? '', `host:${t.hostId}`)).toBe('shared');
    const tokens = await ctx.db.read.select().from(hostToken);
    for (const token of tokens) {
      expect(await newOnly.open(token.accessToken, `agency:${t.agencyId}`)).toBe(`access ${token.hostLocationId}`);
    }
    await expect(newOnly.open(tokens[0]?.accessToken ?? '', 'agency:agy_other')).rejects.toThrow();
    expect(await reseal(ctx)).toEqual({ done: 0, unopened: 0 });
  });

  test('X-5 the second Worker’s copy of an account’s token follows', async () => {
    const { ctx } = await stage();
    await reseal(ctx);
    const effects = (await ctx.db.read.select().from(outbox)).map(row => row.effect);
    expect(effects).toEqual([{ kind: 'mirror_account', accountSid: 'AC1' }]);
  });

  test('a secret stored meanwhile is not put back, and one that no key opens is left and said', async () => {
    const { ctx, t } = await stage();
    await ctx.db.read.update(host).set({ apiToken: 'v1.k0.AAAA.AAAA' });
    const commit = ctx.db.commit;
    let isFirst = true;
    ctx.db.commit = async statements => {
      if (isFirst) await ctx.db.read.update(host).set({ sharedSecret: await both.close('newer', `host:${t.hostId}`) });
      isFirst = false;
      return commit(statements);
    };
    expect(await reseal(ctx)).toMatchObject({ unopened: 1 });
    const [row] = await ctx.db.read.select().from(host);
    expect(await newOnly.open(row?.sharedSecret ?? '', `host:${t.hostId}`)).toBe('newer');
    expect(row?.apiToken).toBe('v1.k0.AAAA.AAAA');
  });

  test('with one key, or by day, nothing is looked at', async () => {
    const { ctx } = await stage();
    const never = { ...ctx.db, ask: () => Promise.reject(new Error('looked')) };
    await sweepSeals({ ...ctx, db: never, now: Date.UTC(2026, 2, 3, 12) });
    await sweepSeals({ ...ctx, db: never, seal: newOnly, now: Date.UTC(2026, 2, 3, 3) });
    await expect(sweepSeals({ ...ctx, db: never, now: Date.UTC(2026, 2, 3, 3) })).rejects.toThrow('looked');
  });

  test('every column that holds a secret or a token is known to it', async () => {
    const text = readFileSync(new URL('../../worker/edge/reseal.ts', import.meta.url), 'utf8');
    const tables = Object.values(schema).filter(one => is(one, SQLiteTable));
    const names = tables.flatMap(table => Object.values(getTableColumns(table)).map(column => column.name));
    const secrets = [...new Set(names)].filter(name => /(^|_)(secret|token)$/.test(name));
    expect(secrets.filter(name => !text.includes(`'${name}'`))).toEqual([]);
  });
});
