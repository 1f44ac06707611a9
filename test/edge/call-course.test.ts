import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Body } from '../support/doors.ts';
import { type Agency, useStage } from '../support/stage.ts';
import { witnessOf } from './witness.ts';

const stage = useStage();
const witness = witnessOf(stage);
const STRANGER = '+13125550177';
const FORWARD = '+14155550199';
const TOM = '+14155550112';
const JAMAL = '+14155550142';

let a: Agency;
let shared: { e164: string; numberId: string; assignmentId: string };
beforeAll(async () => {
  a = await stage.agency();
  shared = await stage.active(a);
  await a.owner.send('PUT', '/forwarding', { forwardTo: FORWARD });
});
beforeEach(() => scripts('answer', 'answer'));
afterEach(async () => {
  stage.instance.twilio.callbacks.mode = 'normal';
  stage.instance.twilio.setRingScale(0.01);
  await witness.rows('update sub_account set voicemail = 0 where agency_id = ?', a.id);
  await witness.rows('delete from staff_setting where agency_id = ?', a.id);
});

type Script = ReturnType<typeof stage.instance.twilio.phone>['script'];
function scripts(tom: Script, forward: Script): void {
  Object.assign(stage.instance.twilio.phone(TOM), { script: tom, talkMs: 3000 });
  Object.assign(stage.instance.twilio.phone(FORWARD), { script: forward, talkMs: 3000 });
}

const rung = (call: { legs: { to: string }[] }) => call.legs.map(leg => leg.to);
/** Seconds that the phone is to ring by this document. */
const ringTime = ({ response }: { response: string | null }) => /<Dial timeout="(\d+)"/.exec(response ?? '')?.[1];
const recordOf = async (sid: string): Promise<Body> =>
  (await witness.rows('select * from call where call_sid = ?', sid))[0];

describe('R-10, R-7, R-8 when somebody does not take the call', () => {
  test('no answer, no answer at the forwarding number: a spoken message, and the call is missed', async () => {
    scripts('ignore', 'ignore');
    const call = await stage.call(JAMAL, shared.e164);
    expect(rung(call)).toEqual([TOM, FORWARD]);
    expect(call.twiml.map(ringTime)).toEqual(['20', '25', undefined]);
    expect(call.said).toEqual([expect.stringMatching(/nobody can take your call/i)]);
    expect(call.warnings).toEqual([]);
    expect(await recordOf(call.sid)).toMatchObject({ status: 'missed', answered_by_user_id: null });
  });

  test.each<[string, Script]>([
    ['declines', 'decline'],
    ['cannot be reached', 'unreachable'],
    ['lets it ring', 'ignore'],
  ])('a user who %s: the forwarding number takes it', async (_what, script) => {
    scripts(script, 'answer');
    const call = await stage.call(JAMAL, shared.e164);
    expect(rung(call)).toEqual([TOM, FORWARD]);
    expect(call.legs.map(leg => leg.bridged)).toEqual([false, true]);
    expect(await recordOf(call.sid)).toMatchObject({ status: 'answered', answered_by_user_id: null });
  });

  test('a user’s ring time is theirs', async () => {
    const { items } = await a.owner.get('/staff');
    const tom = items.find((item: Body) => item.name.startsWith('Tom'));
    await a.owner.send('PATCH', `/staff/${tom.userId}`, { ringSeconds: 30 });
    scripts('ignore', 'answer');
    const call = await stage.call(JAMAL, shared.e164);
    expect(call.twiml.map(ringTime)).toEqual(['30', '25', undefined]);
  });

  test('R-11 the mailbox of a phone rung alone counts as taking the call, as any pick-up does', async () => {
    scripts('mailbox', 'answer');
    const call = await stage.call(JAMAL, shared.e164);
    expect(rung(call)).toEqual([TOM]);
    expect(await recordOf(call.sid)).toMatchObject({ status: 'answered' });
  });

  test('voicemail of the sub-account takes a message, once', async () => {
    await witness.rows('update sub_account set voicemail = 1 where agency_id = ?', a.id);
    stage.instance.twilio.callbacks.mode = 'duplicate';
    scripts('ignore', 'ignore');
    const call = await stage.call(JAMAL, shared.e164);
    expect(rung(call)).toEqual([TOM, FORWARD]);
    const { id, status } = await recordOf(call.sid);
    expect(status).toBe('voicemail');
    const left = await witness.rows('select * from voicemail where call_id = ?', id);
    expect(left).toMatchObject([{ recording_sid: call.recordings[0], user_id: null, duration_s: expect.any(Number) }]);
  });

  test('R-9 a user’s own voicemail goes before forwarding; silence leaves no message', async () => {
    const { items } = await a.owner.get('/staff');
    const tom = items.find((item: Body) => item.name.startsWith('Tom'));
    await a.owner.send('PATCH', `/staff/${tom.userId}`, { ringSeconds: 10 });
    await witness.rows('update staff_setting set voicemail = 1 where user_id = ?', tom.userId);
    scripts('ignore', 'answer');
    const call = await stage.call(JAMAL, shared.e164);
    expect(rung(call)).toEqual([TOM]);
    const messages = (sid: string) =>
      witness.rows('select v.user_id from voicemail v join call c on c.id = v.call_id where c.call_sid = ?', sid);
    expect(await messages(call.sid)).toMatchObject([{ user_id: tom.userId }]);
    const { calls } = stage.instance.twilio;
    const silent = await calls.wait(calls.place({ from: JAMAL, to: shared.e164, messageMs: 0 }));
    expect(await messages(silent.sid)).toEqual([]);
    expect(await recordOf(silent.sid)).toMatchObject({ status: 'missed' });
  });

  test('a caller who hangs up while it rings has abandoned the call; nobody else is rung', async () => {
    scripts('ignore', 'answer');
    const { calls } = stage.instance.twilio;
    const call = await calls.wait(calls.place({ from: JAMAL, to: shared.e164, hangupAfterMs: 5000 }));
    expect(rung(call)).toEqual([TOM]);
    const record = await recordOf(call.sid);
    expect(record).toMatchObject({ status: 'abandoned', answered_at: null });
    expect(record.ended_at).not.toBeNull();
  });
});

describe('X-1 repeated and reordered news', () => {
  const modes = ['normal', 'duplicate', 'reorder'] as const;

  test.each(modes)('a call that is answered stays answered when callbacks come %s', async mode => {
    stage.instance.twilio.callbacks.mode = mode;
    const call = await stage.call(JAMAL, shared.e164);
    const [tom] = await witness.rows('select id from user where host_user_id = ?', a.ids.tom);
    const record = await recordOf(call.sid);
    expect(record).toMatchObject({ status: 'answered', answered_by_user_id: tom.id });
    expect(record.ended_at).not.toBeNull();
    expect(record.duration_s).toBeGreaterThan(0);
  });

  test.each(modes)('a call taken at the second phone is not given to the first when callbacks come %s', async mode => {
    stage.instance.twilio.callbacks.mode = mode;
    scripts('ignore', 'answer');
    const call = await stage.call(JAMAL, shared.e164);
    expect(await recordOf(call.sid)).toMatchObject({ status: 'answered', step: 1, answered_by_user_id: null });
  });

  test('a repeated voice webhook gets the same TwiML and has no second effect, also when all is over', async () => {
    const call = await stage.call(STRANGER, shared.e164);
    const { id } = await recordOf(call.sid);
    const before = [await recordOf(call.sid), await witness.acts(id)];
    for (let n = 0; n < 3; n += 1) {
      const again = await stage.instance.twilio.calls.replay(call.sid);
      expect(again).toEqual({ status: 200, body: call.twiml[0]?.response });
    }
    expect([await recordOf(call.sid), await witness.acts(id)]).toEqual(before);
    expect(await witness.rows('select id from call where call_sid = ?', call.sid)).toHaveLength(1);
  });
});

describe('L-6 the assignment ends while a call is under way', () => {
  test('nobody else is rung after the phone that rings now', async () => {
    const { e164, assignmentId } = await stage.active(a);
    const { twilio } = stage.instance;
    scripts('ignore', 'answer');
    twilio.setRingScale(1);
    const sid = twilio.calls.place({ from: JAMAL, to: e164 });
    await witness.eventually(() => expect(twilio.calls.get(sid)?.legs[0]?.status).toBe('ringing'));
    await a.agency.send('POST', `/assignments/${assignmentId}/unassign`);
    twilio.setRingScale(0.01);
    twilio.calls.act(twilio.calls.get(sid)?.legs[0]?.sid ?? '', 'decline');
    const call = await twilio.calls.wait(sid);
    expect(rung(call)).toEqual([TOM]);
    expect(call.said.join()).toMatch(/not in service/);
    expect(rung(await stage.call(JAMAL, e164))).toEqual([]);
  });

  test('two people who talk go on talking', async () => {
    const { e164, assignmentId } = await stage.active(a);
    const { twilio } = stage.instance;
    twilio.phone(TOM).talkMs = null;
    const sid = twilio.calls.place({ from: JAMAL, to: e164, stay: true });
    await witness.eventually(() => expect(twilio.calls.get(sid)?.bridged).toBe(true));
    await a.agency.send('POST', `/assignments/${assignmentId}/unassign`);
    await stage.instance.settle();
    expect(twilio.calls.get(sid)).toMatchObject({ ended: false, legs: [{ to: TOM, status: 'in-progress' }] });
    twilio.calls.act(sid, 'hangup');
    const call = await twilio.calls.wait(sid);
    expect(rung(call)).toEqual([TOM]);
    expect(await recordOf(sid)).toMatchObject({ status: 'answered' });
  });
});
