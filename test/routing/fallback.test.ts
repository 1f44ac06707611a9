import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { expect, test } from 'vitest';
import fallback, { type FallbackEnv } from '../../worker/fallback.ts';
import { ACCOUNT, attribute, STRANGER, TOKEN } from './line.ts';

const CALLED = '+14155550100';
const BASE = 'http://fallback.test';
const ENTRY = JSON.stringify({ to: '+12125550199', accountSid: ACCOUNT });

const noted = new Map<string, string>();
function env(get: (key: string) => Promise<string | null>): FallbackEnv {
  const put = async (key: string, value: string) => void noted.set(key, value);
  return {
    FALLBACK_KV: { get, put } as unknown as FallbackEnv['FALLBACK_KV'],
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: TOKEN,
    FALLBACK_URL: BASE,
  };
}

const mirrored = env(async key => (key === `forward:${CALLED}` ? ENTRY : null));

async function post(
  over: Record<string, string> = {},
  where = mirrored,
  path = '/twilio/voice-fallback',
  token = TOKEN,
) {
  const form = { AccountSid: ACCOUNT, CallSid: 'CA1', From: STRANGER, To: CALLED, ErrorCode: '11200', ...over };
  const url = path.startsWith('http') ? path : BASE + path;
  // Behind a proxy the Worker sees another host: only the configured origin counts.
  const seen = url.replace(BASE, 'https://somewhere.workers.example');
  const answer = await fallback.fetch(
    new Request(seen, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { 'x-twilio-signature': getExpectedTwilioSignature(token, url, form) },
    }),
    where,
  );
  return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() };
}

test('X-5 with the first Worker down a call goes to the mirrored number, then to an apology', async () => {
  const { status, type, body } = await post();
  expect([status, type]).toEqual([200, 'text/xml; charset=utf-8']);
  expect(body).toContain('>+12125550199</Number>');
  expect(attribute(body, 'action')).toBe(`${BASE}/twilio/voice-fallback?after=1`);
  const after = await post({ DialCallStatus: 'busy' }, mirrored, attribute(body, 'action'));
  expect(after.body).toContain('We are sorry');
  const taken = await post({ DialCallStatus: 'completed', DialBridged: 'true' }, mirrored, attribute(body, 'action'));
  expect(taken.body).toContain('<Response><Hangup/></Response>');
});

test('X-5 a withheld caller is forwarded showing the called number', async () => {
  expect(attribute((await post({ From: 'anonymous' })).body, 'callerId')).toBe(CALLED);
});

test('X-5 no entry, or no KV: a spoken apology', async () => {
  expect((await post({ To: '+14155550101' })).body).toContain('We are sorry');
  const broken = await post(
    {},
    env(() => Promise.reject(new Error('KV is away'))),
  );
  expect([broken.status, broken.body.includes('We are sorry')]).toEqual([200, true]);
});

test('X-1 the second Worker answers only requests that Twilio signed for our account', async () => {
  expect((await post({}, mirrored, '/twilio/voice-fallback', 'wrong token')).status).toBe(403);
  expect((await post({ AccountSid: `AC${'7'.repeat(32)}` })).status).toBe(403);
  expect((await post({}, { ...mirrored, TWILIO_AUTH_TOKEN: '' }, undefined, '')).status).toBe(403);
  const unsigned = new Request(`${BASE}/twilio/voice-fallback`, {
    method: 'POST',
    body: new URLSearchParams({ AccountSid: ACCOUNT }),
  });
  expect((await fallback.fetch(unsigned, mirrored)).status).toBe(403);
  expect((await fallback.fetch(new Request(`${BASE}/twilio/voice-fallback`), mirrored)).status).toBe(404);
});

test('X-5 X-2 a text that the first Worker does not take is acknowledged, and that it came is noted for later', async () => {
  const before = Date.now();
  const { status, body } = await post({ MessageSid: 'SM1', Body: 'Hi' }, mirrored, '/twilio/sms-fallback');
  expect([status, body]).toEqual([200, '<?xml version="1.0" encoding="UTF-8"?><Response/>']);
  const note = JSON.parse(noted.get(`away:${ACCOUNT}`) ?? '{}');
  expect(note.since).toBeGreaterThanOrEqual(before);
  expect((await post({}, mirrored, '/twilio/sms-fallback', 'wrong token')).status).toBe(403);
});

test('X-5 R-13 one of our own numbers is not dialled out: its own forwarding is; a circle ends in an apology', async () => {
  const entry = (to: string) => JSON.stringify({ to, accountSid: ACCOUNT });
  const chain = (...numbers: string[]) =>
    env(async key => {
      const at = numbers.findIndex(e164 => key === `forward:${e164}`);
      return at < 0 || !numbers[at + 1] ? null : entry(numbers[at + 1] ?? '');
    });
  const own = (n: number) => `+1415555010${n}`;
  const answered = async (where: FallbackEnv) => (await post({}, where)).body;
  expect(await answered(chain(CALLED, own(1), own(2), '+12125550199'))).toContain('>+12125550199</Number>');
  expect(await answered(chain(CALLED, own(1), own(2), own(3), '+12125550199'))).toContain('>+12125550199</Number>');
  const four = chain(CALLED, own(1), own(2), own(3), own(4), '+12125550199');
  for (const where of [chain(CALLED, own(1), CALLED), four]) expect(await answered(where)).toContain('We are sorry');
});
