import { Webhook } from 'standardwebhooks';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Body } from '../support/doors.ts';
import { type Agency, useStage } from '../support/stage.ts';
import { openReceiver } from '../workflow/receiver.ts';
import { refusalOf, witnessOf } from './witness.ts';

const stage = useStage();
const { rows, eventually } = witnessOf(stage);
const STRANGER = '+13125550177';
const FORWARD = '+14155550199';
const PRIYA = '+14155550111';
const ALICE = '+14155550141';

let a: Agency;
/** Wired to nobody; forwards. */
let shared: string;
/** Priya's. */
let direct: { numberId: string; e164: string };

beforeAll(async () => {
  a = await stage.agency();
  shared = (await stage.active(a)).e164;
  await a.owner.send('PUT', '/forwarding', { forwardTo: FORWARD });
  direct = await stage.active(a);
  const { items } = await a.owner.get('/staff');
  const priya = items.find((item: Body) => item.name.startsWith('Priya'));
  await a.owner.send('PUT', `/staff/${priya.userId}/direct-number`, { numberId: direct.numberId });
}, 60_000);

const control = async (path: string, body?: unknown): Promise<Body> => {
  const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
  return (await fetch(`${stage.instance.urls.twilio}/_control${path}`, init)).json();
};
/** A text from outside, with all that follows from it. */
const text = async (from: string, to: string, body: string) => {
  const sent = await control('/text', { from, to, body });
  await stage.instance.settle();
  return sent;
};
/** Bodies of what arrived at a phone outside, from one of our numbers. */
const arrived = async (to: string, from: string): Promise<string[]> => {
  const { texts } = await control(`/texts?wait=1&to=${encodeURIComponent(to)}&from=${encodeURIComponent(from)}`);
  return texts.filter((one: Body) => one.status === 'delivered').map((one: Body) => one.body);
};
const write = async (to: string, body: string): Promise<Body> => {
  const order = { to, numberId: direct.numberId, body, requestId: crypto.randomUUID() };
  const sent = await a.staff.send('POST', '/texts', order);
  await stage.instance.settle();
  return sent;
};
const message = async (id: string): Promise<Body> => (await rows('select * from message where id = ?', id))[0];

describe('texts that come in', () => {
  test('R-16 are relayed to the forwarding number with the sender in front, and kept', async () => {
    await text(STRANGER, shared, 'Is this the dentist? 🦷');
    expect(await arrived(FORWARD, shared)).toEqual([`${STRANGER}: Is this the dentist? 🦷`]);
    const kept = await rows('select * from message where direction = \'in\' and "to" = ?', shared);
    expect(kept).toMatchObject([{ body: 'Is this the dentist? 🦷', unknown: 1, kind: 'inbound' }]);
  });

  test('R-16 R-5 C-2 from a contact reach their owner, and the contact’s timeline in the CRM', async () => {
    await text(ALICE, shared, 'Can we move it to Friday?');
    const [share] = await rows(
      `select u.name from inbox_share s join user u on u.id = s.user_id
        join message m on s.record = 'message:' || m.id where m."from" = ? and m."to" = ?`,
      ALICE,
      shared,
    );
    expect(share?.name).toBe('Priya Natarajan');
    const [told] = await rows("select * from outbox where key like 'timeline:text:%' and agency_id = ?", a.id);
    expect(told).toMatchObject({ delivered_at: expect.any(Number), parked_at: null });
  });

  test('X-1 a repeated webhook has no second effect', async () => {
    const sent = await text('+13125550178', shared, 'Only once');
    const [step] = sent.steps;
    const again = await fetch(step.url, {
      method: 'POST',
      headers: { 'x-twilio-signature': step.signature },
      body: new URLSearchParams(step.request),
    });
    await stage.instance.settle();
    expect(again.status).toBe(200);
    expect(await rows('select id from message where "from" = ?', '+13125550178')).toHaveLength(1);
    expect((await arrived(FORWARD, shared)).filter(body => body.includes('Only once'))).toHaveLength(1);
  });

  test('W-1 W-3 W-5 set a hook off: signed, followed nowhere by a redirect, and sent again', async () => {
    const receiver = await openReceiver();
    const wanted = { trigger: 'text_received', targetUrl: `${receiver.origin}/hook` };
    const { hook, secret } = await a.owner.send('POST', '/workflows/hooks', wanted);
    receiver.answers(() => Response.redirect(`${receiver.origin}/elsewhere`, 302));
    await text(STRANGER, shared, 'Do you take walk-ins?');
    const delivery = async () => (await a.owner.get(`/workflows/deliveries?hookId=${hook.id}`)).items[0];
    await eventually(async () => expect(await delivery()).toMatchObject({ state: 'waiting', status: 302 }));
    receiver.answers(() => new Response('{}'));
    await a.owner.send('POST', `/workflows/deliveries/${(await delivery()).id}/resend`);
    await eventually(async () => expect(await delivery()).toMatchObject({ state: 'delivered', status: 200 }));
    const got = receiver.received.at(-1);
    const [id, at] = [got?.headers.get('webhook-id') ?? '', Number(got?.headers.get('webhook-timestamp'))];
    const expected = new Webhook(secret).sign(id, new Date(at * 1000), got?.text ?? '');
    expect(got?.headers.get('webhook-signature')).toBe(expected);
    expect(JSON.parse(got?.text ?? '')).toMatchObject({ id, data: { from: STRANGER, body: 'Do you take walk-ins?' } });
    expect(receiver.sentTo('/elsewhere')).toEqual([]);
    await a.owner.send('DELETE', `/workflows/hooks/${hook.id}`);
    await receiver.close();
  });

  test('X-1 nobody but Twilio is heard', async () => {
    for (const path of [
      '/twilio/sms',
      '/twilio/sms/status?m=x',
      '/twilio/outbound?c=x',
      '/twilio/outbound/status?c=x',
    ]) {
      const form = { AccountSid: stage.instance.secrets.twilioSid, MessageSid: `SM${'0'.repeat(32)}`, Body: 'forged' };
      const answer = await fetch(`${stage.instance.urls.worker}${path}`, {
        method: 'POST',
        headers: { 'x-twilio-signature': 'bm90IHR3aWxpbw==' },
        body: new URLSearchParams(form),
      });
      expect({ path, status: answer.status }).toEqual({ path, status: 403 });
    }
  });
});

test('X-2 a text that the queue gave up on is shown to the agency; Retry goes through the queue again', async () => {
  const form = { From: STRANGER, To: shared, MessageSid: `SM${'d'.repeat(32)}`, Body: 'Anybody there?' };
  const hook = { form, accountSid: `AC${'e'.repeat(32)}`, query: {} };
  const news = { about: 'text', hook, at: stage.instance.clock.now() };
  await stage.instance.workers.queue('trunkline-jobs-dead', [{ kind: 'news', news }]);
  const { items } = await a.agency.get('/failures');
  expect(items).toMatchObject([{ kind: 'job', what: 'Taking in a text', attempts: 1 }]);
  await a.agency.send('POST', `/failures/${items[0].id}/retry`);
  const again = async () => expect((await a.agency.get('/failures')).items).toMatchObject([{ attempts: 2 }]);
  await eventually(again);
});

describe('texts that go out', () => {
  test('O-1 O-4 a person’s text arrives, and its way is known', async () => {
    const sent = await write(STRANGER, 'Yes, it is. How can we help?');
    expect(sent).toMatchObject({ status: 'queued', from: direct.e164 });
    await eventually(async () => expect(await message(sent.id)).toMatchObject({ status: 'delivered' }));
    expect(await arrived(STRANGER, direct.e164)).toEqual(['Yes, it is. How can we help?']);
  });

  test('O-4 one that does not arrive says why in words', async () => {
    stage.instance.twilio.phone('+13125550180').textError = 30005;
    const requestId = crypto.randomUUID();
    const order = { to: '+13125550180', numberId: direct.numberId, body: 'Hello?', requestId };
    const { id } = await a.staff.send('POST', '/texts', order);
    await eventually(async () => expect(await message(id)).toMatchObject({ status: 'undelivered' }));
    const seen = await a.staff.send('POST', '/texts', order);
    expect(seen).toMatchObject({ id, errorSentence: expect.stringContaining('not in use') });
  });

  test('R-17 to a contact who wrote STOP are refused until START', async () => {
    const phone = '+13125550181';
    await text(phone, direct.e164, 'Stop');
    const refused = await refusalOf(write(phone, 'Are you sure?'));
    expect(refused).toMatchObject({ status: 422, code: 'opted_out' });
    await text(phone, direct.e164, 'START');
    expect(await write(phone, 'Welcome back')).toMatchObject({ status: 'queued' });
    await eventually(async () => expect(await arrived(phone, direct.e164)).toContain('Welcome back'));
  });

  test('T-1 another agency’s number sends nothing for us', async () => {
    const other = await stage.agency();
    const refused = await refusalOf(
      other.staff.send('POST', '/texts', {
        to: STRANGER,
        numberId: direct.numberId,
        body: 'x',
        requestId: 'request-1',
      }),
    );
    expect(refused).toMatchObject({ status: 404 });
  });
});

describe('calls that go out', () => {
  const call = async (id: string): Promise<Body> => (await rows('select * from call where id = ?', id))[0];
  const place = (from: string, to = ALICE) =>
    a.staff.send('POST', '/outbound-calls', { from, to, requestId: crypto.randomUUID() });
  const legs = async (id: string): Promise<Body[]> => {
    await eventually(async () => expect((await call(id)).ended_at).not.toBeNull());
    return rows('select "to", bridged from call_leg where call_id = ? order by step', id);
  };

  beforeEach(() => {
    const { twilio } = stage.instance;
    Object.assign(twilio.phone(PRIYA), { script: 'answer', talkMs: null });
    Object.assign(twilio.phone(ALICE), { script: 'answer' });
  });

  test('O-3 ring the user’s phone, then the contact’s, who sees the direct number', async () => {
    const { callId } = await place(direct.numberId);
    expect(await legs(callId)).toEqual([
      { to: PRIYA, bridged: 0 },
      { to: ALICE, bridged: 1 },
    ]);
    expect(await call(callId)).toMatchObject({ status: 'answered', from: direct.e164, direction: 'out' });
  });

  test('O-3 by bridge show the user’s own phone, once it is verified', async () => {
    expect(await refusalOf(place('bridge'))).toMatchObject({ code: 'bridge_unusable' });
    stage.instance.twilio.verifyCallerId(PRIYA);
    const { items } = await a.staff.get('/senders');
    expect(items.map((item: Body) => [item.kind, item.usable])).toEqual([
      ['direct', true],
      ['bridge', true],
    ]);
    const { callId } = await place('bridge');
    expect(await legs(callId)).toHaveLength(2);
    expect(await call(callId)).toMatchObject({ status: 'answered', from: PRIYA });
    const shown = [...stage.instance.twilio.carrier.calls.values()].filter(one => one.to === ALICE).at(-1);
    expect(shown?.from).toBe(PRIYA);
  });

  test('R-14 to emergency and foreign numbers are refused', async () => {
    for (const to of ['911', '+44 20 7946 0958']) {
      expect(await refusalOf(place(direct.numberId, to))).toMatchObject({ status: 422, code: 'invalid' });
    }
  });
});
