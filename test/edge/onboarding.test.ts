import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Body, payHostedPage } from '../support/doors.ts';
import { type Agency, useStage } from '../support/stage.ts';
import { MINUTE, payAndClose, refusalOf, witnessOf } from './witness.ts';

const stage = useStage();
const witness = witnessOf(stage);
const OWN = { sid: `AC${'7'.repeat(32)}`, token: 'the-token-of-their-own-account' };

let a: Agency;
beforeAll(async () => {
  a = await stage.agency({ dental: 'ok', realty: 'none' });
});

afterEach(() => {
  stage.instance.stripe.setWebhooks(true);
  stage.instance.stripe.setChaos({});
  stage.instance.faults.clear();
});

const sql = (text: string, ...args: string[]) => stage.instance.client.execute({ sql: text, args });
/** An agency that has not begun: nothing at Stripe, no telephony. */
const beginner = async (): Promise<Agency> => {
  const of = await stage.agency();
  await sql(
    `update agency set stripe_customer_id = null, stripe_account_id = null, card_on_file = 0, charges_enabled = 0,
      telephony = null where id = ?`,
    of.id,
  );
  return of;
};
const done = async (of: Agency) =>
  (await of.agency.get('/checklist')).steps.filter((step: Body) => step.done).map((step: Body) => step.id);
const rosaOf = async (of: Agency) => {
  const { items } = await of.agency.get('/sub-accounts');
  const dental = items.find((item: Body) => item.name.includes('Dental'));
  const place = await of.agency.get(`/sub-accounts/${dental.id}`);
  return { place, rosa: place.users.find((user: Body) => user.name.startsWith('Rosa')) };
};

describe('T-6 an agency gets ready', () => {
  test('all three steps through Stripe’s pages and events, and then it buys', async () => {
    const b = await beginner();
    expect(await done(b)).toEqual([]);
    await payHostedPage((await b.agency.send('POST', '/checklist/card')).url);
    const { url } = await b.agency.send('POST', '/checklist/connect');
    await fetch(url, { method: 'POST', body: new URLSearchParams({ act: 'finish', name: 'Harbor' }) });
    await b.agency.send('POST', '/checklist/telephony', { kind: 'ours' });
    await stage.instance.settle();
    expect(await b.agency.get('/checklist')).toMatchObject({ ready: true });
    expect((await stage.buy(b)).e164).toMatch(/^\+1415/);
  });

  test('every event lost and the tab closed: the checklist finds the card by itself', async () => {
    const b = await beginner();
    const { url } = await b.agency.send('POST', '/checklist/card');
    stage.instance.stripe.setWebhooks(false);
    await payAndClose(url);
    expect(await done(b)).toEqual(['card']);
  });

  test('N-3 its own Twilio account is tried for real; a wrong token names the field', async () => {
    const b = await beginner();
    const attempt = b.agency.send('POST', '/checklist/telephony', { kind: 'own', ...OWN });
    expect(await refusalOf(attempt)).toMatchObject({ status: 422, problem: { errors: [{ field: 'token' }] } });
    stage.instance.twilio.addAccount(OWN);
    await b.agency.send('POST', '/checklist/telephony', { kind: 'own', ...OWN });
    expect(await done(b)).toEqual(['card', 'telephony']);
    const [row] = await witness.rows('select twilio_sid, twilio_token from agency where id = ?', b.id);
    expect(row.twilio_sid).toBe(OWN.sid);
    expect(row.twilio_token).not.toContain(OWN.token);
    expect(stage.log.join('\n')).not.toContain(OWN.token);
  });
});

describe('T-3 blocking', () => {
  test('acts on the next request and the next sign-in, and approving lets them in again', async () => {
    const b = await stage.agency();
    const { rosa } = await rosaOf(b);
    expect((await b.owner.raw('GET', '/me')).status).toBe(200);
    await b.agency.send('PATCH', `/users/${rosa.id}`, { status: 'blocked' });
    expect((await b.owner.raw('GET', '/me')).status).toBe(403);
    expect((await rosaOf(b)).rosa.status).toBe('blocked');
    await b.agency.send('PATCH', `/users/${rosa.id}`, { status: 'approved' });
    expect((await b.owner.raw('GET', '/me')).status).toBe(200);
  });
});

describe('T-5 a plan is started', () => {
  const bare = async (of: Agency) => {
    await sql(
      `update sub_account set stripe_customer_id = null, plan_subscription_id = null, plan_status = null, card_valid = 0
        where agency_id = ? and host_location_id = ?`,
      of.id,
      of.locationId,
    );
  };

  test('by the client; paid on the page it may be given a number at once', async () => {
    const b = await stage.agency();
    await bare(b);
    expect((await b.owner.get('/plan')).standing).toMatchObject({ ok: false, reason: 'plan_not_active' });
    const pages = await Promise.all([1, 2, 3].map(() => b.owner.send('POST', '/plan/start')));
    expect(new Set(pages.map(page => page.url)).size).toBe(1);
    await payHostedPage(pages[0].url);
    expect((await b.owner.get('/plan')).standing).toMatchObject({ ok: true });
    await stage.instance.settle();
    const { numberId } = await stage.buy(b);
    expect(await stage.assign(b, numberId)).toMatchObject({ state: 'pending' });
    const subscriptions = (await witness.stripe(b, 'subscriptions?status=all&limit=100')).data;
    const { place } = await rosaOf(b);
    expect(subscriptions.filter((sub: Body) => sub.metadata.sub_account_id === place.id)).toHaveLength(1);
  });

  test('every event lost and the tab closed: the sweep of cron finds it', async () => {
    const b = await stage.agency();
    await bare(b);
    const { url } = await b.owner.send('POST', '/plan/start');
    await stage.instance.settle();
    stage.instance.stripe.setWebhooks(false);
    await payAndClose(url);
    expect((await b.owner.get('/plan')).standing.ok).toBe(false);
    await stage.instance.clock.advance(6 * MINUTE);
    await witness.eventually(async () => expect((await b.owner.get('/plan')).standing.ok).toBe(true));
  });

  test('M-2 the panel notices: each step moves the version', async () => {
    const version = async () => (await a.agency.get('/version')).version;
    const before = await version();
    const { place } = await rosaOf(a);
    const { customerId } = place;
    stage.instance.stripe.setCard(customerId, 'expired');
    await a.agency.send('POST', `/sub-accounts/${place.id}/reread`);
    expect(await version()).toBeGreaterThan(before);
    expect((await rosaOf(a)).place.standing).toMatchObject({ ok: false, reason: 'no_valid_card' });
  });
});
