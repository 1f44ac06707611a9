import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { agent, assignment, number, subAccount } from '../../schema/index.ts';
import { newSecret } from '../../worker/agent/secret.ts';
import { activate, attribute, type Line, openLine } from './line.ts';

const FORWARD = '+12125550199';

/** An agent's webhook of our own on loopback. */
let answers: (form: Record<string, string>) => Response | Promise<Response>;
let asked: Record<string, string>[];
/** The last request as it came. */
let heard: Record<string, string>;
let body: string;
let url: string;
let server: ReturnType<typeof serve>;

beforeEach(async () => {
  asked = [];
  answers = () => new Response('<Response><Say>Hello, this is Ava.</Say></Response>');
  const app = new Hono().post('*', async c => {
    [heard, body] = [c.req.header(), await c.req.text()];
    const form = Object.fromEntries(new URLSearchParams(body));
    asked.push({ ...form, path: c.req.path });
    return answers(form);
  });
  url = await new Promise(done => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
      done(`http://127.0.0.1:${info.port}`),
    );
  });
});
afterEach(() => new Promise(done => server.close(done)));

async function attached(endpoint: string, over: { subAccountId?: string | null } = {}): Promise<Line> {
  const line = await openLine();
  // Loopback stands in for the internet only where we ourselves are on it.
  line.with({ env: { ...line.ctx.env, PUBLIC_URL: 'http://localhost:1' } });
  const { agencyId, subAccountId, numberId } = line.tenant;
  if (over.subAccountId !== null) await activate(line.ctx, line.tenant);
  await line.ctx.db.read.update(subAccount).set({ forwardTo: FORWARD });
  const values = {
    id: 'agt_1',
    agencyId,
    subAccountId,
    kind: 'voice_agent' as const,
    name: 'Ava',
    createdAt: line.ctx.now,
  };
  await line.ctx.db.read.insert(agent).values({ ...values, endpoint, ...over });
  await line.ctx.db.read.update(number).set({ wiredTo: 'agent', wiredAgentId: 'agt_1' }).where(eq(number.id, numberId));
  return line;
}

const redirect = (twiml: string) =>
  (/<Redirect[^>]*>([^<]+)</.exec(twiml)?.[1] ?? '').replaceAll('&amp;', '&').replaceAll('&#38;', '&');

test('R-2 a SIP agent is dialled without being asked to press 1; failing, the call goes on', async () => {
  const line = await attached('sip:ava@voice.example.com');
  const call = await line.ring();
  expect(call.body).toContain('>sip:ava@voice.example.com</Sip></Dial>');
  expect(call.body).not.toContain(' url=');
  const failed = { DialCallStatus: 'failed', DialBridged: 'false', CallStatus: 'in-progress' };
  const next = await line.post(attribute(call.body, 'action'), { ...call.params, ...failed });
  expect(next.body).toContain(`>${FORWARD}</Number>`);
});

test('R-2 a media stream takes the call once it has started; one that never did falls to forwarding', async () => {
  const line = await attached('wss://voice.example.com/media');
  const call = await line.ring();
  expect(call.body).toContain('<Connect action=');
  expect(call.body).toContain('<Stream url="wss://voice.example.com/media"');
  const back = () => line.post(attribute(call.body, 'action'), { ...call.params, CallStatus: 'in-progress' });
  await line.post(attribute(call.body, 'statusCallback'), { CallSid: call.sid, StreamEvent: 'stream-started' });
  expect(await line.calls()).toMatchObject([{ status: 'answered', answeredByUserId: null, answeredAtNumber: null }]);
  expect((await back()).body).toContain('<Response><Hangup/></Response>');

  const other = await line.ring({ From: '+12125550188' });
  const next = await line.post(attribute(other.body, 'action'), { ...other.params, CallStatus: 'in-progress' });
  expect(next.body).toContain(`>${FORWARD}</Number>`);
});

test('R-2 a webhook is asked what to say, hears who calls, and control comes back', async () => {
  const line = await attached(`${url}/answer`);
  const call = await line.ring();
  expect(asked).toEqual([]);
  const document = await line.post(redirect(call.body), call.params);
  expect(asked).toMatchObject([{ path: '/answer', From: call.params.From, To: line.tenant.e164, CallSid: call.sid }]);
  expect(document.body).toContain('<Say>Hello, this is Ava.</Say>');
  expect(await line.calls()).toMatchObject([{ status: 'answered' }]);
  const back = await line.post(redirect(document.body), { ...call.params, CallStatus: 'in-progress' });
  expect(back.body).toContain('<Response><Hangup/></Response>');
});

test('R-2 a webhook that asks for digits is asked again through us; one that passed the call on in vain falls to forwarding', async () => {
  const line = await attached(`${url}/answer`);
  answers = form =>
    new Response(
      form.Digits
        ? '<Response><Dial>+12125550142</Dial></Response>'
        : '<Response><Gather numDigits="1" action="/menu"/></Response>',
    );
  const call = await line.ring();
  const menu = await line.post(redirect(call.body), call.params);
  const dial = await line.post(attribute(menu.body, 'action').replaceAll('&#38;', '&'), {
    ...call.params,
    Digits: '2',
  });
  expect(asked.map(form => form.path)).toEqual(['/answer', '/menu']);
  expect(dial.body).toContain('<Number>+12125550142</Number>');
  const failed = { DialCallStatus: 'no-answer', DialBridged: 'false', CallStatus: 'in-progress' };
  const next = await line.post(attribute(dial.body, 'action').replaceAll('&#38;', '&'), { ...call.params, ...failed });
  expect(next.body).toContain(`>${FORWARD}</Number>`);
});

test('R-2 a caller who hangs up while the agent passes the call on had been answered by the agent', async () => {
  const line = await attached(`${url}/answer`);
  answers = () => new Response('<Response><Dial>+12125550142</Dial></Response>');
  const call = await line.ring();
  const dial = await line.post(redirect(call.body), call.params);
  const gone = { DialCallStatus: 'canceled', DialBridged: 'false', CallStatus: 'completed' };
  await line.post(attribute(dial.body, 'action').replaceAll('&#38;', '&'), { ...call.params, ...gone });
  expect(await line.calls()).toMatchObject([{ status: 'answered', answeredByUserId: null }]);
});

test.each([
  ['fails', () => new Response('no', { status: 500 })],
  ['redirects elsewhere', () => new Response(null, { status: 302, headers: { location: 'https://example.com' } })],
  ['says nonsense', () => new Response('{"hello":1}')],
  ['dials what may not be dialled', () => new Response('<Response><Dial>911</Dial></Response>')],
  [
    'takes longer than two seconds',
    () => new Promise<Response>(done => setTimeout(() => done(new Response('<Response/>')), 2600)),
  ],
])('R-2 a webhook that %s: forwarding', async (_, answer) => {
  const line = await attached(`${url}/answer`);
  answers = answer;
  const call = await line.ring();
  const next = await line.post(redirect(call.body), call.params);
  expect(next.body).toContain(`>${FORWARD}</Number>`);
  expect(await line.calls()).toMatchObject([{ step: 1, status: 'in_progress' }]);
});

test('W-5 in production no loopback, private or plain address is asked', async () => {
  for (const endpoint of [`${url}/answer`, 'https://127.0.0.1/x', 'https://10.0.0.8/x', 'https://localhost/x']) {
    const line = await attached(endpoint);
    line.with({ env: { ...line.ctx.env, PUBLIC_URL: 'https://panel.example.com' } });
    const call = await line.ring();
    const next = await line.post('https://panel.example.com/twilio/voice/agent?s=0', call.params);
    expect(next.body).toContain(`>${FORWARD}</Number>`);
  }
  expect(asked).toEqual([]);
});

test('R-2 nor is another origin than the agent’s own', async () => {
  const line = await attached(`${url}/answer`);
  const call = await line.ring();
  const elsewhere = encodeURIComponent('http://localhost:9/x');
  const next = await line.post(`http://localhost:1/twilio/voice/agent?s=0&u=${elsewhere}`, call.params);
  expect(next.body).toContain(`>${FORWARD}</Number>`);
  expect(asked).toEqual([]);
});

test('L-6 an agent of a holder who is gone is not asked', async () => {
  const line = await attached(`${url}/answer`);
  const call = await line.ring();
  await line.ctx.db.read.update(assignment).set({ state: 'ended' });
  const next = await line.post(redirect(call.body), call.params);
  expect(next.body).toContain('not in service');
  expect(asked).toEqual([]);
});

test('A-3 the agency’s own agent answers an unassigned number, and the record is nobody’s', async () => {
  const line = await attached('sip:ava@voice.example.com', { subAccountId: null });
  const call = await line.ring();
  expect(call.body).toContain('</Sip>');
  expect(await line.calls()).toMatchObject([{ status: 'in_progress', subAccountId: null }]);
  const failed = { DialCallStatus: 'failed', DialBridged: 'false', CallStatus: 'in-progress' };
  const next = await line.post(attribute(call.body, 'action'), { ...call.params, ...failed });
  expect(next.body).toContain('Nobody can take your call');
});

test('A-3 R-2 the agency’s own webhook is asked with its signature, and failing there is nobody else', async () => {
  const line = await attached(`${url}/answer`, { subAccountId: null });
  const { secret, sealed } = await newSecret(line.ctx, 'agt_1');
  await line.ctx.db.read.update(agent).set({ secret: sealed });
  const call = await line.ring();
  expect((await line.post(redirect(call.body), call.params)).body).toContain('<Say>Hello, this is Ava.</Say>');
  const signed = new Webhook(secret).sign(heard['webhook-id'] ?? '', new Date(line.ctx.now), body);
  expect(heard).toMatchObject({ 'webhook-signature': signed });
  answers = () => new Response('no', { status: 500 });
  const other = await line.ring({ From: '+12125550188' });
  expect((await line.post(redirect(other.body), other.params)).body).toContain('Nobody can take your call');
});
