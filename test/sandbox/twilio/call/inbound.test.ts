import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TOKEN } from '../stand.ts';
import { CALLER, type CallStand, callStand, OURS, twiml } from './calling.ts';

let s: CallStand;
beforeEach(async () => {
  s = await callStand();
});
afterEach(() => s.close());

describe('the voice webhook', () => {
  test('X-1 is signed over the configured address and carries the usual parameters', async () => {
    s.on('/voice', () => twiml('<Say>Welcome</Say>'));
    const view = await s.call();
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
    expect(s.to('/status')).toMatchObject({
      CallStatus: 'completed',
      CallSid: view.sid,
      CallDuration: expect.stringMatching(/^[1-9]/),
    });
  });

  test('X-5 a failing webhook is tried once more with the same token, then the fallback address is asked', async () => {
    s.on('/voice', () => new Response('boom', { status: 500 }));
    s.on('/fallback', () => twiml('<Say>Sorry</Say>'));
    const view = await s.call();
    expect(s.paths().filter(p => p !== '/status')).toEqual(['/voice', '/voice', '/fallback']);
    expect(new Set(s.asked.slice(0, 2).map(a => a.headers['i-twilio-idempotency-token'])).size).toBe(1);
    expect(s.to('/fallback')).toMatchObject({ ErrorCode: '11200', ErrorUrl: `${s.worker}/voice` });
    expect(view.said).toEqual(['Sorry']);
  });

  test.each([
    ['JSON', () => Response.json({ ok: true })],
    ['broken XML', () => twiml('<Say>x')],
    ['another root', () => '<Answer/>'],
  ])('X-5 %s is no TwiML, and without a fallback the caller hears an apology', async (_name, answer) => {
    s.on('/voice', answer);
    const view = await s.call();
    expect(s.paths()).toContain('/fallback');
    expect(view).toMatchObject({ outcome: 'application-error', status: 'completed' });
    expect(view.said[0]).toMatch(/application error/);
  });

  test('X-5 a server that is not there leads to the fallback address', async () => {
    s.twilio.own('+14155550101', { voice_url: 'http://127.0.0.1:9/voice', voice_fallback_url: `${s.worker}/fallback` });
    s.on('/fallback', () => twiml('<Say>Still here</Say>'));
    const view = await s.call({ to: '+14155550101' });
    expect(view.said).toEqual(['Still here']);
  });

  test('X-5 a server that is too slow leads to the fallback address, without a second try', async () => {
    s.twilio.carrier.webhookMs = 150;
    s.on('/voice', () => new Promise(done => setTimeout(() => done(twiml('<Say>Late</Say>')), 400)));
    s.on('/fallback', () => twiml('<Say>In time</Say>'));
    const view = await s.call();
    expect(view.said).toEqual(['In time']);
    expect(s.paths().slice(0, 2)).toEqual(['/voice', '/fallback']);
  });

  test('R-1 a number nobody holds is not in service', async () => {
    const view = await s.call({ to: '+14155550199' });
    expect(view).toMatchObject({ outcome: 'not-in-service', status: 'failed', twiml: [] });
  });

  test('X-1 the first webhook can be repeated byte for byte', async () => {
    s.on('/voice', () => twiml('<Say>Once</Say>'));
    const view = await s.call();
    expect(await s.twilio.calls.replay(view.sid)).toEqual({ status: 200, body: twiml('<Say>Once</Say>') });
    const [one, two] = s.asked.filter(a => a.path === '/voice');
    expect(two?.params).toEqual(one?.params);
    expect(two?.headers['x-twilio-signature']).toBe(one?.headers['x-twilio-signature']);
  });
});
