import type { Client } from '@libsql/client';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { agency, assignment, audit, contact, number, subAccount, user } from '../../schema/index.ts';
import type { Ask, Question } from '../../worker/edge/ask.ts';
import { mintTenant } from '../support/mint.ts';
import { ACCOUNT, activate, attribute, configure, know, type Line, openLine, STRANGER, TOKEN, wire } from './line.ts';

test('R-3 a direct number rings its user only, and shows the caller', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await wire(line.ctx, line.tenant, line.tenant.staffId);
  const { body } = await line.ring();
  expect(body.match(/<Number/g)).toHaveLength(1);
  expect(body).toContain('>+12125550102</Number>');
  expect(attribute(body, 'callerId')).toBe(STRANGER);
  expect(attribute(body, 'timeout')).toBe('20');
});

test('R-5 a contact with an owner rings the owner at their own phone for their own time', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await know(line.ctx, line.tenant, STRANGER, line.tenant.staffId);
  await configure(line.ctx, line.tenant, line.tenant.staffId, { phone: '+12125550142', ringSeconds: 35 });
  const { body } = await line.ring();
  expect(body).toContain('>+12125550142</Number>');
  expect(attribute(body, 'timeout')).toBe('35');
});

test('R-7 a stranger goes to the forwarding number for 25 seconds', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await line.ctx.db.read.update(subAccount).set({ forwardTo: '+12125550199' });
  const { body } = await line.ring();
  expect(body).toContain('>+12125550199</Number>');
  expect(attribute(body, 'timeout')).toBe('25');
  const [row] = await line.calls();
  expect(row).toMatchObject({ status: 'in_progress', subAccountId: line.tenant.subAccountId, from: STRANGER, step: 0 });
});

test('R-8 without forwarding a stranger hears that nobody can take the call, and the call counts as missed', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  const { status, body } = await line.ring();
  expect(status).toBe(200);
  expect(body).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?><Response><Say>Nobody can .*<\/Say><Hangup\/><\/Response>$/,
  );
  expect(await line.calls()).toMatchObject([{ status: 'missed' }]);
});

test('R-8 the voicemail of the sub-account takes a message when it is on', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await line.ctx.db.read.update(subAccount).set({ voicemail: true, greeting: 'Bayside & co.' });
  const { body } = await line.ring();
  expect(body).toContain('<Say>Bayside &amp; co.</Say><Record action=');
});

test.each([
  ['without assignment', null],
  ['pending', { state: 'pending' as const }],
  ['suspended', { state: 'suspended' as const }],
  ['ended', { state: 'ended' as const }],
  ['past its end', { state: 'ending' as const, endsAt: 1 }],
])('R-1 a number %s reaches nobody, and the record belongs to no sub-account', async (_, over) => {
  const line = await openLine();
  if (over) await activate(line.ctx, line.tenant, over);
  await wire(line.ctx, line.tenant, line.tenant.staffId);
  const { body } = await line.ring();
  expect(body).toContain('<Say>The number you have called is not in service.</Say><Hangup/>');
  expect(await line.calls()).toMatchObject([{ status: 'not_in_service', subAccountId: null, assignmentId: null }]);
});

test('R-1 a number that is not ours is not in service and leaves nothing behind', async () => {
  const line = await openLine();
  const { status, body } = await line.ring({ To: '+13125550100' });
  expect(status).toBe(200);
  expect(body).toContain('not in service');
  expect(await line.calls()).toEqual([]);
});

test('X-1 a repeated webhook gets byte-identical TwiML and has no second effect, whatever changed meanwhile', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await wire(line.ctx, line.tenant, line.tenant.staffId);
  const first = await line.ring();
  await line.ctx.db.read.update(user).set({ phone: '+12125550155' });
  const again = await line.post('/twilio/voice', first.params);
  expect(again.body).toBe(first.body);
  expect(await line.calls()).toHaveLength(1);
  expect(await line.ctx.db.read.select().from(audit)).toHaveLength(1);
});

test('T-1 X-1 the id of somebody else’s call, on another number, tells nothing of that call', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await wire(line.ctx, line.tenant, line.tenant.staffId);
  const { sid, body } = await line.ring();
  const other = await mintTenant(line.ctx);
  await activate(line.ctx, other);
  expect(body).toContain('+12125550102');
  expect((await line.ring({ CallSid: sid, To: other.e164 })).body).not.toContain('+12125550102');
});

test('X-1 the same webhook twice at once decides once', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await wire(line.ctx, line.tenant, line.tenant.staffId);
  const params = { CallSid: 'CA1', From: STRANGER, To: line.tenant.e164 };
  const [one, two] = await Promise.all([line.post('/twilio/voice', params), line.post('/twilio/voice', params)]);
  expect(one.body).toBe(two.body);
  await line.write();
  expect(await line.calls()).toHaveLength(1);
});

/** What the Worker asks the database while a caller waits. */
function overheard(line: Line): Question[][] {
  const asked: Question[][] = [];
  const { db } = line.ctx;
  const ask: Ask = questions => {
    asked.push([...questions]);
    return db.ask(questions);
  };
  line.with({ db: { read: db.read, commit: () => Promise.reject(new Error('nothing is written now')), ask } });
  return asked;
}

test.each(['user', 'company', 'owner', 'not ours'])('C-1 a call is answered after one round trip: %s', async kind => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  if (kind === 'user') await wire(line.ctx, line.tenant, line.tenant.staffId);
  if (kind === 'owner') await know(line.ctx, line.tenant, STRANGER, line.tenant.staffId);
  if (kind === 'company') await line.ctx.db.read.update(number).set({ wiredTo: 'company' });
  const asked = overheard(line);
  await line.ringOnly(kind === 'not ours' ? { To: '+13125550100' } : {});
  expect(asked).toHaveLength(1);
});

test('C-1 every read of a decision goes by an index, however many contacts there are', async () => {
  const line = await openLine();
  const asked = overheard(line);
  await line.ringOnly();
  const client = (line.ctx.db.read as unknown as { $client: Client }).$client;
  expect(asked[0]).toHaveLength(4);
  for (const { sql, args } of asked[0] ?? []) {
    const plan = await client.execute({ sql: `explain query plan ${sql}`, args: [...args] });
    const scanned = plan.rows
      .map(row => String(row.detail))
      .filter(detail => /^SCAN (?!CONSTANT|hop\b|j\b|\()/.test(detail));
    expect(scanned).toEqual([]);
  }
});

test('T-1 a contact of another sub-account or agency decides nothing', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  const other = await mintTenant(line.ctx);
  await know(line.ctx, other, STRANGER, other.staffId);
  const { body } = await line.ring();
  expect(body).toContain('Nobody can take your call');
  expect(await line.calls()).toMatchObject([{ contactId: null, unknown: true }]);
});

test('C-1 a deleted contact decides nothing', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await know(line.ctx, line.tenant, STRANGER, line.tenant.staffId);
  await line.ctx.db.read.update(contact).set({ deletedAt: 1 });
  expect((await line.ring()).body).toContain('Nobody can take your call');
});

test('R-9 a blocked user is not rung', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await wire(line.ctx, line.tenant, line.tenant.staffId);
  await line.ctx.db.read.update(user).set({ status: 'blocked' }).where(eq(user.id, line.tenant.staffId));
  expect((await line.ring()).body).not.toContain('<Dial');
});

test('L-6 the next holder of a number reaches nobody of the former one', async () => {
  const line = await openLine();
  const first = await activate(line.ctx, line.tenant);
  await know(line.ctx, line.tenant, STRANGER, line.tenant.staffId);
  expect((await line.ring()).body).toContain('+12125550102');
  await line.ctx.db.read.update(assignment).set({ state: 'ended' }).where(eq(assignment.id, first));
  await activate(line.ctx, { ...line.tenant, subAccountId: 'sub_other' });
  expect((await line.ring()).body).not.toContain('<Dial');
});

test('X-1 unsigned, wrongly signed and changed requests are refused and have no effect', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  const params = { CallSid: 'CA1', From: STRANGER, To: line.tenant.e164 };
  for (const path of [
    '/twilio/voice',
    '/twilio/voice/next?c=x&s=0',
    '/twilio/voice/leg',
    '/twilio/voice/status',
    '/twilio/voice/recording',
    '/twilio/sms',
  ]) {
    expect((await line.post(path, params, TOKEN, '')).status, path).toBe(403);
    expect((await line.post(path, params, 'another token')).status, path).toBe(403);
    expect((await line.post(path, { ...params, AccountSid: 'AC1' })).status, path).toBe(403);
  }
  expect(await line.calls()).toEqual([]);
});

test("X-1 an agency's own account is verified by its own token, and only for its own numbers", async () => {
  const line = await openLine();
  const { ctx, tenant } = line;
  await activate(ctx, tenant);
  const own = `AC${'7'.repeat(32)}`;
  const twilioToken = await ctx.seal.close('their-own-token', `agency:${tenant.agencyId}`);
  await ctx.db.read.update(agency).set({ twilioSid: own, twilioToken }).where(eq(agency.id, tenant.agencyId));
  const params = { CallSid: 'CA1', From: STRANGER, To: tenant.e164, AccountSid: own };
  expect((await line.post('/twilio/voice', params, 'their-own-token')).status).toBe(403);
  await ctx.db.read.update(number).set({ twilioAccountSid: own });
  expect((await line.post('/twilio/voice', params, TOKEN)).status).toBe(403);
  expect((await line.post('/twilio/voice', params, 'their-own-token')).status).toBe(200);
  expect((await line.post('/twilio/voice', { ...params, CallSid: 'CA2', AccountSid: ACCOUNT })).status).toBe(403);
});

test('X-4 logs carry no whole phone number', async () => {
  const line = await openLine();
  await line.post('/twilio/sms', { MessageSid: 'SM1', From: STRANGER, To: line.tenant.e164, Body: 'Hello' });
  const logs = line.ctx.sent.logs.join('\n');
  expect(logs).toContain('text.');
  expect(logs).not.toContain(line.tenant.e164.slice(1, -2));
  expect(logs).not.toContain('Hello');
});

test('R-16 a text is accepted with an empty answer', async () => {
  const line = await openLine();
  const { status, body } = await line.post('/twilio/sms', { MessageSid: 'SM1', From: STRANGER, To: line.tenant.e164 });
  expect([status, body]).toEqual([200, '<?xml version="1.0" encoding="UTF-8"?><Response/>']);
});
