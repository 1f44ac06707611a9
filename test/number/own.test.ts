import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../support/mint.ts';
import { MINUTE, openWorld, problemOf, type World } from './world.ts';

let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterEach(() => w.calm());
afterAll(() => w.close());

const BUY = { vendor: 'twilio', method: 'POST', path: 'IncomingPhoneNumbers.json$' } as const;

async function owner() {
  const t = await w.tenant('none');
  return { t, own: await w.ownAccount(t) };
}

describe('N-3 buying on an account of the agency’s own', () => {
  test('charges nothing, needs no card, and orders on that account with our URLs', async () => {
    const { t, own } = await owner();
    const order = await w.order();
    expect(await w.buy(t, order)).toMatchObject({ state: 'done' });
    expect(await w.money(t)).toEqual({ charged: [], refunded: [] });
    expect(w.heldAt(order.e164)).toMatchObject([
      { account_sid: own.sid, voice_url: `${w.ctx().env.PUBLIC_URL}/twilio/voice` },
    ]);
    expect(await w.rows(order.e164)).toMatchObject([{ agencyId: t.agencyId, twilioAccountSid: own.sid }]);
  });

  test('a refusing carrier ends it without any refund, and says so', async () => {
    const { t } = await owner();
    const order = await w.order();
    w.faults({ ...BUY, kind: 'before', status: 400, body: { code: 21422, message: 'not available' } });
    expect(await problemOf(w.buy(t, order))).toBe('carrier_refused');
    expect(await problemOf(w.buy(t, order))).toBe('carrier_refused');
    expect(await w.rows(order.e164)).toEqual([]);
  });

  test('an order whose answer was lost is found on that account', async () => {
    const { t } = await owner();
    const order = await w.order();
    w.faults({ ...BUY, kind: 'after', status: 500 });
    expect(await w.buy(t, order)).toMatchObject({ state: 'done' });
    expect(w.heldAt(order.e164)).toHaveLength(1);
  });

  test('paid to us before the agency changed to its own account: it is delivered on ours', async () => {
    const t = await w.tenant();
    const order = await w.order();
    w.faults({ ...BUY, kind: 'before', status: 500, times: 2 });
    expect(await w.buy(t, order)).toMatchObject({ state: 'charged' });
    await w.ownAccount(t);
    w.calm();
    await w.advance(2 * MINUTE);
    await w.tick();
    expect((await w.purchase(t, order.requestId)).state).toBe('done');
    expect((await w.rows(order.e164))[0]?.twilioAccountSid).toBe(w.box.secrets.twilioSid);
    expect(await w.money(t)).toEqual({ charged: [115], refunded: [] });
  });

  test('a token that Twilio does not accept any more is said, with where to mend it', async () => {
    const { t, own } = await owner();
    w.twilio.addAccount({ ...own, token: 'changed-at-twilio' });
    expect(await problemOf(w.buy(t, await w.order()))).toBe('carrier_refused_account');
  });
});

describe('N-3 importing', () => {
  let fresh = 0;
  /** Valid numbers that nobody else here owns. */
  const two = (): [string, string] => {
    fresh += 2;
    return [`+1646277${1000 + fresh}`, `+1646277${1001 + fresh}`];
  };
  const send = (t: Tenant, e164s: string[]) => w.visit(w.person(t), 'POST', '/imports', { e164s });

  test('lists what the account holds, and which of it is in the pool', async () => {
    const { t, own } = await owner();
    const [first, second] = two();
    for (const e164 of [first, second]) w.twilio.own(e164, {}, own.sid);
    await send(t, [first]);
    const { body } = await w.visit(w.person(t), 'GET', '/imports');
    expect(body.items).toEqual([
      { e164: first, sid: expect.stringMatching(/^PN/), inPool: true },
      { e164: second, sid: expect.stringMatching(/^PN/), inPool: false },
    ]);
  });

  test('adds each number with what it can and costs, has Twilio report to us, and leaves it the account’s', async () => {
    const { t, own } = await owner();
    const [e164] = two();
    w.twilio.own(e164, { voice_url: 'https://elsewhere.example', voice_application_sid: 'AP1' }, own.sid);
    const { status, body } = await send(t, [e164]);
    expect({ status, body }).toMatchObject({ status: 200, body: { added: [{ e164 }], rejected: [] } });
    await w.work();
    const [row] = await w.rows(e164);
    expect(row).toMatchObject({
      id: body.added[0].numberId,
      country: 'US',
      type: 'local',
      voice: true,
      sms: true,
      telcoCost: 115,
      telcoCurrency: 'usd',
      twilioAccountSid: own.sid,
    });
    const { PUBLIC_URL, FALLBACK_URL } = w.ctx().env;
    expect(w.heldAt(e164)).toMatchObject([
      {
        account_sid: own.sid,
        voice_url: `${PUBLIC_URL}/twilio/voice`,
        voice_fallback_url: `${FALLBACK_URL}/twilio/voice-fallback`,
        sms_url: `${PUBLIC_URL}/twilio/sms`,
        voice_application_sid: '',
      },
    ]);
    expect(await w.acts(row?.id ?? '')).toEqual(['number.imported']);
  });

  test('rejects each of the others with its reason; one bad row never fails the rest', async () => {
    const { t, own } = await owner();
    const [good, again] = two();
    const [theirs] = two();
    const stranger = await owner();
    w.twilio.own(theirs, {}, stranger.own.sid);
    await send(stranger.t, [theirs]);
    for (const e164 of [good, again]) w.twilio.own(e164, {}, own.sid);
    await send(t, [again]);
    const { body } = await send(t, ['nonsense', good, good, again, theirs, '+12125552368']);
    expect(body.added).toMatchObject([{ e164: good }]);
    expect(body.rejected.map((row: { reason: string }) => row.reason)).toEqual([
      'invalid_format',
      'duplicate',
      'already_in_pool',
      'elsewhere',
      'not_in_account',
    ]);
    for (const row of body.rejected) expect(row.sentence).toMatch(/\.$/);
  });

  test('importing again, or twice at once, adds once', async () => {
    const { t, own } = await owner();
    const [e164] = two();
    w.twilio.own(e164, {}, own.sid);
    const both = await Promise.all([send(t, [e164]), send(t, [e164])]);
    expect(both.flatMap(({ body }) => body.added)).toHaveLength(1);
    expect((await send(t, [e164])).body.rejected).toMatchObject([{ reason: 'already_in_pool' }]);
    expect(await w.rows(e164)).toHaveLength(1);
  });

  test('N-9 one that was handed back, and is not yet gone there, is not imported again', async () => {
    const { t, own } = await owner();
    const [e164] = two();
    w.twilio.own(e164, {}, own.sid);
    const { body } = await send(t, [e164]);
    const path = `/numbers/${body.added[0].numberId}/release-to-carrier`;
    expect((await w.visit(w.person(t), 'POST', path, { typed: e164 })).status).toBe(200);
    expect((await send(t, [e164])).body).toMatchObject({ added: [], rejected: [{ reason: 'not_in_account' }] });
    await w.work();
    expect(w.heldAt(e164)).toEqual([]);
  });

  test('Twilio is away when the URLs are set: they are set later', async () => {
    const { t, own } = await owner();
    const [e164] = two();
    const { sid } = w.twilio.own(e164, {}, own.sid);
    w.faults({ vendor: 'twilio', method: 'POST', path: `${sid}.json`, kind: 'before', status: 503 });
    await send(t, [e164]);
    await w.work();
    expect(w.heldAt(e164)).toMatchObject([{ voice_url: '' }]);
    await w.advance(2 * MINUTE);
    await w.tick();
    expect(w.heldAt(e164)).toMatchObject([{ voice_url: `${w.ctx().env.PUBLIC_URL}/twilio/voice` }]);
  });

  test('an agency on our account has nothing to import', async () => {
    const t = await w.tenant();
    expect(await w.visit(w.person(t), 'GET', '/imports')).toMatchObject({
      status: 422,
      body: { code: 'no_own_account' },
    });
    expect((await send(t, ['+12125552368'])).body.code).toBe('no_own_account');
  });
});
