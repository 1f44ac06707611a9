import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Body } from '../support/doors.ts';
import { type Agency, useStage } from '../support/stage.ts';
import { witnessOf } from './witness.ts';

const stage = useStage();
const witness = witnessOf(stage);
const STRANGER = '+13125550178';
const FORWARD = '+14155550199';
const PRIYA = '+14155550111';

let a: Agency;
let direct: string;
let priya: Body;

beforeAll(async () => {
  a = await stage.agency();
  const number = await stage.active(a);
  direct = number.e164;
  const { items } = await a.owner.get('/staff');
  priya = items.find((item: Body) => item.name.startsWith('Priya'));
  await a.owner.send('PUT', `/staff/${priya.userId}/direct-number`, { numberId: number.numberId });
  await a.owner.send('PUT', '/forwarding', { forwardTo: FORWARD });
});

beforeEach(async () => {
  const { twilio } = stage.instance;
  for (const phone of [PRIYA, FORWARD]) Object.assign(twilio.phone(phone), { script: 'answer', talkMs: 1000 });
  const calm = { hours: null, doNotDisturbUntil: null, voicemail: false, greeting: null, ringSeconds: 20 };
  await a.staff.send('PATCH', '/my-settings', calm);
  await a.owner.send('PUT', '/forwarding/voicemail', { on: false, greeting: null });
});

const rung = async () => (await stage.call(STRANGER, direct)).legs.map(leg => leg.to);
const mine = (change: Body) => a.staff.send('PATCH', '/my-settings', change);

/** Hours in UTC that hold, or do not hold, at the sandbox's time. */
function hours(holdNow: boolean) {
  const today = new Date(stage.instance.clock.now()).getUTCDay();
  const days = [0, 1, 2, 3, 4, 5, 6].filter(day => (day === today) === holdNow);
  return { zone: 'UTC', windows: [{ days, start: 0, end: 1440 }] };
}

describe('S-2 a change acts on the next call', () => {
  test('R-9 outside their hours calls go on to forwarding; My Staff says so', async () => {
    await mine({ hours: hours(false) });
    expect(await rung()).toEqual([FORWARD]);
    const { items } = await a.owner.get('/staff');
    const item = items.find((one: Body) => one.userId === priya.userId);
    expect(item).toMatchObject({ issues: ['off_hours'], availability: { now: false, code: 'outside_hours' } });
    await mine({ hours: hours(true) });
    expect(await rung()).toEqual([PRIYA]);
  });

  test('R-9 do not disturb ends by itself', async () => {
    await mine({ doNotDisturbUntil: stage.instance.clock.now() + 3_600_000 });
    expect(await rung()).toEqual([FORWARD]);
    await stage.instance.clock.advance(3_600_000);
    expect(await rung()).toEqual([PRIYA]);
  });

  test('R-8 with the sub-account’s voicemail on, its greeting is read and a message taken at the end', async () => {
    for (const phone of [PRIYA, FORWARD]) stage.instance.twilio.phone(phone).script = 'ignore';
    await a.owner.send('PUT', '/forwarding/voicemail', { on: true, greeting: 'Bayside Dental is closed.' });
    const call = await stage.call(STRANGER, direct);
    expect(call.legs.map(leg => leg.to)).toEqual([PRIYA, FORWARD]);
    expect(call.said.join(' ')).toContain('Bayside Dental is closed.');
    const [message] = await witness.rows(
      'select v.user_id from voicemail v join call c on c.id = v.call_id where c.call_sid = ?',
      call.sid,
    );
    expect(message).toMatchObject({ user_id: null });
  });

  test('R-10 their own voicemail reads their words and takes the call before forwarding', async () => {
    stage.instance.twilio.phone(PRIYA).script = 'ignore';
    await mine({ voicemail: true, greeting: 'Priya is with a patient.' });
    const call = await stage.call(STRANGER, direct);
    expect(call.legs.map(leg => leg.to)).toEqual([PRIYA]);
    expect(call.said.join(' ')).toContain('Priya is with a patient.');
  });
});

describe('S-2 a greeting recorded by phone', () => {
  /** Calls Priya and waits until that call is through. */
  async function recordByPhone() {
    const { callSid } = await a.staff.send('POST', '/my-settings/greeting-call', { requestId: crypto.randomUUID() });
    const call = await stage.instance.twilio.calls.wait(callSid);
    await stage.instance.clock.advance(60_000);
    return call;
  }

  test('is spoken after pressing 1, played back, and heard by the next caller instead of the words', async () => {
    const { twilio } = stage.instance;
    Object.assign(twilio.phone(PRIYA), { script: 'press1', talkMs: null });
    await mine({ voicemail: true, greeting: 'Priya is with a patient.' });
    const call = await recordByPhone();
    expect(call).toMatchObject({ from: direct, to: PRIYA });
    expect(call.said.join(' ')).toMatch(/Speak after the tone.*is recorded.*This is your greeting now/);
    const { recordedGreeting } = await a.staff.get('/my-settings');
    expect(recordedGreeting).not.toBeNull();

    twilio.phone(PRIYA).script = 'ignore';
    const heard = (await stage.call(STRANGER, direct)).said.join(' ');
    const address = /\[plays (\S+\/greeting\/[^\]\s]+)\]/.exec(heard)?.[1] ?? '';
    expect(address.startsWith(stage.instance.urls.worker)).toBe(true);
    expect((await fetch(address)).headers.get('content-type')).toMatch(/^audio\//);
    expect(heard).not.toContain('Priya is with a patient.');
  });

  test('is not made by a mailbox that picks up', async () => {
    await mine({ greeting: 'Priya is with a patient.' });
    stage.instance.twilio.phone(PRIYA).script = 'mailbox';
    const call = await recordByPhone();
    expect(call.said.join(' ')).not.toContain('is recorded');
    expect(await a.staff.get('/my-settings')).toMatchObject({ recordedGreeting: null });
  });

  test('X-1 an unsigned request about it is refused', async () => {
    for (const path of ['/twilio/greeting', '/twilio/greeting/record', '/twilio/greeting/kept']) {
      const body = new URLSearchParams({ RecordingSid: 'RE1', AccountSid: 'AC1' });
      const answer = await fetch(`${stage.instance.urls.worker}${path}?u=${priya.userId}`, { method: 'POST', body });
      expect(answer.status).toBe(403);
    }
  });
});
