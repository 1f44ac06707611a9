import { afterEach, describe, expect, test } from 'vitest';
import { type Body, payHostedPage } from '../support/doors.ts';
import { type Agency, useStage } from '../support/stage.ts';
import { DAY, MINUTE, refusalOf, witnessOf } from './witness.ts';

/** Buying, importing, keeping and handing back on the built Worker, through public doors. */
const stage = useStage();
const witness = witnessOf(stage);

afterEach(() => {
  stage.instance.stripe.setWebhooks(true);
  stage.instance.faults.clear();
});

async function offer(of: Agency) {
  const found = await of.agency.get('/numbers/available?country=US&type=local&areaCode=415');
  const { e164 } = found.items[0];
  return { requestId: crypto.randomUUID(), e164, country: 'US', type: 'local', price: found.monthly };
}

const payerOf = async (of: Agency): Promise<string> =>
  (await witness.rows('select stripe_customer_id from agency where id = ?', of.id))[0].stripe_customer_id;

/** Reads from Stripe's platform account. */
const platform = async (path: string): Promise<Body> => {
  const { secrets, urls } = stage.instance;
  const answer = await fetch(`${urls.stripe}/v1/${path}`, {
    headers: { authorization: `Bearer ${secrets.stripeKey}` },
  });
  return answer.json();
};

const held = (e164: string) =>
  [...stage.instance.twilio.carrier.numbers.values()].filter(one => one.phone_number === e164);

describe('N-2 the bank wants consent', () => {
  test('the owner consents on the bank’s page, comes back, and the purchase is done', async () => {
    const a = await stage.agency();
    stage.instance.stripe.setCard(await payerOf(a), 'consent');
    const made = await a.agency.send('POST', '/purchases', await offer(a));
    expect(made).toMatchObject({ state: 'consent', consentUrl: expect.stringContaining('/3ds/') });
    expect(held(made.e164)).toEqual([]);
    const back = await fetch(made.consentUrl, { method: 'POST', body: new URLSearchParams({ consent: 'given' }) });
    expect(back.url).toContain(`${stage.instance.urls.worker}/return/purchase`);
    expect(back.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(await back.text()).toContain('You can close this tab');
    expect(await a.agency.get(`/purchases/${made.id}`)).toMatchObject({ state: 'done', consentUrl: null });
    expect(held(made.e164)).toHaveLength(1);
  });

  test('with the tab closed and no event, cron carries it on', async () => {
    const a = await stage.agency();
    stage.instance.stripe.setCard(await payerOf(a), 'consent');
    const made = await a.agency.send('POST', '/purchases', await offer(a));
    stage.instance.stripe.setWebhooks(false);
    const body = new URLSearchParams({ consent: 'given' });
    await fetch(made.consentUrl, { method: 'POST', body, redirect: 'manual' });
    await stage.instance.clock.advance(2 * MINUTE);
    await stage.instance.workers.cron();
    await witness.eventually(async () => expect((await a.agency.get(`/purchases/${made.id}`)).state).toBe('done'));
  });
});

describe('N-12 a client buys', () => {
  test('bought by the agency’s card, paid monthly by the client, and in service', async () => {
    const a = await stage.agency();
    expect(await refusalOf(a.owner.get('/client-offers?country=US'))).toMatchObject({ code: 'not_in_plan' });
    await stage.instance.client.execute({
      sql: 'update plan set clients_may_buy = 1 where agency_id = ?',
      args: [a.id],
    });
    const found = await a.owner.get('/client-offers?country=US&areaCode=415');
    const { e164 } = found.items[0];
    const order = { requestId: crypto.randomUUID(), e164, country: 'US', type: 'local', price: found.monthly };
    const made = await a.owner.send('POST', '/client-purchases', order);
    expect(made).toMatchObject({ state: 'done', e164 });
    const { items } = await a.owner.get('/phone-numbers');
    expect(items).toMatchObject([{ e164, state: 'pending', price: found.monthly.amount }]);
    const { url } = await a.owner.send('POST', `/assignments/${items[0].assignmentId}/pay`);
    await payHostedPage(url);
    await stage.instance.settle();
    expect((await witness.assignment(items[0].assignmentId)).state).toBe('active');
  });

  test('a request is mailed to the agency and fulfilled', async () => {
    const a = await stage.agency();
    const { numberId } = await stage.buy(a);
    const { id } = await a.owner.send('POST', '/number-requests', {
      country: 'US',
      type: 'local',
      note: 'For the desk',
    });
    expect((await a.agency.get('/number-requests')).items).toMatchObject([{ id, note: 'For the desk' }]);
    await a.agency.send('POST', `/number-requests/${id}/fulfil`, { numberId });
    expect((await a.owner.get('/phone-numbers')).items).toMatchObject([{ numberId, state: 'pending' }]);
    await stage.instance.settle();
    const { mails }: Body = await (await fetch(`${stage.instance.urls.desk}/mail.json`)).json();
    expect(mails.filter((mail: Body) => mail.subject.includes('asks for a phone number')).length).toBeGreaterThan(0);
  });
});

describe('N-3 an account of the agency’s own', () => {
  test('connected, its numbers are imported, and calls to them come to us', async () => {
    const a = await stage.agency();
    const own = { sid: `AC${'5'.repeat(32)}`, token: 'own-account-token-1' };
    stage.instance.twilio.addAccount(own);
    const e164 = '+16462771990';
    stage.instance.twilio.own(e164, {}, own.sid);
    await a.agency.send('POST', '/checklist/telephony', { kind: 'own', ...own });
    expect((await a.agency.get('/imports')).items).toMatchObject([{ e164, inPool: false }]);
    const { added } = await a.agency.send('POST', '/imports', { e164s: [e164] });
    expect(added).toMatchObject([{ e164 }]);
    await stage.instance.settle();
    expect(held(e164)).toMatchObject([
      { account_sid: own.sid, voice_url: `${stage.instance.urls.worker}/twilio/voice` },
    ]);
    const call = await stage.call('+13125550177', e164);
    expect(JSON.stringify(call)).toContain('not in service');
  });
});

describe('N-11 N-9 keeping and handing back', () => {
  test('the second month is charged; once handed back the number is gone, and no month more', async () => {
    const a = await stage.agency();
    const { numberId, e164 } = await stage.buy(a);
    await stage.instance.settle();
    stage.instance.pace.cronEveryMs = 11 * DAY;
    const customer = await payerOf(a);
    const invoices = async () =>
      (await platform(`invoices?customer=${customer}&limit=100`)).data.filter((one: Body) => one.amount_paid > 0)
        .length;
    await stage.instance.clock.advance(33 * DAY);
    await stage.instance.settle();
    expect(await invoices()).toBe(1);
    expect(
      await refusalOf(a.agency.send('POST', `/numbers/${numberId}/release-to-carrier`, { typed: 'yes' })),
    ).toMatchObject({ code: 'typed_differs' });
    await a.agency.send('POST', `/numbers/${numberId}/release-to-carrier`, { typed: e164 });
    await stage.instance.settle();
    expect(held(e164)).toEqual([]);
    expect((await platform(`subscriptions?customer=${customer}`)).data).toEqual([]);
    await stage.instance.clock.advance(33 * DAY);
    expect(await invoices()).toBe(1);
  });
});
