import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hostToken } from '../../schema/index.ts';
import type { Install } from '../../worker/host/highlevel/app.ts';
import { speakingAs, tokenFor } from '../../worker/host/highlevel/token.ts';
import { waitOf } from '../../worker/host/highlevel/wire.ts';
import { HostError } from '../../worker/host/port.ts';
import { FITNESS, type Market, openMarket } from './market.ts';

let market: Market;
let install: Install;
beforeEach(async () => {
  market = await openMarket();
  await market.install();
  install = await market.installed();
});
afterEach(() => market.close());

const DAY = 86_400_000;
const asked: string[] = [];
/** Runs with every call to the CRM's token doors counted. */
async function counting<T>(run: () => Promise<T>): Promise<T> {
  const real = globalThis.fetch;
  asked.length = 0;
  globalThis.fetch = (async (input: RequestInfo | URL, init?: RequestInit) => {
    asked.push(new URL(String(input)).pathname);
    return real(input, init);
  }) as typeof fetch;
  try {
    return await run();
  } finally {
    globalThis.fetch = real;
  }
}
const rows = () => market.ctx.db.read.select().from(hostToken);

describe('H-2 tokens are renewed by one at a time', () => {
  test('twenty who need a new one at the same moment ask for one, and all get it', async () => {
    await market.clock.advance(DAY);
    const got = await counting(() =>
      Promise.all(Array.from({ length: 20 }, () => tokenFor(market.now(), install, null))),
    );
    expect(asked).toEqual(['/oauth/token']);
    expect(new Set(got.map(held => held.token)).size).toBe(1);
    expect(await rows()).toMatchObject([{ version: 2, refusedAt: null, leasedUntil: null }]);
  });

  test('after the renewal the next one works: the new refresh token was kept', async () => {
    for (let day = 1; day <= 3; day += 1) {
      await market.clock.advance(DAY);
      await tokenFor(market.now(), install, null);
    }
    expect(await rows()).toMatchObject([{ version: 4, refusedAt: null }]);
  });

  test('whoever dies while renewing holds nobody up for long', async () => {
    await market.clock.advance(DAY);
    const now = market.now();
    await now.db.read.update(hostToken).set({ leasedUntil: now.now + 60_000 });
    const later = now.at(now.now + 61_000);
    expect((await tokenFor(later, install, null)).version).toBe(2);
  });

  test('a token that the host refuses before its time is renewed once, and the call goes on', async () => {
    market.crm.grants.expireAll();
    const tokens: string[] = [];
    await speakingAs(market.now(), install, null, async token => {
      tokens.push(token);
      if (!market.crm.grants.opened(token)) throw new HostError(401, 'Invalid JWT');
    });
    expect(new Set(tokens).size).toBe(2);
  });

  test('a refresh token that was spent elsewhere ends the connection, said once and asked no more', async () => {
    await market.clock.advance(DAY);
    const [row] = await rows();
    market.crm.grants.renew(await market.ctx.seal.open(row?.refreshToken ?? '', `agency:${install.agencyId}`));
    await expect(tokenFor(market.now(), install, null)).rejects.toMatchObject({ status: 401 });
    const again = counting(() => tokenFor(market.now(), install, null));
    await expect(again).rejects.toMatchObject({ status: 401, message: expect.stringContaining('installed again') });
    expect(asked).toEqual([]);
    await market.install();
    expect(await tokenFor(market.now(), install, null)).toMatchObject({ token: expect.any(String) });
  });

  test('a host that is down for a moment ends nothing', async () => {
    await market.clock.advance(DAY);
    market.faults.add({ vendor: 'highlevel', path: '^/oauth/token', kind: 'before', status: 503 });
    await expect(tokenFor(market.now(), install, null)).rejects.toMatchObject({ status: 503, mayPass: true });
    expect((await tokenFor(market.now(), install, null)).version).toBe(2);
  });

  test('what the host gave is kept though the database fails at that moment: the old pair is spent', async () => {
    await market.clock.advance(DAY);
    const now = market.now();
    let failures = 2;
    const commit: typeof now.db.commit = async statements => {
      failures -= 1;
      if (failures >= 0) throw new Error('the database is away');
      return market.ctx.db.commit(statements);
    };
    const failing = { ...now, db: { ...now.db, read: now.db.read, ask: now.db.ask, commit } };
    const { token } = await tokenFor(failing, install, null);
    await market.clock.advance(DAY);
    expect((await tokenFor(market.now(), install, null)).token).not.toBe(token);
    expect(await rows()).toMatchObject([{ version: 3, refusedAt: null }]);
  });

  test('a location’s token is made of the company’s, kept, and made anew', async () => {
    const first = await tokenFor(market.now(), install, FITNESS);
    expect((await tokenFor(market.now(), install, FITNESS)).token).toBe(first.token);
    await market.clock.advance(DAY);
    expect((await tokenFor(market.now(), install, FITNESS)).token).not.toBe(first.token);
    const [kept] = await market.ctx.db.read.select().from(hostToken).where(eq(hostToken.hostLocationId, FITNESS));
    expect(kept).toMatchObject({ refreshToken: null, version: 2 });
  });

  test('a location that installed for itself goes on by the agency’s install once its own token is refused', async () => {
    await market.install({ locationId: FITNESS });
    await market.clock.advance(DAY);
    const [own] = await market.ctx.db.read.select().from(hostToken).where(eq(hostToken.hostLocationId, FITNESS));
    market.crm.grants.renew(await market.ctx.seal.open(own?.refreshToken ?? '', `agency:${install.agencyId}`));
    expect(await tokenFor(market.now(), install, FITNESS)).toMatchObject({ token: expect.any(String) });
    const [made] = await market.ctx.db.read.select().from(hostToken).where(eq(hostToken.hostLocationId, FITNESS));
    expect(made).toMatchObject({ refreshToken: null, refusedAt: null });
    expect(await tokenFor(market.now(), install, FITNESS)).toMatchObject({ token: expect.any(String) });
  });

  test('an install that comes while an old token is renewed wins', async () => {
    await market.clock.advance(DAY);
    market.faults.add({ vendor: 'highlevel', path: '^/oauth/token', kind: 'slow', delayMs: 150 });
    const renewing = tokenFor(market.now(), install, null);
    await market.install();
    await renewing.catch(() => undefined);
    const [row] = await rows();
    const held = await market.ctx.seal.open(row?.accessToken ?? '', `agency:${install.agencyId}`);
    expect((await tokenFor(market.now(), install, null)).token).toBe(held);
    expect(row).toMatchObject({ refusedAt: null, leasedUntil: null });
  });
});

describe('H-5 the host’s limits', () => {
  test.each([
    ['what it says itself', { 'retry-after': '7' }, 7000],
    ['its window', { 'x-ratelimit-interval-milliseconds': '10000', 'x-ratelimit-daily-remaining': '5' }, 10_000],
    ['an hour once the day is used up', { 'x-ratelimit-daily-remaining': '0' }, 3_600_000],
    ['ten seconds where it says nothing', {}, 10_000],
  ])('too fast: wait for %s', (_what, headers, wait) => {
    expect(waitOf(429, new Headers(headers as Record<string, string>))).toBe(wait);
    expect(waitOf(500, new Headers(headers as Record<string, string>))).toBeUndefined();
  });
});
