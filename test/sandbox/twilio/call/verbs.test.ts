import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TOKEN } from '../stand.ts';
import { CALLER, type CallStand, callStand, OURS, twiml } from './calling.ts';

let s: CallStand;
beforeEach(async () => {
  s = await callStand();
});
afterEach(() => s.close());

describe('verbs', () => {
  test('Redirect, Pause, Play and relative addresses', async () => {
    s.on('/voice', () => twiml('<Pause length="1"/><Redirect method="GET">next?step=2</Redirect><Say>never</Say>'));
    s.on('/next', () => twiml('<Play>https://a.test/x.mp3</Play><Hangup/><Say>never</Say>'));
    const view = await s.call();
    expect(s.to('/next')).toMatchObject({ step: '2', CallSid: view.sid });
    const second = s.asked[1];
    expect(validateRequest(TOKEN, second?.headers['x-twilio-signature'] ?? '', second?.url ?? '', {})).toBe(true);
    expect(view.said).toEqual(['[plays https://a.test/x.mp3]']);
  });

  test('Reject ends the call unanswered', async () => {
    s.on('/voice', () => twiml('<Reject reason="busy"/>'));
    expect(await s.call()).toMatchObject({ status: 'busy', outcome: 'rejected', duration: 0 });
    expect(s.to('/status')).toMatchObject({ CallStatus: 'busy', CallDuration: '0' });
  });

  test('Gather hands over the digits, and goes on when none come', async () => {
    s.on('/voice', () =>
      twiml('<Gather numDigits="1" action="/menu" timeout="2"><Say>Press 1</Say></Gather><Say>Too late</Say>'),
    );
    s.on('/menu', () => twiml('<Say>Thanks</Say>'));
    expect((await s.call()).said).toEqual(['Press 1', 'Too late']);
    const sid = s.twilio.calls.place({ from: CALLER, to: OURS });
    s.twilio.calls.act(sid, 'press', '7');
    const view = await s.twilio.calls.wait(sid);
    expect(s.to('/menu')).toMatchObject({ Digits: '7' });
    expect(view.said).toEqual(['Press 1', 'Thanks']);
  });

  test('Gather ends at the finishing key and needs no action on silence', async () => {
    s.on('/voice', () => twiml('<Gather action="/menu" timeout="2"/><Say>Nothing</Say>'));
    s.on('/menu', () => twiml(''));
    const sid = s.twilio.calls.place({ from: CALLER, to: OURS });
    s.twilio.calls.act(sid, 'press', '42#9');
    await s.twilio.calls.wait(sid);
    expect(s.to('/menu')).toMatchObject({ Digits: '42', FinishedOnKey: '#' });
  });

  test('S-3 Record keeps a recording, tells its callback, and asks the action with Digits=hangup', async () => {
    s.on('/voice', () =>
      twiml('<Say>Leave a message</Say><Record maxLength="120" action="/left" recordingStatusCallback="/recorded"/>'),
    );
    s.on('/left', () => twiml('<Say>never heard</Say>'));
    s.on('/recorded', () => '');
    const view = await s.call({ messageMs: 4000 });
    expect(view).toMatchObject({ outcome: 'voicemail', status: 'completed' });
    expect(s.to('/left')).toMatchObject({ Digits: 'hangup', RecordingDuration: expect.stringMatching(/^[4-9]/) });
    expect(s.to('/recorded')).toMatchObject({ RecordingStatus: 'completed', CallSid: view.sid });
    const sound = await s.api('GET', `/Recordings/${view.recordings[0]}.wav`);
    expect(sound.status).toBe(200);
    const facts = await s.api('GET', `/Recordings/${view.recordings[0]}.json`);
    expect(facts.body).toMatchObject({
      call_sid: view.sid,
      duration: s.to('/left')?.RecordingDuration,
      status: 'completed',
    });
    expect(s.to('/left')?.RecordingUrl).toBe(facts.body.media_url);
  });

  test('S-3 a finishing key ends the message and the call goes on', async () => {
    s.on('/voice', () => twiml('<Record action="/left" finishOnKey="#"/>'));
    s.on('/left', () => twiml('<Say>Saved</Say>'));
    const sid = s.twilio.calls.place({ from: CALLER, to: OURS, stay: true });
    await expect.poll(() => s.twilio.calls.get(sid)?.doing).toBe('records a message');
    s.twilio.calls.act(sid, 'press', '5#');
    expect((await s.twilio.calls.wait(sid)).said.at(-1)).toBe('Saved');
    expect(s.to('/left')).toMatchObject({ Digits: '#' });
  });

  test('S-3 a silent caller leaves no message', async () => {
    s.on('/voice', () => twiml('<Record action="/left" timeout="2"/><Say>Nothing heard</Say>'));
    expect(await s.call({ messageMs: 0 })).toMatchObject({ said: ['Nothing heard'], recordings: [] });
  });

  test('R-2 a media stream is recognised and holds the line', async () => {
    s.on('/voice', () => twiml('<Connect action="/after"><Stream url="wss://agent.test/s"/></Connect>'));
    s.on('/after', () => twiml('<Say>Back</Say>'));
    expect(await s.call({ talkMs: 2000 })).toMatchObject({
      said: [expect.stringContaining('wss://agent.test/s'), 'Back'],
      outcome: 'stream',
    });
  });

  test('an unknown verb is passed over with a warning', async () => {
    s.on('/voice', () => twiml('<Dance/><Say>Hi</Say>'));
    const view = await s.call();
    expect(view.said).toEqual(['Hi']);
    expect(view.warnings[0]).toMatch(/12200/);
  });
});
