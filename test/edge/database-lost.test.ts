import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Body } from '../support/doors.ts';
import { type Sqld, startSqld } from '../support/sqld.ts';
import { type Agency, useStage } from '../support/stage.ts';
import { HOUR, payAndClose, witnessOf } from './witness.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'trunkline-lost-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
/** Cron ticks only when the database comes back, before anything of ours is due. */
const stage = useStage({ dataDir, broken: 'cron' });
const witness = witnessOf(stage);
const STRANGER = '+13125550177';
const JAMAL = '+14155550142';
const FORWARD = '+14155550199';
const TOM = '+14155550112';

let a: Agency;
let forwarded: string;
let bare: string;
beforeAll(async () => {
  a = await stage.agency();
  const [one, two] = [await stage.active(a), await stage.active(a)];
  [forwarded, bare] = [one.e164, two.e164];
  await a.owner.send('PUT', `/forwarding/${one.numberId}`, { forwardTo: FORWARD });
  await stage.instance.settle();
  for (const phone of [TOM, FORWARD]) stage.instance.twilio.phone(phone).script = 'answer';
});

let again: Sqld | undefined;
let isAway = false;
/** Stops the database while no queued work is in hand, which would be leased for a minute then. */
async function goAway(): Promise<void> {
  await stage.instance.settle();
  isAway = true;
  await (again ?? stage.instance.sqld).stop();
}
async function comeBack(): Promise<void> {
  if (!isAway) return;
  again = await startSqld(join(dataDir, 'database'), stage.instance.ports.database, () => {});
  isAway = false;
  await stage.instance.workers.cron();
}
afterEach(comeBack);
afterAll(async () => again?.stop());

/** How the CRM's newest event was answered so far. */
async function lastAttempts(): Promise<(number | undefined)[]> {
  const { events }: Body = await (await fetch(`${stage.instance.urls.host}/_control/state`)).json();
  const newest = events.toSorted((x: Body, y: Body) => y.at - x.at)[0];
  return newest.attempts.map((attempt: Body) => attempt.status);
}

const logged = (event: string) => stage.log.filter(line => line.includes(`"event":"${event}"`)).length;

describe('X-5 calls while the database cannot be reached', () => {
  test('a number that forwards still forwards, by its KV entry, and the log says so', async () => {
    const before = logged('voice.database_unreachable');
    await goAway();
    const call = await stage.call(JAMAL, forwarded);
    expect(call.legs).toMatchObject([{ to: FORWARD, from: JAMAL, bridged: true }]);
    expect(call.twiml[0]).toMatchObject({ status: 200, url: `${stage.instance.urls.worker}/twilio/voice` });
    expect(call.warnings).toEqual([]);
    expect(logged('voice.database_unreachable')).toBe(before + 1);
    await comeBack();
    await witness.eventually(
      async () =>
        expect(await witness.rows('select * from call where call_sid = ?', call.sid)).toMatchObject([
          { status: 'answered', answered_at_number: FORWARD, duration_s: expect.any(Number) },
        ]),
      20_000,
    );
    expect((await stage.call(JAMAL, forwarded)).legs).toMatchObject([{ to: TOM }]);
  });

  test('a number without an entry apologises in valid TwiML', async () => {
    await goAway();
    const call = await stage.call(STRANGER, bare);
    expect(call).toMatchObject({ legs: [], outcome: 'announcement', warnings: [], status: 'completed' });
    expect(call.twiml.map(asked => asked.status)).toEqual([200]);
    expect(call.said).toEqual([expect.stringMatching(/sorry.*cannot be connected/)]);
  });

  test('a forwarding number that does not answer is followed by an apology', async () => {
    stage.instance.twilio.phone(FORWARD).script = 'decline';
    await goAway();
    const call = await stage.call(STRANGER, forwarded);
    stage.instance.twilio.phone(FORWARD).script = 'answer';
    expect(call.legs).toMatchObject([{ to: FORWARD, bridged: false }]);
    expect(call.said).toEqual([expect.stringMatching(/sorry/)]);
    expect(call.warnings).toEqual([]);
  });

  test('a call under way goes on to the mirrored forwarding number', async () => {
    const { twilio } = stage.instance;
    twilio.phone(TOM).script = 'ignore';
    twilio.setRingScale(1);
    const sid = twilio.calls.place({ from: JAMAL, to: forwarded });
    await witness.eventually(() => expect(twilio.calls.get(sid)?.legs[0]?.status).toBe('ringing'));
    await goAway();
    twilio.setRingScale(0.01);
    twilio.calls.act(twilio.calls.get(sid)?.legs[0]?.sid ?? '', 'decline');
    const call = await twilio.calls.wait(sid);
    twilio.phone(TOM).script = 'answer';
    expect(call.legs).toMatchObject([{ to: TOM }, { to: FORWARD, bridged: true }]);
    expect(call.twiml[1]?.response).toContain('after-last-resort');
    expect(call.warnings).toEqual([]);
  });
});

describe('X-2 what Twilio tells once while the database cannot be reached', () => {
  test('a text is kept and delivered once the database is back; who hung up meanwhile can be rung again', async () => {
    const { twilio } = stage.instance;
    twilio.phone(TOM).talkMs = null;
    const sid = twilio.calls.place({ from: JAMAL, to: forwarded, stay: true });
    await witness.eventually(() => expect(twilio.calls.get(sid)?.bridged).toBe(true));
    await goAway();
    twilio.calls.act(sid, 'hangup');
    await twilio.calls.wait(sid);
    const text = { from: JAMAL, to: forwarded, body: 'Are you open on Friday?' };
    const sent = await fetch(`${stage.instance.urls.twilio}/_control/text`, {
      method: 'POST',
      body: JSON.stringify(text),
    });
    expect(((await sent.json()) as Body).steps.map((step: Body) => step.status)).toEqual([200]);
    await comeBack();
    const kept = () => witness.rows('select body from message where "from" = ?', JAMAL);
    await witness.eventually(async () => expect(await kept()).toMatchObject([{ body: text.body }]), 20_000);
    const ended = () => witness.rows('select ended_at, status from call where call_sid = ?', sid);
    const over = { ended_at: expect.any(Number), status: 'answered' };
    await witness.eventually(async () => expect(await ended()).toMatchObject([over]), 20_000);
    twilio.phone(TOM).talkMs = 3000;
    expect((await stage.call(JAMAL, forwarded)).legs).toMatchObject([{ to: TOM }]);
  });
});

describe('X-2 events while the database cannot be reached', () => {
  test('are answered 5xx by both doors, so that they are sent again', async () => {
    const { urls, secrets, clock } = stage.instance;
    await goAway();
    const payload = JSON.stringify({
      id: 'evt_1',
      object: 'event',
      type: 'x',
      account: 'acct_1',
      data: { object: {} },
    });
    const timestamp = Math.floor(clock.now() / 1000);
    const header = Stripe.webhooks.generateTestHeaderString({
      payload,
      secret: secrets.stripeConnectWebhook,
      timestamp,
    });
    const headers = { 'stripe-signature': header };
    const stripe = await fetch(`${urls.worker}/stripe/connect-webhook`, { method: 'POST', body: payload, headers });
    expect(stripe.status).toBeGreaterThanOrEqual(500);
    expect(stripe.headers.get('content-type')).toBe('application/problem+json');
    expect(await stripe.text()).not.toMatch(/\bat \w+|127\.0\.0\.1|fetch failed/);

    const body = JSON.stringify({ type: 'contact.upserted', timestamp: new Date(clock.now()).toISOString(), data: {} });
    const signed = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(timestamp),
      'webhook-signature': new Webhook(secrets.hostWebhook).sign('msg_1', new Date(clock.now()), body),
    };
    const path = `${urls.worker}/hosts/jwt/${secrets.hostIssuer}/events`;
    const host = await fetch(path, { method: 'POST', body, headers: signed });
    expect(host.status).toBeGreaterThanOrEqual(500);
  });

  test('are not lost: afterwards the payment counts and the contact is known', async () => {
    const { numberId } = await stage.buy(a);
    const { id } = await stage.assign(a, numberId);
    const { url } = await a.owner.send('POST', `/assignments/${id}/pay`);
    await stage.instance.settle();
    const { host, stripe, clock } = stage.instance;
    stripe.setWebhooks(false);
    await payAndClose(url);
    const { data } = await witness.stripe(a, 'events?limit=50');
    const paid = data.find(
      (e: Body) => e.type === 'checkout.session.completed' && e.data.object.client_reference_id === id,
    );
    await goAway();
    stripe.resend(paid.id);
    await stripe.drain();
    const phone = '+12065553900';
    host.edits.saveContact({ locationId: a.locationId, name: 'Late', phones: [phone], owner_id: a.ids.tom, tags: [] });
    await witness.eventually(async () => expect(await lastAttempts()).toEqual([500]));
    await comeBack();
    await stage.instance.settle();
    expect((await witness.assignment(id)).state).toBe('pending');
    expect((await stage.call(phone, forwarded)).legs).toMatchObject([{ to: TOM }]);
    await clock.advance(HOUR + 1000);
    stripe.setWebhooks(true);
    expect((await witness.assignment(id)).state).toBe('active');
    const [line] = await witness.rows("select source from audit where entity_id = ? and act = 'activated'", id);
    expect(line.source).toBe('webhook');
  });

  test('X-6 a panel hears that something broke, without insides', async () => {
    await a.owner.get('/phone-numbers');
    await goAway();
    const answer = await a.owner.raw('GET', '/phone-numbers');
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.text()).not.toMatch(/\bat \w+ \(|127\.0\.0\.1|select/);
  });
});
