import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Agency, useStage } from '../support/stage.ts';
import { witnessOf } from './witness.ts';

/** The first Worker's voice webhook is broken. */
const stage = useStage({ broken: 'route' });
const { rows, eventually } = witnessOf(stage);
const STRANGER = '+13125550177';
const FORWARD = '+14155550199';
const PATH = '/twilio/voice-fallback';

let a: Agency;
let number: { e164: string; numberId: string; assignmentId: string };
beforeAll(async () => {
  a = await stage.agency();
  number = await stage.active(a);
  await a.owner.send('PUT', '/forwarding', { forwardTo: FORWARD });
  await stage.instance.settle();
});

describe('X-5 the second Worker while the first is broken', () => {
  test('answers instead, and dials the forwarding number', async () => {
    stage.instance.twilio.phone(FORWARD).script = 'answer';
    const call = await stage.call(STRANGER, number.e164);
    const { urls, fallbackUrl } = stage.instance;
    const asked = call.twiml.map(({ url, status }) => `${status} ${url}`);
    expect(asked).toEqual([
      `503 ${urls.worker}/twilio/voice`,
      `503 ${urls.worker}/twilio/voice`,
      `200 ${fallbackUrl}${PATH}`,
      `200 ${fallbackUrl}${PATH}?after=1`,
    ]);
    expect(call.legs).toMatchObject([{ to: FORWARD, from: STRANGER, bridged: true }]);
  });

  test('apologises when nobody answers there', async () => {
    stage.instance.twilio.phone(FORWARD).script = 'decline';
    const call = await stage.call(STRANGER, number.e164);
    expect(call.legs).toMatchObject([{ to: FORWARD, bridged: false }]);
    expect(call.said).toEqual([expect.stringMatching(/sorry/)]);
  });

  test('apologises for a number that forwards nowhere', async () => {
    const { e164 } = await stage.buy(a);
    const call = await stage.call(STRANGER, e164);
    expect(call).toMatchObject({ legs: [], said: [expect.stringMatching(/sorry/)], outcome: 'announcement' });
  });

  test('L-6 no longer forwards once the assignment has ended', async () => {
    stage.instance.twilio.phone(FORWARD).script = 'answer';
    const other = await stage.active(a);
    expect((await stage.call(STRANGER, other.e164)).legs).toHaveLength(1);
    await a.agency.send('POST', `/assignments/${other.assignmentId}/unassign`);
    await stage.instance.settle();
    expect(await stage.instance.workers.kv(`forward:${other.e164}`)).toBeNull();
    expect((await stage.call(STRANGER, other.e164)).legs).toEqual([]);
  });
});

describe('X-5 X-2 what came while the first Worker was away', () => {
  test('a call is in the log and a text in the inbox, as of when they came, soon after it is back', async () => {
    const { twilio, workers, clock } = stage.instance;
    twilio.phone(FORWARD).script = 'answer';
    const call = await stage.call('+13125550190', number.e164);
    const held = twilio.carrier.owned(number.e164);
    if (held) held.sms_url = `${stage.instance.urls.worker}/twilio/nowhere`;
    const from = '+13125550191';
    const order = { method: 'POST', body: JSON.stringify({ from, to: number.e164, body: 'Hello?' }) };
    await fetch(`${stage.instance.urls.twilio}/_control/text`, order);
    const came = clock.now();
    await clock.advance(16 * 60_000);
    await workers.cron();
    await eventually(async () => {
      const [kept] = await rows('select * from call where call_sid = ?', call.sid);
      expect(kept).toMatchObject({ status: 'answered', answered_at_number: FORWARD });
      expect(Math.abs(kept?.started_at - came)).toBeLessThan(60_000);
      const [text] = await rows('select body, at from message where "from" = ?', from);
      expect(text).toMatchObject({ body: 'Hello?' });
      expect(Math.abs(text?.at - came)).toBeLessThan(60_000);
    });
  });
});

describe('X-1 the second Worker verifies too', () => {
  const form = () => ({
    CallSid: `CA${'1'.repeat(32)}`,
    AccountSid: stage.instance.secrets.twilioSid,
    From: STRANGER,
    To: number.e164,
  });
  const post = (params: Record<string, string>, signature?: string) =>
    fetch(`${stage.instance.fallbackUrl}${PATH}`, {
      method: 'POST',
      body: new URLSearchParams(params),
      headers: signature ? { 'x-twilio-signature': signature } : {},
    });
  const sign = (params: Record<string, string>, token = stage.instance.secrets.twilioToken) =>
    getExpectedTwilioSignature(token, `${stage.instance.fallbackUrl}${PATH}`, params);

  test('a signed request is answered', async () => {
    const answer = await post(form(), sign(form()));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(FORWARD);
  });

  test.each<[string, () => Promise<Response>]>([
    ['unsigned', () => post(form())],
    ['signed with another token', () => post(form(), sign(form(), 'another'))],
    ['changed after signing', () => post({ ...form(), To: '+14155550000' }, sign(form()))],
    [
      'of another account',
      () =>
        post({ ...form(), AccountSid: `AC${'f'.repeat(32)}` }, sign({ ...form(), AccountSid: `AC${'f'.repeat(32)}` })),
    ],
  ])('a request that is %s gets 403 and learns nothing', async (_what, ask) => {
    const answer = await ask();
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain(FORWARD);
  });

  test('everything else is not found', async () => {
    expect((await fetch(`${stage.instance.fallbackUrl}${PATH}`)).status).toBe(404);
    expect((await fetch(`${stage.instance.fallbackUrl}/`, { method: 'POST' })).status).toBe(404);
  });
});
