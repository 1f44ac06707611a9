import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Stand, stand, TOKEN } from '../stand.ts';

const OURS = '+14155550100';
const CALLER = '+12065550111';
const ANN = '+12065550122';
const BEN = '+12065550133';
let s: Stand;

beforeEach(async () => {
  s = await stand();
  s.twilio.own(OURS, {
    voice_url: `${s.worker}/voice`,
    voice_fallback_url: `${s.worker}/fallback`,
    status_callback: `${s.worker}/status`,
  });
  s.on('/status', () => '<Response/>');
});
afterEach(() => s.close());

const twiml = (inner: string) => `<?xml version="1.0"?><Response>${inner}</Response>`;
const call = (more: Record<string, unknown> = {}) => {
  const sid = s.twilio.calls.place({ from: CALLER, to: OURS, ...more });
  return s.twilio.calls.wait(sid);
};
const paths = () => s.asked.map(a => a.path);
const to = (path: string) => s.asked.find(a => a.path === path)?.params;

describe('the voice webhook', () => {
  test('X-1 is signed over the configured address and carries the usual parameters', async () => {
    s.on('/voice', () => twiml('<Say>Welcome</Say>'));
    const view = await call();
    const [first] = s.asked;
    expect(first?.params).toMatchObject({
      From: CALLER,
      To: OURS,
      Caller: CALLER,
      Called: OURS,
      CallStatus: 'ringing',
      Direction: 'inbound',
      CallSid: view.sid,
      ApiVersion: '2010-04-01',
      FromCountry: 'US',
      FromState: 'WA',
    });
    const signature = first?.headers['x-twilio-signature'] ?? '';
    expect(validateRequest(TOKEN, signature, `${s.worker}/voice`, first?.params ?? {})).toBe(true);
    expect(first?.headers['i-twilio-idempotency-token']).toBeTruthy();
    expect(view).toMatchObject({ status: 'completed', outcome: 'announcement', said: ['Welcome'], ended: true });
    expect(view.twiml[0]).toMatchObject({ status: 200, response: twiml('<Say>Welcome</Say>') });
    expect(to('/status')).toMatchObject({ CallStatus: 'completed', CallSid: view.sid, CallDuration: '1' });
  });

  test('X-5 a failing webhook is tried once more with the same token, then the fallback address is asked', async () => {
    s.on('/voice', () => new Response('boom', { status: 500 }));
    s.on('/fallback', () => twiml('<Say>Sorry</Say>'));
    const view = await call();
    expect(paths().filter(p => p !== '/status')).toEqual(['/voice', '/voice', '/fallback']);
    expect(new Set(s.asked.slice(0, 2).map(a => a.headers['i-twilio-idempotency-token'])).size).toBe(1);
    expect(to('/fallback')).toMatchObject({ ErrorCode: '11200', ErrorUrl: `${s.worker}/voice` });
    expect(view.said).toEqual(['Sorry']);
  });

  test.each([
    ['JSON', () => Response.json({ ok: true })],
    ['broken XML', () => twiml('<Say>x')],
    ['another root', () => '<Answer/>'],
  ])('X-5 %s is no TwiML, and without a fallback the caller hears an apology', async (_name, answer) => {
    s.on('/voice', answer);
    const view = await call();
    expect(paths()).toContain('/fallback');
    expect(view).toMatchObject({ outcome: 'application-error', status: 'completed' });
    expect(view.said[0]).toMatch(/application error/);
  });

  test('X-5 a server that is not there leads to the fallback address', async () => {
    s.twilio.own('+14155550101', { voice_url: 'http://127.0.0.1:9/voice', voice_fallback_url: `${s.worker}/fallback` });
    s.on('/fallback', () => twiml('<Say>Still here</Say>'));
    const view = await call({ to: '+14155550101' });
    expect(view.said).toEqual(['Still here']);
  });

  test('R-1 a number nobody holds is not in service', async () => {
    const view = await call({ to: '+14155550199' });
    expect(view).toMatchObject({ outcome: 'not-in-service', status: 'failed', twiml: [] });
  });

  test('X-1 the first webhook can be repeated byte for byte', async () => {
    s.on('/voice', () => twiml('<Say>Once</Say>'));
    const view = await call();
    expect(await s.twilio.calls.replay(view.sid)).toEqual({ status: 200, body: twiml('<Say>Once</Say>') });
    const [one, two] = s.asked.filter(a => a.path === '/voice');
    expect(two?.params).toEqual(one?.params);
    expect(two?.headers['x-twilio-signature']).toBe(one?.headers['x-twilio-signature']);
  });
});

describe('verbs', () => {
  test('Redirect, Pause, Play and relative addresses', async () => {
    s.on('/voice', () => twiml('<Pause length="1"/><Redirect method="GET">next?step=2</Redirect><Say>never</Say>'));
    s.on('/next', () => twiml('<Play>https://a.test/x.mp3</Play><Hangup/><Say>never</Say>'));
    const view = await call();
    expect(to('/next')).toMatchObject({ step: '2', CallSid: view.sid });
    const second = s.asked[1];
    expect(validateRequest(TOKEN, second?.headers['x-twilio-signature'] ?? '', second?.url ?? '', {})).toBe(true);
    expect(view.said).toEqual(['[plays https://a.test/x.mp3]']);
  });

  test('Reject ends the call unanswered', async () => {
    s.on('/voice', () => twiml('<Reject reason="busy"/>'));
    expect(await call()).toMatchObject({ status: 'busy', outcome: 'rejected', duration: 0 });
    expect(to('/status')).toMatchObject({ CallStatus: 'busy', CallDuration: '0' });
  });

  test('Gather hands over the digits, and goes on when none come', async () => {
    s.on('/voice', () =>
      twiml('<Gather numDigits="1" action="/menu" timeout="2"><Say>Press 1</Say></Gather><Say>Too late</Say>'),
    );
    s.on('/menu', () => twiml('<Say>Thanks</Say>'));
    expect((await call()).said).toEqual(['Press 1', 'Too late']);
    const sid = s.twilio.calls.place({ from: CALLER, to: OURS });
    s.twilio.calls.act(sid, 'press', '7');
    const view = await s.twilio.calls.wait(sid);
    expect(to('/menu')).toMatchObject({ Digits: '7' });
    expect(view.said).toEqual(['Press 1', 'Thanks']);
  });

  test('Gather ends at the finishing key and needs no action on silence', async () => {
    s.on('/voice', () => twiml('<Gather action="/menu" timeout="2"/><Say>Nothing</Say>'));
    s.on('/menu', () => twiml(''));
    const sid = s.twilio.calls.place({ from: CALLER, to: OURS });
    s.twilio.calls.act(sid, 'press', '42#9');
    await s.twilio.calls.wait(sid);
    expect(to('/menu')).toMatchObject({ Digits: '42', FinishedOnKey: '#' });
  });

  test('S-3 Record keeps a recording, tells its callback, and asks the action with Digits=hangup', async () => {
    s.on('/voice', () =>
      twiml('<Say>Leave a message</Say><Record maxLength="120" action="/left" recordingStatusCallback="/recorded"/>'),
    );
    s.on('/left', () => twiml('<Say>never heard</Say>'));
    s.on('/recorded', () => '');
    const view = await call({ messageMs: 4000 });
    expect(view).toMatchObject({ outcome: 'voicemail', status: 'completed' });
    expect(to('/left')).toMatchObject({ Digits: 'hangup', RecordingDuration: '4' });
    expect(to('/recorded')).toMatchObject({ RecordingStatus: 'completed', CallSid: view.sid });
    const sound = await s.api('GET', `/Recordings/${view.recordings[0]}.wav`);
    expect(sound.status).toBe(200);
    const facts = await s.api('GET', `/Recordings/${view.recordings[0]}.json`);
    expect(facts.body).toMatchObject({ call_sid: view.sid, duration: '4', status: 'completed' });
    expect(to('/left')?.RecordingUrl).toBe(facts.body.media_url);
  });

  test('S-3 a finishing key ends the message and the call goes on', async () => {
    s.on('/voice', () => twiml('<Record action="/left" finishOnKey="#"/>'));
    s.on('/left', () => twiml('<Say>Saved</Say>'));
    const sid = s.twilio.calls.place({ from: CALLER, to: OURS, stay: true });
    await expect.poll(() => s.twilio.calls.get(sid)?.doing).toBe('records a message');
    s.twilio.calls.act(sid, 'press', '5#');
    expect((await s.twilio.calls.wait(sid)).said.at(-1)).toBe('Saved');
    expect(to('/left')).toMatchObject({ Digits: '#' });
  });

  test('S-3 a silent caller leaves no message', async () => {
    s.on('/voice', () => twiml('<Record action="/left" timeout="2"/><Say>Nothing heard</Say>'));
    expect(await call({ messageMs: 0 })).toMatchObject({ said: ['Nothing heard'], recordings: [] });
  });

  test('R-2 a media stream is recognised and holds the line', async () => {
    s.on('/voice', () => twiml('<Connect action="/after"><Stream url="wss://agent.test/s"/></Connect>'));
    s.on('/after', () => twiml('<Say>Back</Say>'));
    expect(await call({ talkMs: 2000 })).toMatchObject({
      said: [expect.stringContaining('wss://agent.test/s'), 'Back'],
      outcome: 'stream',
    });
  });

  test('an unknown verb is passed over with a warning', async () => {
    s.on('/voice', () => twiml('<Dance/><Say>Hi</Say>'));
    const view = await call();
    expect(view.said).toEqual(['Hi']);
    expect(view.warnings[0]).toMatch(/12200/);
  });
});

describe('dialling one phone', () => {
  const dial = (attributes = '', number = ANN) =>
    s.on('/voice', () =>
      twiml(`<Dial timeout="20" action="/after" ${attributes}><Number>${number}</Number></Dial><Say>never</Say>`),
    );
  beforeEach(() => s.on('/after', () => twiml('<Say>After</Say>')));

  test('R-3 who picks up is put through; the action hears completed and bridged', async () => {
    dial();
    s.twilio.phone(ANN).script = 'answer';
    const view = await call();
    expect(view.legs).toMatchObject([{ to: ANN, from: CALLER, status: 'completed', answered: true, bridged: true }]);
    expect(to('/after')).toMatchObject({
      DialCallStatus: 'completed',
      DialBridged: 'true',
      DialCallSid: view.legs[0]?.sid,
    });
    expect(Number(to('/after')?.DialCallDuration)).toBeGreaterThanOrEqual(3);
    expect(view).toMatchObject({ outcome: 'bridged', said: ['After'] });
  });

  test.each([
    ['ignore', 'no-answer'],
    ['decline', 'busy'],
    ['unreachable', 'failed'],
  ] as const)('R-10 a phone that does %s gives %s', async (script, status) => {
    dial();
    s.twilio.phone(ANN).script = script;
    const view = await call();
    expect(to('/after')).toMatchObject({ DialCallStatus: status, DialBridged: 'false' });
    expect(view.legs).toMatchObject([{ status, bridged: false }]);
    if (script === 'ignore') expect(view.legs[0]?.rangMs).toBeGreaterThanOrEqual(19_000);
  });

  test('without an action the verbs after Dial follow', async () => {
    s.on('/voice', () => twiml(`<Dial timeout="5">${ANN}</Dial><Say>Nobody home</Say>`));
    expect((await call()).said).toEqual(['Nobody home']);
  });

  test('X-3 a caller who hangs up ends the ringing, asks no action, and the status callback still comes', async () => {
    dial('answerOnBridge="true"');
    const view = await call({ hangupAfterMs: 5000 });
    expect(view).toMatchObject({ status: 'no-answer', outcome: 'abandoned', legs: [{ status: 'canceled' }] });
    expect(paths()).not.toContain('/after');
    expect(to('/status')).toMatchObject({ CallStatus: 'no-answer', CallDuration: '0' });
  });

  test('R-13 a caller id that is not ours to show makes the dial fail with 13214', async () => {
    dial('callerId="+13105550177"');
    s.twilio.phone(ANN).script = 'answer';
    const view = await call();
    expect(view.warnings[0]).toMatch(/^13214/);
    expect(to('/after')).toMatchObject({ DialCallStatus: 'failed' });
    expect(view.legs).toEqual([]);
  });

  test('O-3 the called number, own numbers and verified phones may be shown', async () => {
    s.twilio.phone(ANN).script = 'answer';
    s.twilio.own('+14155550177');
    s.twilio.verifyCallerId('+13105550177');
    for (const shown of [OURS, '+14155550177', '+13105550177']) {
      dial(`callerId="${shown}"`);
      expect((await call()).legs[0]).toMatchObject({ from: shown, bridged: true });
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
    const view = await call();
    const events = s.asked.filter(a => a.path === '/leg').map(a => a.params.CallStatus);
    expect(events).toEqual(['initiated', 'ringing', 'in-progress', 'completed']);
    expect(to('/leg')).toMatchObject({ ParentCallSid: view.sid, Direction: 'outbound-dial' });
  });

  test('a time limit ends the talk; a star does with hangupOnStar', async () => {
    s.twilio.phone(ANN).script = 'answer';
    s.twilio.phone(ANN).talkMs = null;
    dial('timeLimit="5"');
    expect((await call({ talkMs: 60_000 })).said).toEqual(['After']);
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
    const view = await call();
    expect(to('/second')).toMatchObject({ From: CALLER, To: '+14155550102', Direction: 'inbound' });
    expect(view).toMatchObject({ outcome: 'bridged', legs: [{ bridged: true }] });
  });

  test('R-13 numbers that dial each other do not go round for ever', async () => {
    s.on('/voice', () => twiml(`<Dial>${OURS}</Dial>`));
    await call();
    expect(s.asked.filter(a => a.path === '/voice').length).toBeLessThanOrEqual(7);
  });

  test('R-2 a SIP agent rings like a phone', async () => {
    s.on('/voice', () => twiml('<Dial action="/after"><Sip>sip:bot@agent.test</Sip></Dial>'));
    s.twilio.phone('sip:bot@agent.test').script = 'answer';
    expect((await call()).legs).toMatchObject([{ to: 'sip:bot@agent.test', bridged: true }]);
  });
});

describe('ring groups and whispers', () => {
  const group = (whisper = '') =>
    s.on('/voice', () =>
      twiml(
        `<Dial timeout="20" action="/after"><Number ${whisper}>${ANN}</Number><Number ${whisper}>${BEN}</Number></Dial>`,
      ),
    );
  beforeEach(() => {
    s.on('/after', () => twiml(''));
    s.on('/whisper', () =>
      twiml('<Gather numDigits="1" timeout="3" action="/pressed"><Say>Press 1</Say></Gather><Hangup/>'),
    );
    s.on('/pressed', asked => twiml(asked.params.Digits === '1' ? '' : '<Hangup/>'));
  });

  test('R-11 first to pick up wins, the rest stop ringing', async () => {
    group();
    s.twilio.phone(BEN).script = 'answer';
    const view = await call();
    expect(view.legs).toMatchObject([
      { to: ANN, status: 'canceled', answered: false, bridged: false },
      { to: BEN, status: 'completed', answered: true, bridged: true },
    ]);
  });

  test('R-11 with press 1, a mailbox that picks up first does not win', async () => {
    group('url="/whisper"');
    s.twilio.phone(ANN).script = 'mailbox';
    s.twilio.phone(BEN).script = 'press1';
    const view = await call();
    const ben = view.legs.find(l => l.to === BEN);
    expect(ben).toMatchObject({ bridged: true, pressed: '1', said: ['Press 1'] });
    expect(view.legs.find(l => l.to === ANN)).toMatchObject({ bridged: false, status: 'completed' });
    expect(to('/after')).toMatchObject({ DialCallSid: ben?.sid, DialBridged: 'true' });
    expect(to('/whisper')).toMatchObject({
      ParentCallSid: view.sid,
      Direction: 'outbound-dial',
      CallStatus: 'in-progress',
    });
  });

  test('R-11 two in the whisper at once: only the first to accept is put through', async () => {
    group('url="/whisper"');
    s.twilio.phone(ANN).script = 'press1';
    s.twilio.phone(BEN).script = 'press1';
    const view = await call();
    expect(view.legs.filter(l => l.bridged)).toHaveLength(1);
    expect(view.legs.every(l => l.answered && l.status === 'completed')).toBe(true);
  });

  test('R-11 a whisper nobody accepts: completed, but not bridged', async () => {
    group('url="/whisper"');
    s.twilio.phone(ANN).script = 'mailbox';
    const view = await call();
    expect(to('/after')).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'false' });
    expect(view.legs).toMatchObject([{ status: 'completed', bridged: false }, { status: 'no-answer' }]);
    expect(view.legs[1]?.rangMs).toBeGreaterThanOrEqual(19_000);
  });

  test('R-11 a whisper that cannot be fetched frees the leg', async () => {
    group('url="/gone"');
    s.twilio.phone(ANN).script = 'press1';
    expect((await call()).legs[0]).toMatchObject({ bridged: false, status: 'completed' });
  });

  test('R-11 no more than ten phones at once', async () => {
    const eleven = Array.from({ length: 11 }, (_, n) => `<Number>+120655501${n + 10}</Number>`).join('');
    s.on('/voice', () => twiml(`<Dial action="/after">${eleven}</Dial>`));
    expect((await call()).legs).toEqual([]);
    expect(to('/after')).toMatchObject({ DialCallStatus: 'failed' });
  });

  test('R-12 status callbacks can be swallowed, doubled, or come backwards', async () => {
    s.on('/leg', () => '');
    s.on('/voice', () =>
      twiml(
        `<Dial><Number statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed">${ANN}</Number></Dial>`,
      ),
    );
    s.twilio.phone(ANN).script = 'answer';
    const events = () => s.asked.filter(a => a.path === '/leg').map(a => a.params.CallStatus);
    s.twilio.callbacks.mode = 'off';
    await call();
    expect(events()).toEqual([]);
    s.twilio.callbacks.mode = 'duplicate';
    await call();
    expect(events().filter(e => e === 'completed')).toHaveLength(2);
    s.asked.length = 0;
    s.twilio.callbacks.mode = 'reorder';
    await call();
    expect(events()).toEqual(['completed', 'in-progress', 'ringing', 'initiated']);
  });
});
