import { eq } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { agent, audit } from '../../schema/index.ts';
import { agencyOwner, openDesk, owner, staff } from '../company-number/desk.ts';
import { openVoice } from './voice.ts';

let voice: Awaited<ReturnType<typeof openVoice>>;
beforeEach(async () => {
  voice = await openVoice();
});
afterEach(() => voice.close());

async function openBench(endpoint: string | null) {
  const desk = await openDesk();
  const { ctx, t } = desk;
  // Loopback stands in for the internet only where we ourselves are on it; signatures are of this minute.
  const by = { ...ctx, now: Date.now(), env: { ...ctx.env, PUBLIC_URL: 'http://localhost:1' } };
  const admin = (method: string, path: string, body?: unknown) => desk.as(owner(t), method, path, body, by);
  const { id } = (await admin('POST', '/agents', { name: 'Ava', endpoint })).body;
  const check = async () => (await admin('POST', `/agents/${id}/check`)).body;
  return { ...desk, by, admin, id: String(id), check };
}

test('L-3 a webhook is tried by a signed sample call, and its answer is kept', async () => {
  const { ctx, by, admin, id, check } = await openBench(`${voice.webhook}/answer`);
  expect((await admin('GET', '/agents')).body.items).toMatchObject([{ state: 'unchecked', ready: false, check: null }]);
  expect(await check()).toMatchObject({ state: 'ready', ready: true, check: { code: 'answered', at: by.now } });
  const [asked] = voice.asked;
  expect(asked).toMatchObject({ path: '/answer', form: { CallStatus: 'ringing', Sample: 'true' } });
  const { secret } = (await admin('GET', `/agents/${id}/secret`)).body;
  expect(() => new Webhook(secret).verify(asked?.body ?? '', asked?.headers ?? {}, { jsonParse: false })).not.toThrow();
  expect((await ctx.db.read.select().from(audit)).at(-1)).toMatchObject({ act: 'checked', entityId: id });
});

test.each([
  ['an error', '', 503, { code: 'status', what: '503' }],
  ['no TwiML', '{"hello":1}', 200, { code: 'no_twiml' }],
  ['a verb that is not allowed', '<Response><Record/></Response>', 200, { code: 'verb', what: 'Record' }],
  ['an emergency number', '<Response><Dial>911</Dial></Response>', 200, { code: 'target', what: '911' }],
  ['another server', '<Response><Redirect>https://x.example/</Redirect></Response>', 200, { code: 'origin' }],
])('L-3 R-13 R-14 a webhook that answers %s is not ready, and says why', async (_, body, status, why) => {
  const { check } = await openBench(`${voice.webhook}/answer`);
  voice.says(body, status);
  expect(await check()).toMatchObject({ state: 'failed', ready: false, check: why });
});

test('L-3 nothing at the address: not ready; attaching it warns', async () => {
  const { t, admin, id, check } = await openBench('http://127.0.0.1:9/');
  expect(await check()).toMatchObject({ state: 'failed', check: { code: 'unreachable' } });
  const attached = await admin('PUT', `/phone-numbers/${t.numberId}/agent`, { agentId: id });
  expect(attached.body.warning).toMatchObject({ code: 'agent_not_ready' });
});

test('L-3 a media stream is tried by a real handshake', async () => {
  const { admin, id, check } = await openBench(voice.stream);
  expect(await check()).toMatchObject({ state: 'ready', check: { code: 'connected' } });
  voice.refuseStreams();
  expect(await check()).toMatchObject({ state: 'failed', check: { code: 'handshake' } });
  expect((await admin('GET', '/agents')).body.items).toMatchObject([{ id, state: 'failed' }]);
});

test('L-3 of a SIP address it is said that it cannot be tried; without endpoint there is nothing to try', async () => {
  const { admin, id, check } = await openBench('sip:ava@voice.example.com');
  expect(await check()).toMatchObject({ state: 'unproven', ready: true, check: { code: 'sip' } });
  await admin('PATCH', `/agents/${id}`, { endpoint: null });
  expect(await check()).toMatchObject({ code: 'no_endpoint' });
});

test('L-3 another endpoint forgets what came of the former one', async () => {
  const { admin, id, check } = await openBench(`${voice.webhook}/answer`);
  await check();
  expect((await admin('PATCH', `/agents/${id}`, { name: 'Eva' })).body.state).toBe('ready');
  const moved = await admin('PATCH', `/agents/${id}`, { endpoint: `${voice.webhook}/other` });
  expect(moved.body).toMatchObject({ state: 'unchecked', check: null });
});

test('W-5 in production no loopback address is tried, whatever was saved', async () => {
  const { ctx, t, as, id } = await openBench(`${voice.webhook}/answer`);
  const tried = await as(owner(t), 'POST', `/agents/${id}/check`, undefined, {
    ...ctx,
    env: { ...ctx.env, PUBLIC_URL: 'https://panel.example.com' },
  });
  expect(tried.body).toMatchObject({ state: 'failed', check: { code: 'address' } });
  expect(voice.asked).toEqual([]);
});

test('X-4 the signing secret is sealed at rest, kept from others, and made anew', async () => {
  const { ctx, t, as, admin, id } = await openBench(null);
  const { secret } = (await admin('GET', `/agents/${id}/secret`)).body;
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
  const [row] = await ctx.db.read.select().from(agent).where(eq(agent.id, id));
  expect(row?.secret).toMatch(/^v1\./);
  const renewed = (await admin('POST', `/agents/${id}/secret`)).body.secret;
  expect(renewed).not.toBe(secret);
  expect((await admin('GET', `/agents/${id}/secret`)).body).toEqual({ secret: renewed });
  expect((await as(agencyOwner(t), 'GET', `/agents/${id}/secret`)).status).toBe(404);
  expect((await as(staff(t), 'GET', `/agents/${id}/secret`)).status).toBe(403);
});
