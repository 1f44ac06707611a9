import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Body, payHostedPage } from '../support/doors.ts';
import { type Agency, useStage } from '../support/stage.ts';
import { DAY, HOUR, refusalOf, witnessOf } from './witness.ts';

/** Cron ticks once a sandbox day, as the clock moves. */
const stage = useStage();
const witness = witnessOf(stage);
const FORWARD = '+14155550110';
const STRANGER = '+13125550177';

let a: Agency;
beforeAll(async () => {
  a = await stage.agency();
});
afterEach(() => {
  stage.instance.stripe.setWebhooks(true);
  stage.instance.faults.clear();
});

const customerOf = async (of: Agency): Promise<string> => {
  const [row] = await witness.rows(
    "select stripe_customer_id from sub_account where agency_id = ? and name = 'Bayside Dental'",
    of.id,
  );
  return String(row?.stripe_customer_id);
};

describe('A-12 a payment that fails, through the doors', () => {
  test('routed in grace, told thrice, suspended, paid on the invoice’s page, and routed again', async () => {
    const of = await stage.agency();
    const [account] = await witness.rows('select stripe_account_id as id from agency where id = ?', of.id);
    stage.instance.stripe.setDunning({ retryDays: [30], after: 'past_due' }, String(account?.id));
    const made = await stage.active(of);
    await of.owner.send('PUT', `/forwarding/${made.numberId}`, { forwardTo: FORWARD });
    const { subscription_id: subscription, paid_through: end } = await witness.assignment(made.assignmentId);
    stage.instance.stripe.setCard(await customerOf(of), 'declines');
    await witness.stripe(of, `subscriptions/${subscription}`, 'default_payment_method=');
    await stage.instance.clock.advanceTo(end + HOUR);
    await stage.instance.settle();
    expect((await witness.assignment(made.assignmentId)).state).toBe('past_due');
    expect((await stage.call(STRANGER, made.e164)).legs).toHaveLength(1);

    await stage.instance.clock.advance(8 * DAY);
    await witness.becomes(made.assignmentId, 'suspended');
    await stage.instance.settle();
    const call = await stage.call(STRANGER, made.e164);
    expect(call.legs).toEqual([]);
    expect(call.said.join()).toMatch(/not in service/);
    expect(await stage.instance.workers.kv(`forward:${made.e164}`)).toBeNull();
    const told = (await witness.mails(made.e164)).slice(2).map(subject => subject.replace(/\+[\d ]+\d/, '#'));
    const shown = await of.owner.get('/phone-numbers');
    expect(shown.items[0]).toMatchObject({ state: 'suspended', suspendedAt: expect.any(Number) });
    expect(told).toEqual([...Array(3).fill('The payment for # failed'), 'is suspended']);

    const { url } = await of.owner.send('POST', `/assignments/${made.assignmentId}/pay`);
    await payHostedPage(url);
    await stage.instance.settle();
    expect((await witness.assignment(made.assignmentId)).state).toBe('active');
    expect((await stage.call(STRANGER, made.e164)).legs).toHaveLength(1);
    expect(await stage.instance.workers.kv(`forward:${made.e164}`)).not.toBeNull();
  });
});

describe('A-14 A-15 X-3 the agency’s books', () => {
  test('reconciling on demand mends a number’s URLs and tells of it', async () => {
    const { numberId, e164 } = await stage.buy(a);
    const held = [...stage.instance.twilio.carrier.numbers.values()].find(one => one.phone_number === e164);
    if (held) held.voice_url = 'https://elsewhere.example/';
    await a.agency.send('POST', '/reconcile');
    await witness.eventually(async () => {
      const { items } = await a.agency.get('/findings');
      const about = items.filter((item: Body) => item.subject === numberId);
      expect(about).toMatchObject([{ kind: 'number_urls', repairedAt: expect.any(Number) }]);
    });
    expect(held?.voice_url).toBe(`${stage.instance.urls.worker}/twilio/voice`);
    expect((await stage.call(STRANGER, e164)).said.join()).toMatch(/not in service/);
  });

  test('the margin counts what was paid; activity names it and leaves as CSV', async () => {
    const made = await stage.active(a);
    const { months, currency, subAccounts } = await a.agency.get('/margin?months=3');
    expect(currency).toBe('usd');
    expect(months.at(-1).billed).toBeGreaterThanOrEqual(450);
    expect(subAccounts.find((one: Body) => one.name === 'Bayside Dental').numbers).toBeGreaterThan(0);

    const { items } = await a.agency.get(`/activity?q=${made.e164.slice(-7)}&entity=assignment`);
    expect(items.map((item: Body) => item.act)).toEqual(['activated', 'checkout_opened', 'assigned']);
    const { url } = await a.agency.send('POST', '/activity/export', { q: made.e164.slice(-7), entity: 'assignment' });
    const file = await fetch(url);
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect((await file.text()).trim().split('\r\n')).toHaveLength(4);
    expect((await fetch(url.replace(/.{3}$/, 'abc'))).status).toBe(403);

    const history = await a.agency.get(`/numbers/${made.numberId}/history`);
    expect(history.items).toMatchObject([{ sentence: 'Bayside Dental has it.', to: null }]);
  });
});

describe('A-11 a number that comes with the plan', () => {
  test('is answered by its agent at once, and never by the former sub-account’s again', async () => {
    const of = await stage.agency();
    const { client } = stage.instance;
    await client.execute({ sql: "update plan set mode = 'included' where agency_id = ?", args: [of.id] });
    const { numberId, e164 } = await stage.buy(of);
    const agent = await of.owner.send('POST', '/agents', { name: 'Ava', endpoint: 'sip:ava@agents.example' });
    const [place] = await witness.rows('select sub_account_id as id from agent where id = ?', agent.id);
    const to = { subAccountId: String(place?.id), agentId: agent.id };
    const row = await of.agency.send('POST', `/numbers/${numberId}/include`, to);
    expect(row).toMatchObject({ state: 'active', mode: 'included', price: 0 });
    const call = await stage.call(STRANGER, e164);
    expect(call.legs.map((leg: Body) => leg.to)).toEqual(['sip:ava@agents.example']);
    const refusal = await refusalOf(of.owner.send('POST', `/assignments/${row.id}/release`));
    expect(refusal).toMatchObject({ status: 409, code: 'included_in_plan' });
    await of.agency.send('POST', `/assignments/${row.id}/unassign`);
    expect((await stage.call(STRANGER, e164)).legs).toEqual([]);
  });
});
