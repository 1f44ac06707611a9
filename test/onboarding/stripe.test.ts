import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { agency, audit } from '../../schema/index.ts';
import { processStripeEvent } from '../../worker/assignment/event.ts';
import { rereadAgency } from '../../worker/onboarding/read.ts';
import { onboardingReturnRoutes } from '../../worker/onboarding/return-routes.ts';
import type { Wired } from '../../worker/wire.ts';
import { openWorld, type World } from '../assignment/world.ts';
import { agent, type Visit, visitor } from '../plan/door.ts';
import type { Body } from '../support/doors.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';

let w: World;
let as: Visit;
beforeAll(async () => {
  w = await openWorld();
  as = visitor(w.ctx);
});
afterAll(() => w.close());
afterEach(() => w.calm());

const newAgency = () => mintTenant(w.ctx(), { agency: { stripeCustomerId: null, stripeAccountId: null } });
const steps = async (t: Tenant) =>
  Object.fromEntries((await as(agent(t), 'GET', '/checklist')).body.steps.map((s: Body) => [s.id, s.done]));
const row = async (t: Tenant) => {
  const [found] = await w.base.db.read.select().from(agency).where(eq(agency.id, t.agencyId));
  if (!found) throw new Error('no agency');
  return found;
};
const acts = async (t: Tenant) =>
  (await w.base.db.read.select().from(audit).where(eq(audit.entityId, t.agencyId))).map(line => line.act);
const defaultCard = async (t: Tenant) => {
  const customer = await w.stripe.customers.retrieve((await row(t)).stripeCustomerId ?? '');
  return customer.deleted ? null : customer.invoice_settings.default_payment_method;
};
/** Follows a way back from Stripe. */
const back = async (to: string | null) => {
  const app = new Hono<Wired>();
  app.use(async (c, next) => {
    c.set('ctx', w.ctx());
    await next();
  });
  const url = new URL(to ?? '');
  return app.route('/', onboardingReturnRoutes).request(url.pathname + url.search);
};

describe('T-6 the card on file', () => {
  test('saved on Stripe’s page, it pays from now on; the page is opened once', async () => {
    const t = await newAgency();
    expect(await steps(t)).toEqual({ card: false, connect: false, telephony: false });
    const { url } = (await as(agent(t), 'POST', '/checklist/card')).body;
    expect((await as(agent(t), 'POST', '/checklist/card')).body.url).toBe(url);
    await w.pay(url);
    await w.work();
    expect((await row(t)).cardOnFile).toBe(true);
    expect(await defaultCard(t)).toMatch(/^pm_/);
    expect(await steps(t)).toMatchObject({ card: true });
    expect((await acts(t)).filter(act => act === 'agency.card_on_file')).toHaveLength(1);
  });

  test('every event lost: the way back does it, else the checklist when it is looked at', async () => {
    const [returned, closed] = [await newAgency(), await newAgency()];
    w.sandbox.setWebhooks(false);
    const { location } = await w.pay((await as(agent(returned), 'POST', '/checklist/card')).body.url);
    await w.pay((await as(agent(closed), 'POST', '/checklist/card')).body.url);
    expect((await back(location)).status).toBe(200);
    expect((await row(returned)).cardOnFile).toBe(true);
    expect((await row(closed)).cardOnFile).toBe(false);
    expect(await steps(closed)).toMatchObject({ card: true });
  });

  test('a changed card takes over, and a late event of the first one does not bring that back', async () => {
    const t = await newAgency();
    const first = await w.pay((await as(agent(t), 'POST', '/checklist/card')).body.url);
    await w.work();
    const [before] = [await defaultCard(t)];
    await w.advance(60_000);
    await w.pay((await as(agent(t), 'POST', '/checklist/card')).body.url);
    await w.work();
    const after = await defaultCard(t);
    expect(after).not.toBe(before);
    await back(first.location);
    expect(await defaultCard(t)).toBe(after);
  });

  test('two clicks at once make one customer of the agency', async () => {
    const t = await newAgency();
    const both = await Promise.all([1, 2].map(() => as(agent(t), 'POST', '/checklist/card')));
    expect(both.map(answer => answer.status)).toEqual([200, 200]);
    const { data } = await w.stripe.customers.list({ limit: 100 });
    expect(data.filter(customer => customer.metadata.agency_id === t.agencyId)).toHaveLength(1);
  });

  test('two clicks at once make one account of the agency', async () => {
    const t = await newAgency();
    const both = await Promise.all([1, 2].map(() => as(agent(t), 'POST', '/checklist/connect')));
    expect(both.map(answer => answer.status)).toEqual([200, 200]);
    const { data } = await w.stripe.accounts.list({ limit: 100 });
    expect(data.filter(account => account.metadata?.agency_id === t.agencyId)).toHaveLength(1);
  });

  test('a card that runs out is noticed', async () => {
    const t = await newAgency();
    await w.pay((await as(agent(t), 'POST', '/checklist/card')).body.url);
    await w.work();
    w.sandbox.setCard((await row(t)).stripeCustomerId ?? '', 'expired');
    await rereadAgency(w.ctx(), t.agencyId);
    expect((await row(t)).cardOnFile).toBe(false);
  });

  test('Stripe down is said; nothing is half done', async () => {
    const t = await newAgency();
    w.faults({ vendor: 'stripe', path: '/v1/checkout/sessions', kind: 'before', status: 500, times: 9 });
    expect(await as(agent(t), 'POST', '/checklist/card')).toMatchObject({
      status: 503,
      body: { code: 'stripe_unreachable' },
    });
    expect((await as(agent(t), 'GET', '/checklist')).status).toBe(200);
  });
});

describe('T-6 Stripe Connect', () => {
  const finish = (url: string, act: 'finish' | 'later' = 'finish') => w.browse(url, { act, name: 'Harbor' });

  test('onboarding finished, clients can pay; it is done once', async () => {
    const t = await newAgency();
    const { url } = (await as(agent(t), 'POST', '/checklist/connect')).body;
    await finish(url);
    await w.work();
    expect((await row(t)).chargesEnabled).toBe(true);
    expect(await steps(t)).toMatchObject({ connect: true });
    expect(await as(agent(t), 'POST', '/checklist/connect')).toMatchObject({
      status: 409,
      body: { code: 'already_connected' },
    });
  });

  test('saved for later, it goes on with the same account; a link that ran out is renewed', async () => {
    const t = await newAgency();
    const first = (await as(agent(t), 'POST', '/checklist/connect')).body.url;
    await finish(first, 'later');
    const { stripeAccountId } = await row(t);
    expect((await as(agent(t), 'GET', '/checklist')).body.steps[1].detail).toContain('left off');
    const used = await w.browse(first);
    expect(used.location).toContain('/return/connect-again');
    const renewed = await back(used.location);
    expect(renewed.status).toBe(303);
    w.sandbox.setWebhooks(false);
    const done = await finish(renewed.headers.get('location') ?? '');
    expect((await back(done.location)).status).toBe(200);
    expect(await row(t)).toMatchObject({ stripeAccountId, chargesEnabled: true });
  });

  test('X-1 ways back that we did not make open nothing', async () => {
    const t = await newAgency();
    const answer = await back(`${w.origin}/return/connect-again?a=${t.agencyId}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
    expect((await row(t)).stripeAccountId).toBeNull();
  });

  test('an account that Stripe stops is noticed by event, and by the nightly round', async () => {
    const t = await newAgency();
    await finish((await as(agent(t), 'POST', '/checklist/connect')).body.url);
    await w.work();
    const account = (await row(t)).stripeAccountId ?? '';
    w.sandbox.setOnboarded(account, false);
    await w.work();
    expect((await row(t)).chargesEnabled).toBe(false);
    w.sandbox.setWebhooks(false);
    w.sandbox.setOnboarded(account, true);
    await rereadAgency(w.ctx(), t.agencyId);
    expect((await row(t)).chargesEnabled).toBe(true);
  });

  test('an owner who cuts the account off connects another one; customers of the former are forgotten', async () => {
    const t = await w.tenant('ok', w.sandbox.seedAccount({ name: 'Cut off' }));
    const account = (await row(t)).stripeAccountId ?? '';
    const cut = { account, type: 'account.application.deauthorized', payload: {} };
    await processStripeEvent(w.ctx(), cut);
    expect((await row(t)).stripeAccountId).toBe(account);
    await w.stripe.accounts.del(account);
    await rereadAgency(w.ctx(), t.agencyId);
    expect(await row(t)).toMatchObject({ stripeAccountId: account, chargesEnabled: false });
    await processStripeEvent(w.ctx(), cut);
    expect((await row(t)).stripeAccountId).toBeNull();
    const path = `/sub-accounts/${t.subAccountId}`;
    expect((await as(agent(t), 'GET', path)).body.standing).toMatchObject({ reason: 'agency_not_connected' });
    await finish((await as(agent(t), 'POST', '/checklist/connect')).body.url);
    await w.work();
    const now = await row(t);
    expect(now).toMatchObject({ chargesEnabled: true });
    expect(now.stripeAccountId).not.toBe(account);
    expect((await as(agent(t), 'GET', path)).body).toMatchObject({
      customerId: null,
      standing: { reason: 'plan_not_active' },
    });
    const lines = await w.base.db.read.select().from(audit).where(eq(audit.entityId, t.subAccountId));
    expect(lines.map(line => line.act)).toContain('customer.forgotten');
  });
});
