import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Agency, useStage } from '../support/stage.ts';

const stage = useStage();
let a: Agency;
beforeAll(async () => {
  a = await stage.agency();
});

const count = async (sql: string, ...args: string[]) =>
  Number((await stage.instance.client.execute({ sql, args })).rows[0]?.n ?? 0);
const everything = () =>
  count(
    'select (select count(*) from webhook_event) + (select count(*) from audit) + (select count(*) from call) as n',
  );

/** Posts and says the status and how many rows came of it. */
async function effect(path: string, init: RequestInit): Promise<{ status: number; rows: number; type: string | null }> {
  const before = await everything();
  const answer = await fetch(`${stage.instance.urls.worker}${path}`, { method: 'POST', ...init });
  await stage.instance.settle();
  return { status: answer.status, rows: (await everything()) - before, type: answer.headers.get('content-type') };
}

describe('H-4 host events', () => {
  const path = () => `/hosts/jwt/${stage.instance.secrets.hostIssuer}/events`;
  const event = () => ({
    type: 'location.upserted',
    timestamp: new Date(stage.instance.clock.now()).toISOString(),
    data: { company_id: a.ids.company, id: `loc_${crypto.randomUUID()}`, name: 'New place' },
  });
  function signed(body: string, over: { id?: string; ageMs?: number; secret?: string } = {}): RequestInit {
    const id = over.id ?? `msg_${crypto.randomUUID()}`;
    const at = new Date(stage.instance.clock.now() - (over.ageMs ?? 0));
    const signature = new Webhook(over.secret ?? stage.instance.secrets.hostWebhook).sign(id, at, body);
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': signature,
    };
    return { body, headers };
  }

  test('a signed event is stored, answered 200, and processed from the queue', async () => {
    expect(await effect(path(), signed(JSON.stringify(event())))).toMatchObject({ status: 200, rows: 2 });
  });

  test('a replayed event is answered 200 and has no second effect', async () => {
    const once = signed(JSON.stringify(event()));
    expect(await effect(path(), once)).toMatchObject({ status: 200, rows: 2 });
    expect(await effect(path(), once)).toMatchObject({ status: 200, rows: 0 });
  });

  test.each<[string, () => RequestInit]>([
    ['unsigned', () => ({ body: JSON.stringify(event()) })],
    ['signed with another secret', () => signed(JSON.stringify(event()), { secret: `whsec_${btoa('x'.repeat(24))}` })],
    ['ten minutes old', () => signed(JSON.stringify(event()), { ageMs: 600_000 })],
    ['from the future', () => signed(JSON.stringify(event()), { ageMs: -600_000 })],
    ['changed after signing', () => ({ ...signed(JSON.stringify(event())), body: JSON.stringify(event()) })],
  ])('an event that is %s gets 403 and has no effect', async (_what, make) => {
    expect(await effect(path(), make())).toEqual({ status: 403, rows: 0, type: 'application/problem+json' });
  });

  test('an unknown issuer gets 403', async () => {
    expect(await effect('/hosts/jwt/nobody/events', signed(JSON.stringify(event())))).toMatchObject({
      status: 403,
      rows: 0,
    });
  });

  test('X-6 a signed body that does not fit gets a problem document naming the field', async () => {
    const { url, init } = {
      url: `${stage.instance.urls.worker}${path()}`,
      init: signed(JSON.stringify({ type: 5, data: {} })),
    };
    const answer = await fetch(url, { method: 'POST', ...init });
    expect(answer.status).toBe(422);
    const problem = await answer.json();
    expect(problem).toMatchObject({
      code: 'invalid',
      errors: expect.arrayContaining([expect.objectContaining({ field: 'type' })]),
    });
    expect(await effect(path(), signed('not json'))).toMatchObject({ status: 422, rows: 0 });
  });
});

describe('X-1 Stripe events', () => {
  function signed(payload: object, over: { secret?: string; ageS?: number } = {}): RequestInit {
    const body = JSON.stringify(payload);
    const timestamp = Math.floor(stage.instance.clock.now() / 1000) - (over.ageS ?? 0);
    const secret = over.secret ?? stage.instance.secrets.stripeConnectWebhook;
    const header = Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
    return { body, headers: { 'stripe-signature': header } };
  }
  const event = (more: object = {}) => ({
    id: `evt_${crypto.randomUUID()}`,
    object: 'event',
    type: 'customer.subscription.updated',
    account: 'acct_unknown',
    data: { object: { id: 'sub_unknown', object: 'subscription', metadata: { assignment_id: 'asg_unknown' } } },
    ...more,
  });
  const PATH = '/stripe/connect-webhook';

  test.each<[string, () => RequestInit]>([
    ['unsigned', () => ({ body: JSON.stringify(event()) })],
    [
      'signed with the other endpoint’s secret',
      () => signed(event(), { secret: stage.instance.secrets.stripeWebhook }),
    ],
    ['older than five minutes', () => signed(event(), { ageS: 301 })],
    ['changed after signing', () => ({ ...signed(event()), body: JSON.stringify(event()) })],
  ])('an event that is %s gets 403 and has no effect', async (_what, make) => {
    expect(await effect(PATH, make())).toEqual({ status: 403, rows: 0, type: 'application/problem+json' });
  });

  test('an event of an unknown account, of an unknown type, or about a row that is gone is kept and changes nothing', async () => {
    for (const more of [{}, { type: 'something.new' }, { account: undefined }]) {
      expect(await effect(PATH, signed(event(more)))).toMatchObject({ status: 200, rows: 1 });
    }
    expect(
      await count("select count(*) as n from webhook_event where source = 'stripe' and processed_at is null"),
    ).toBe(0);
  });

  test('a repeated event is kept once', async () => {
    const once = signed(event());
    expect(await effect(PATH, once)).toMatchObject({ rows: 1 });
    expect(await effect(PATH, once)).toMatchObject({ status: 200, rows: 0 });
  });
});

describe('X-1 Twilio webhooks', () => {
  const params = (more: Record<string, string> = {}) => ({
    CallSid: `CA${crypto.randomUUID().replaceAll('-', '')}`,
    AccountSid: stage.instance.secrets.twilioSid,
    From: '+13125550177',
    To: '+14155550199',
    CallStatus: 'ringing',
    Direction: 'inbound',
    ...more,
  });
  function signed(path: string, form: Record<string, string>, token = stage.instance.secrets.twilioToken): RequestInit {
    const signature = getExpectedTwilioSignature(token, `${stage.instance.urls.worker}${path}`, form);
    return { body: new URLSearchParams(form), headers: { 'x-twilio-signature': signature } };
  }
  const PATHS = [
    '/twilio/voice',
    '/twilio/voice/next?c=cal_1&s=0&k=ring',
    '/twilio/voice/leg?c=cal_1&s=0',
    '/twilio/voice/status',
    '/twilio/sms',
  ];

  test.each(PATHS)('%s refuses unsigned and wrongly signed requests with 403 and no effect', async path => {
    expect(await effect(path, { body: new URLSearchParams(params()) })).toMatchObject({ status: 403, rows: 0 });
    expect(await effect(path, signed(path, params(), 'another token'))).toMatchObject({ status: 403, rows: 0 });
    const other = { AccountSid: `AC${'f'.repeat(32)}` };
    expect(await effect(path, signed(path, params(other)))).toMatchObject({ status: 403, rows: 0 });
  });

  test('a plus sign, emoji and right-to-left text in parameters do not break the signature', async () => {
    const form = params({ CallerName: 'نور 🌙 + co', City: 'A+B C' });
    expect(await effect('/twilio/voice', signed('/twilio/voice', form))).toMatchObject({ status: 200 });
  });

  test('R-1 a number that is not ours hears the not-in-service message', async () => {
    const answer = await fetch(`${stage.instance.urls.worker}/twilio/voice`, {
      method: 'POST',
      ...signed('/twilio/voice', params()),
    });
    expect(answer.headers.get('content-type')).toMatch(/xml/);
    expect(await answer.text()).toMatch(/not in service.*<Hangup\/>/);
  });
});
