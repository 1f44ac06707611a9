import { eq } from 'drizzle-orm';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { expect, test } from 'vitest';
import { agency, assignment, number, subAccount } from '../../schema/index.ts';
import { connect, openDb } from '../../worker/edge/db.ts';
import fallback from '../../worker/fallback.ts';
import { deliver } from '../../worker/notification/deliver.ts';
import { mirrorForwarding } from '../../worker/routing/mirror.ts';
import { mirrorAccount } from '../../worker/routing/mirror-account.ts';
import { DatabaseUnreachable, reach } from '../../worker/routing/reach.ts';
import { changeSettings } from '../../worker/tenancy/settings.ts';
import { ACCOUNT, activate, attribute, openLine, TOKEN, wire } from './line.ts';

const FORWARD = '+12125550199';
/** The Worker's own client, with nobody at the other end. */
const DOWN = openDb(connect('http://127.0.0.1:1', undefined));

/** A live number that forwards, mirrored; then the database goes away. */
async function lost() {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await line.ctx.db.read.update(subAccount).set({ forwardTo: FORWARD });
  await mirrorForwarding(line.ctx, line.tenant.numberId);
  return { line, down: () => line.with({ db: DOWN }) };
}

test('X-5 without the database a call is forwarded to the mirrored number, and the log says so', async () => {
  const { line, down } = await lost();
  down();
  const { status, body } = await line.ring();
  expect(status).toBe(200);
  expect(body).toContain(`>${FORWARD}</Number>`);
  expect(attribute(body, 'timeout')).toBe('25');
  expect(attribute(body, 'callerId')).toBe('+12125550177');
  const logs = line.ctx.sent.logs.join('\n');
  expect(logs).toContain('voice.database_unreachable');
  expect(logs).not.toContain(line.tenant.e164);
});

test('X-5 what follows that call needs no database either', async () => {
  const { line, down } = await lost();
  down();
  const { body, params } = await line.ring();
  const after = (over: Record<string, string>) => line.post(attribute(body, 'action'), { ...params, ...over });
  const nobody = await after({ DialCallStatus: 'no-answer', DialBridged: 'false' });
  expect(nobody.body).toContain('<Say>We are sorry.');
  const taken = await after({ DialCallStatus: 'completed', DialBridged: 'true' });
  expect(taken.body).toContain('<Response><Hangup/></Response>');
});

test('X-5 without a mirrored number the caller hears an apology', async () => {
  const line = await openLine();
  line.with({ db: DOWN });
  const { status, body } = await line.ring();
  expect([status, body.includes('<Say>We are sorry.')]).toEqual([200, true]);
});

test('X-5 an entry of another Twilio account forwards nothing', async () => {
  const { line, down } = await lost();
  line.ctx.sent.kv.set(`forward:${line.tenant.e164}`, JSON.stringify({ to: FORWARD, accountSid: 'AC1' }));
  down();
  expect((await line.ring()).body).toContain('We are sorry');
});

test('X-5 a broken mirror still ends in an apology', async () => {
  const { line, down } = await lost();
  line.ctx.sent.kv.set(`forward:${line.tenant.e164}`, '{not json');
  down();
  expect((await line.ring()).body).toContain('We are sorry');
});

test('X-5 a database lost in the middle of a call: a rung user is followed by forwarding, forwarding by an apology', async () => {
  const { line, down } = await lost();
  await wire(line.ctx, line.tenant, line.tenant.staffId);
  const call = await line.ring();
  const unanswered = { ...call.params, DialCallStatus: 'no-answer', DialBridged: 'false' };
  const forward = await line.post(attribute(call.body, 'action'), unanswered);
  down();
  expect((await line.post(attribute(call.body, 'action'), unanswered)).body).toContain(`>${FORWARD}</Number>`);
  expect((await line.post(attribute(forward.body, 'action'), unanswered)).body).toContain('We are sorry');
  const taken = { ...unanswered, DialCallStatus: 'completed', DialBridged: 'true' };
  expect((await line.post(attribute(call.body, 'action'), taken)).body).toContain('<Response><Hangup/></Response>');
});

test('X-5 a database that does not answer in time counts as unreachable', async () => {
  await expect(reach(new Promise(() => {}), 5)).rejects.toBeInstanceOf(DatabaseUnreachable);
  await expect(reach(Promise.resolve(7), 5)).resolves.toBe(7);
});

test('X-5 the mirror follows forwarding: own before default, nothing without live assignment', async () => {
  const { line } = await lost();
  const { ctx, tenant } = line;
  const key = `forward:${tenant.e164}`;
  const entry = async () => {
    await mirrorForwarding(ctx, tenant.numberId);
    return ctx.sent.kv.get(key);
  };
  expect(JSON.parse((await entry()) ?? '')).toEqual({ to: FORWARD, accountSid: ACCOUNT });
  await ctx.db.read.update(number).set({ forwardTo: '+12125550198' });
  expect(JSON.parse((await entry()) ?? '')).toMatchObject({ to: '+12125550198' });
  await ctx.db.read.update(assignment).set({ state: 'suspended' });
  expect(await entry()).toBeUndefined();
  await ctx.db.read.update(assignment).set({ state: 'active' });
  await ctx.db.read.update(number).set({ forwardTo: null });
  await ctx.db.read.update(subAccount).set({ forwardTo: null });
  expect(await entry()).toBeUndefined();
});

test('X-5 N-3 a number in the agency’s own account forwards too, verified by the account’s mirrored token and by no other', async () => {
  const { line, down } = await lost();
  const { ctx, tenant } = line;
  const own = `AC${'7'.repeat(32)}`;
  const twilioToken = await ctx.seal.close('their-own-token', `agency:${tenant.agencyId}`);
  await ctx.db.read.update(agency).set({ twilioSid: own, twilioToken }).where(eq(agency.id, tenant.agencyId));
  await ctx.db.read.update(number).set({ twilioAccountSid: own });
  await mirrorForwarding(ctx, tenant.numberId);
  await mirrorAccount(ctx, own);
  expect([...ctx.sent.kv.values()].join()).not.toContain('their-own-token');
  down();
  const params = { CallSid: 'CA1', From: '+12125550177', To: tenant.e164, AccountSid: own };
  const answered = await line.post('/twilio/voice', params, 'their-own-token');
  expect([answered.status, answered.body.includes(`>${FORWARD}</Number>`)]).toEqual([200, true]);
  expect((await line.post('/twilio/voice', params, 'another-token')).status).toBe(403);

  const env = {
    FALLBACK_KV: ctx.fallback,
    ...{ TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_AUTH_TOKEN: TOKEN, FALLBACK_URL: 'http://fallback.test' },
    SEAL_KEYS: `k1:${btoa('0123456789abcdef0123456789abcdef')}`,
  };
  const url = `${env.FALLBACK_URL}/twilio/voice-fallback`;
  const second = (token: string) => {
    const headers = { 'x-twilio-signature': getExpectedTwilioSignature(token, url, params) };
    return fallback.fetch(new Request(url, { method: 'POST', body: new URLSearchParams(params), headers }), env);
  };
  expect(await (await second('their-own-token')).text()).toContain(`>${FORWARD}</Number>`);
  expect((await second(TOKEN)).status).toBe(403);

  // A number that forwards nowhere is verified too: its callers hear an apology instead of an error.
  ctx.sent.kv.delete(`forward:${tenant.e164}`);
  expect(await (await second('their-own-token')).text()).toContain('We are sorry');
  const bare = await line.post('/twilio/voice', params, 'their-own-token');
  expect([bare.status, bare.body.includes('We are sorry')]).toEqual([200, true]);
});

test('X-5 N-3 an account that its agency left is no longer in the mirror', async () => {
  const { line } = await lost();
  const own = `AC${'7'.repeat(32)}`;
  line.ctx.sent.kv.set(`account:${own}`, '{}');
  await mirrorAccount(line.ctx, own);
  expect(line.ctx.sent.kv.has(`account:${own}`)).toBe(false);
});

test('X-5 R-14 a country that the agency allows no longer is not in the mirror, and is again when it is allowed', async () => {
  const { line } = await lost();
  const { ctx, tenant } = line;
  const key = `forward:${tenant.e164}`;
  const there = async (allowedCountries: string[]) => {
    ctx.sent.jobs.length = 0;
    await changeSettings(ctx, tenant.agencyId, { allowedCountries });
    for (const job of ctx.sent.jobs) if (job.kind === 'deliver') for (const id of job.outboxIds) await deliver(ctx, id);
    return ctx.sent.kv.has(key);
  };
  expect(await there(['CA'])).toBe(false);
  expect(await there(['CA', 'US'])).toBe(true);
  await there(['CA', 'US', 'GB']);
  expect(ctx.sent.jobs).toEqual([]);
});
