import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { agency, audit, host, hostToken } from '../../schema/index.ts';
import { readConnection, reconnect } from '../../worker/host/connection.ts';
import { addDomain, confirmDomain, proposeDomain, removeDomain } from '../../worker/host/domain.ts';
import { confirmedDomains } from '../../worker/host/domain-store.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';

let ctx: TestCtx;
let t: Tenant;
beforeEach(async () => {
  const made = await testContext();
  ctx = { ...made, env: { ...made.env, PUBLIC_URL: 'https://panel.example', SESSION_SECRET: 's'.repeat(32) } };
  t = await mintTenant(ctx);
});

const APP = 'https://app.harbor.example';
const framers = (of: { companyId?: string; locationId?: string; origin?: string }) =>
  confirmedDomains(ctx, t.hostId, of);

describe('H-3 white-label domains', () => {
  test('what the CRM tells of frames nothing until the agency confirms it', async () => {
    await proposeDomain(ctx, t.agencyId, 'app.harbor.example');
    await proposeDomain(ctx, t.agencyId, 'app.harbor.example');
    await proposeDomain(ctx, t.agencyId, '*');
    expect(await framers({ companyId: `company-${t.agencyId}` })).toEqual([]);
    await confirmDomain(ctx, t.agencyId, APP);
    expect(await framers({ companyId: `company-${t.agencyId}` })).toEqual([APP]);
    expect(await framers({ locationId: `loc-${t.subAccountId}` })).toEqual([APP]);
    expect(await framers({ origin: APP })).toEqual([APP]);
    await removeDomain(ctx, t.agencyId, APP);
    expect(await framers({ origin: APP })).toEqual([]);
  });

  test('a hint that fits nobody, or another host’s agency, names no domain', async () => {
    await addDomain(ctx, t.agencyId, 'app.harbor.example');
    expect(await framers({})).toEqual([]);
    expect(await framers({ companyId: 'x', locationId: 'y', origin: 'https://evil.example' })).toEqual([]);
    const other = await mintTenant(ctx);
    expect(await confirmedDomains(ctx, other.hostId, { origin: APP })).toEqual([]);
    await ctx.db.read.update(agency).set({ uninstalledAt: 1 }).where(eq(agency.id, t.agencyId));
    expect(await framers({ origin: APP })).toEqual([]);
  });

  test('T-1 X-3 nobody confirms or removes another agency’s; every change is in the audit', async () => {
    const other = await mintTenant(ctx);
    await addDomain(ctx, t.agencyId, 'app.harbor.example');
    await addDomain(ctx, t.agencyId, 'app.harbor.example');
    await expect(confirmDomain(ctx, other.agencyId, APP)).rejects.toMatchObject({ status: 404 });
    await expect(removeDomain(ctx, other.agencyId, APP)).rejects.toMatchObject({ status: 404 });
    await removeDomain(ctx, t.agencyId, APP);
    const lines = await ctx.db.read.select({ act: audit.act, agencyId: audit.agencyId }).from(audit);
    expect(lines).toEqual([
      { act: 'host.domain_added', agencyId: t.agencyId },
      { act: 'host.domain_removed', agencyId: t.agencyId },
    ]);
  });

  test('X-6 what is no domain is refused in words, and so is one too many', async () => {
    await expect(addDomain(ctx, t.agencyId, 'not a domain')).rejects.toMatchObject({
      status: 422,
      body: { errors: [{ field: 'domain' }] },
    });
    for (let n = 0; n < 20; n += 1) await addDomain(ctx, t.agencyId, `a${n}.harbor.example`);
    await expect(addDomain(ctx, t.agencyId, 'b.harbor.example')).rejects.toMatchObject({ body: { code: 'too_many' } });
  });
});

describe('H-2 how the connection fares', () => {
  const app = {
    kind: 'highlevel' as const,
    clientId: 'app-1',
    clientSecret: 'x',
    authorizeUrl: 'https://m.example/choose',
    apiBaseUrl: 'https://x.example',
  };
  const token = (hostLocationId: string, refusedAt: number | null = null) => ({
    ...{
      agencyId: t.agencyId,
      hostLocationId,
      accessToken: 'x',
      refreshToken: 'y',
      expiresAt: 1,
      updatedAt: 5,
      refusedAt,
    },
  });
  const given = async (...rows: ReturnType<typeof token>[]) => {
    await ctx.db.read.update(host).set(app).where(eq(host.id, t.hostId));
    if (rows.length) await ctx.db.read.insert(hostToken).values(rows);
    return (await readConnection(ctx, t.agencyId)).state;
  };

  test('connected', async () => expect(await given(token(''), token('l1', 3))).toBe('connected'));
  test('refused', async () => expect(await given(token('', 7))).toBe('refused'));
  test('in single locations', async () => expect(await given(token('l1'))).toBe('partly'));
  test('not yet', async () => expect(await given()).toBe('missing'));
  test('a JWT host without an interface only tells', async () =>
    expect((await readConnection(ctx, t.agencyId)).state).toBe('events_only'));

  test('connecting again begins at the CRM with a link for this company; a JWT host has its administrator', async () => {
    await expect(reconnect(ctx, t.agencyId)).rejects.toMatchObject({ body: { code: 'not_an_app' } });
    await given();
    const { url } = await reconnect(ctx, t.agencyId);
    expect(url).toContain('https://m.example/choose?response_type=code');
    expect(new URL(url).searchParams.get('redirect_uri')).toMatch(/^https:\/\/panel\.example\/install\/.+\/callback$/);
  });
});
