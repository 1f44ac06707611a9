import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANN, BEN, CALLER, type CallStand, callStand, OURS, twiml } from './calling.ts';

let s: CallStand;
beforeEach(async () => {
  s = await callStand();
});
afterEach(() => s.close());

describe('dialling one phone', () => {
  const dial = (attributes = '', number = ANN) =>
    s.on('/voice', () =>
      twiml(`<Dial timeout="20" action="/after" ${attributes}><Number>${number}</Number></Dial><Say>never</Say>`),
    );
  beforeEach(() => s.on('/after', () => twiml('<Say>After</Say>')));

  test('R-3 who picks up is put through; the action hears completed and bridged', async () => {
    dial();
    s.twilio.phone(ANN).script = 'answer';
    const view = await s.call();
    expect(view.legs).toMatchObject([{ to: ANN, from: CALLER, status: 'completed', answered: true, bridged: true }]);
    expect(s.to('/after')).toMatchObject({
      DialCallStatus: 'completed',
      DialBridged: 'true',
      DialCallSid: view.legs[0]?.sid,
    });
    expect(Number(s.to('/after')?.DialCallDuration)).toBeGreaterThanOrEqual(3);
    expect(view).toMatchObject({ outcome: 'bridged', said: ['After'] });
  });

  test.each([
    ['ignore', 'no-answer'],
    ['decline', 'busy'],
    ['unreachable', 'failed'],
  ] as const)('R-10 a phone that does %s gives %s', async (script, status) => {
    dial();
    s.twilio.phone(ANN).script = script;
    const view = await s.call();
    expect(s.to('/after')).toMatchObject({ DialCallStatus: status, DialBridged: 'false' });
    expect(view.legs).toMatchObject([{ status, bridged: false }]);
    if (script === 'ignore') expect(view.legs[0]?.rangMs).toBeGreaterThanOrEqual(19_000);
  });

  test('without an action the verbs after Dial follow', async () => {
    s.on('/voice', () => twiml(`<Dial timeout="5">${ANN}</Dial><Say>Nobody home</Say>`));
    expect((await s.call()).said).toEqual(['Nobody home']);
  });

  test('X-3 a caller who hangs up ends the ringing, asks no action, and the status callback still comes', async () => {
    dial('answerOnBridge="true"');
    const view = await s.call({ hangupAfterMs: 5000 });
    expect(view).toMatchObject({ status: 'no-answer', outcome: 'abandoned', legs: [{ status: 'canceled' }] });
    expect(s.paths()).not.toContain('/after');
    expect(s.to('/status')).toMatchObject({ CallStatus: 'no-answer', CallDuration: '0' });
  });

  test('R-13 a caller id that is not ours to show makes the dial fail with 13214', async () => {
    dial('callerId="+13105550177"');
    s.twilio.phone(ANN).script = 'answer';
    const view = await s.call();
    expect(view.warnings[0]).toMatch(/^13214/);
    expect(s.to('/after')).toMatchObject({ DialCallStatus: 'failed' });
    expect(view.legs).toEqual([]);
  });

  test('O-3 the called number, own numbers and verified phones may be shown', async () => {
    s.twilio.phone(ANN).script = 'answer';
    s.twilio.own('+14155550177');
    s.twilio.verifyCallerId('+13105550177');
    for (const shown of [OURS, '+14155550177', '+13105550177']) {
      dial(`callerId="${shown}"`);
      expect((await s.call()).legs[0]).toMatchObject({ from: shown, bridged: true });
    }
  });

  test('status events of a dialled number come in order, signed', async () => {
    s.on('/leg', () => '');
    s.on('/voice', () =>
      twiml(
        `<Dial><Number statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed">${ANN}</Number></Dial>`,
      ),
    );
    s.twilio.phone(ANN).script = 'answer';
    const view = await s.call();
    const events = s.asked.filter(a => a.path === '/leg').map(a => a.params.CallStatus);
    expect(events).toEqual(['initiated', 'ringing', 'in-progress', 'completed']);
    expect(s.to('/leg')).toMatchObject({ ParentCallSid: view.sid, Direction: 'outbound-dial' });
  });

  test('a time limit ends the talk; a star does with hangupOnStar', async () => {
    s.twilio.phone(ANN).script = 'answer';
    s.twilio.phone(ANN).talkMs = null;
    dial('timeLimit="5"');
    expect((await s.call({ talkMs: 60_000 })).said).toEqual(['After']);
    dial('hangupOnStar="true"');
    const sid = s.twilio.calls.place({ from: CALLER, to: OURS, stay: true });
    await expect.poll(() => s.twilio.calls.get(sid)?.bridged).toBe(true);
    s.twilio.calls.act(sid, 'press', '*');
    expect((await s.twilio.calls.wait(sid)).said).toEqual(['After']);
  });

  test('R-13 a dialled number of our own becomes a call on it', async () => {
    s.twilio.own('+14155550102', { voice_url: `${s.worker}/second` });
    dial('', '+14155550102');
    s.on('/second', () => twiml(`<Dial>${BEN}</Dial>`));
    s.twilio.phone(BEN).script = 'answer';
    const view = await s.call();
    expect(s.to('/second')).toMatchObject({ From: CALLER, To: '+14155550102', Direction: 'inbound' });
    expect(view).toMatchObject({ outcome: 'bridged', legs: [{ bridged: true }] });
  });

  test('R-13 numbers that dial each other do not go round for ever', async () => {
    s.on('/voice', () => twiml(`<Dial>${OURS}</Dial>`));
    await s.call();
    expect(s.asked.filter(a => a.path === '/voice').length).toBeLessThanOrEqual(7);
  });

  test('R-2 a SIP agent rings like a phone', async () => {
    s.on('/voice', () => twiml('<Dial action="/after"><Sip>sip:bot@agent.test</Sip></Dial>'));
    s.twilio.phone('sip:bot@agent.test').script = 'answer';
    expect((await s.call()).legs).toMatchObject([{ to: 'sip:bot@agent.test', bridged: true }]);
  });
});
