import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { agency, audit, number } from '../../schema/index.ts';
import { agent, owner, type Visit, visitor } from '../plan/door.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';

const OURS = `AC${'0'.repeat(32)}`;
let ctx: TestCtx;
let as: Visit;
beforeAll(async () => {
  ctx = await testContext();
  ctx = Object.assign(ctx, { env: { ...ctx.env, TWILIO_ACCOUNT_SID: OURS } });
  as = visitor(() => ctx);
});

const lines = (t: Tenant) =>
  ctx.db.read
    .select({ before: audit.before, after: audit.after })
    .from(audit)
    .where(and(eq(audit.entityId, t.agencyId), eq(audit.act, 'agency.settings_changed')));

describe('T-7 the agency’s settings', () => {
  test('support contact, expiry, cooldown and countries are set, with one audit line of what moved', async () => {
    const t = await mintTenant(ctx);
    const change = {
      supportEmail: 'care@harbor.example',
      pendingExpiryDays: null,
      allowedCountries: ['gb', 'US', 'GB'],
    };
    const { status, body } = await as(agent(t), 'PATCH', '/settings', change);
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...change, allowedCountries: ['GB', 'US'], name: 'Harbor Growth', cooldownDays: 0 });
    expect(await lines(t)).toEqual([
      {
        before: { supportEmail: 'help@harbor.example', pendingExpiryDays: 14, allowedCountries: ['US', 'CA'] },
        after: { supportEmail: 'care@harbor.example', pendingExpiryDays: null, allowedCountries: ['GB', 'US'] },
      },
    ]);
    await as(agent(t), 'PATCH', '/settings', change);
    await as(agent(t), 'PATCH', '/settings', {});
    expect(await lines(t)).toHaveLength(1);
    expect((await as(owner(t), 'GET', '/me')).body.agency).toMatchObject({ supportEmail: 'care@harbor.example' });
  });

  test.each([
    ['an address that is none', { supportEmail: 'help' }, 'supportEmail'],
    ['words for a phone', { supportPhone: 'call me' }, 'supportPhone'],
    ['no name', { name: ' ' }, 'name'],
    ['no day at all', { pendingExpiryDays: 0 }, 'pendingExpiryDays'],
    ['a cooldown of years', { cooldownDays: 1000 }, 'cooldownDays'],
    ['no country', { allowedCountries: [] }, 'allowedCountries'],
    ['R-14 a country that does not exist', { allowedCountries: ['US', 'XX'] }, 'allowedCountries.1'],
  ])('%s is refused, naming the field', async (_what, change, field) => {
    const t = await mintTenant(ctx);
    const answer = await as(agent(t), 'PATCH', '/settings', change);
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ field }] } });
    expect(await lines(t)).toEqual([]);
  });

  test('N-11 keeping counts the numbers held on our account, by their telco cost', async () => {
    const t = await mintTenant(ctx);
    await ctx.db.read.update(agency).set({ keepingStatus: 'active' }).where(eq(agency.id, t.agencyId));
    expect((await as(agent(t), 'GET', '/settings')).body).toMatchObject({
      telephony: null,
      twilioSid: null,
      keeping: { status: 'active', count: 1, monthly: { amount: 115, currency: 'usd' } },
    });
    await ctx.db.read.update(number).set({ releasedAt: ctx.now }).where(eq(number.id, t.numberId));
    expect((await as(agent(t), 'GET', '/settings')).body.keeping).toMatchObject({ count: 0, monthly: null });
  });
});
