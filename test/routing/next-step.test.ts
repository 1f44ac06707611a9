import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assignment, audit, subAccount, voicemail } from '../../schema/index.ts';
import { activate, attribute, configure, know, type Line, openLine, STRANGER, wire } from './line.ts';

const FORWARD = '+12125550199';

/** A live direct number of the staff user, with a forwarding number behind it. */
async function direct(): Promise<Line> {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await wire(line.ctx, line.tenant, line.tenant.staffId);
  await line.ctx.db.read.update(subAccount).set({ forwardTo: FORWARD });
  return line;
}

const UNANSWERED = { DialCallStatus: 'no-answer', DialBridged: 'false', CallStatus: 'in-progress' };
const TAKEN = { DialCallStatus: 'completed', DialBridged: 'true', CallStatus: 'in-progress', DialCallSid: 'CAleg' };
const end = (line: Line, sid: string, seconds = '0') =>
  line.post('/twilio/voice/status', { CallSid: sid, CallStatus: 'completed', CallDuration: seconds });

test('R-10 a user who does not answer is followed by forwarding, then by the last word', async () => {
  const line = await direct();
  const call = await line.ring();
  const forward = await line.post(attribute(call.body, 'action'), { ...call.params, ...UNANSWERED });
  expect(forward.body).toContain(`>${FORWARD}</Number>`);
  expect(await line.calls()).toMatchObject([{ step: 1, status: 'in_progress' }]);
  const last = await line.post(attribute(forward.body, 'action'), {
    ...call.params,
    ...UNANSWERED,
    DialCallStatus: 'busy',
  });
  expect(last.body).toContain('<Say>Nobody can take your call');
  await end(line, call.sid, '31');
  expect(await line.calls()).toMatchObject([{ step: 2, status: 'missed', durationS: 31, endedAt: line.ctx.now }]);
});

test('R-10 somebody who answered ends the call; completed alone is not an answer', async () => {
  const line = await direct();
  const call = await line.ring();
  const next = attribute(call.body, 'action');
  const mailbox = await line.post(next, { ...call.params, ...TAKEN, DialBridged: 'false' });
  expect(mailbox.body).toContain(`>${FORWARD}</Number>`);
  const taken = await line.post(attribute(mailbox.body, 'action'), { ...call.params, ...TAKEN });
  expect(taken.body).toContain('<Response><Hangup/></Response>');
  expect(await line.calls()).toMatchObject([{ status: 'answered', answeredByUserId: null }]);
});

test('X-1 a repeated or late step answers the same and begins nothing twice', async () => {
  const line = await direct();
  const call = await line.ring();
  const path = attribute(call.body, 'action');
  const once = await line.post(path, { ...call.params, ...UNANSWERED });
  const again = await line.post(path, { ...call.params, ...UNANSWERED });
  expect(again.body).toBe(once.body);
  await line.post(attribute(once.body, 'action'), { ...call.params, ...UNANSWERED });
  expect((await line.post(path, { ...call.params, ...UNANSWERED })).body).toBe(once.body);
  expect(await line.calls()).toMatchObject([{ step: 2, status: 'missed' }]);
  const acts = (await line.ctx.db.read.select().from(audit)).map(row => row.act);
  expect(acts).toEqual(['received', 'step', 'step']);
});

test('L-6 a call under way starts no new leg once the assignment has ended', async () => {
  const line = await direct();
  const call = await line.ring();
  await line.ctx.db.read.update(assignment).set({ state: 'ended' });
  const next = await line.post(attribute(call.body, 'action'), { ...call.params, ...UNANSWERED });
  expect(next.body).not.toContain('<Dial');
  expect(next.body).toContain('not in service');
  await end(line, call.sid);
  expect(await line.calls()).toMatchObject([{ step: 0, status: 'missed' }]);
});

test('L-6 neither forwarding nor mailbox begins after the end date, before cron ran', async () => {
  const line = await direct();
  await line.ctx.db.read.update(subAccount).set({ forwardTo: null, voicemail: true });
  const call = await line.ring();
  await line.ctx.db.read.update(assignment).set({ state: 'ending', endsAt: line.ctx.now });
  const next = await line.post(attribute(call.body, 'action'), { ...call.params, ...UNANSWERED });
  expect(next.body).not.toContain('<Record');
});

test('R-9 who is on a call is not rung until they have hung up', async () => {
  const line = await direct();
  const first = await line.ring();
  const leg = attribute(first.body, 'statusCallback');
  const child = { CallSid: 'CAleg', ParentCallSid: first.sid };
  await line.post(leg, { ...child, CallStatus: 'in-progress' });
  expect(await line.calls()).toMatchObject([{ status: 'answered', answeredByUserId: line.tenant.staffId }]);
  expect((await line.ring({ From: '+12125550178' })).body).toContain(`>${FORWARD}</Number>`);
  await line.post(leg, { ...child, CallStatus: 'completed', CallDuration: '60' });
  expect((await line.ring({ From: '+12125550179' })).body).toContain('>+12125550102</Number>');
});

test('R-9 a call whose end nobody told blocks its user for four hours at most', async () => {
  const line = await direct();
  const first = await line.ring();
  await line.post(attribute(first.body, 'statusCallback'), { ParentCallSid: first.sid, CallStatus: 'in-progress' });
  line.with({ now: line.ctx.now + 4 * 3_600_000 + 1 });
  expect((await line.ring()).body).toContain('>+12125550102</Number>');
});

test.each([
  ['leg first', [0, 1, 2]],
  ['end of the call first', [2, 1, 0]],
  ['hanging up before answering', [1, 0, 2]],
  ['each twice', [0, 0, 1, 1, 2, 2]],
])('X-1 callbacks in any order come to the same: %s', async (_, order) => {
  const line = await direct();
  const call = await line.ring();
  const leg = attribute(call.body, 'statusCallback');
  const child = { CallSid: 'CAleg', ParentCallSid: call.sid };
  const news = [
    () => line.post(leg, { ...child, CallStatus: 'in-progress' }),
    () => line.post(leg, { ...child, CallStatus: 'completed', CallDuration: '12' }),
    () => end(line, call.sid, '15'),
  ];
  for (const index of order) expect((await news[index]?.())?.status).toBe(204);
  expect(await line.calls()).toMatchObject([
    { status: 'answered', answeredByUserId: line.tenant.staffId, durationS: 15, endedAt: line.ctx.now },
  ]);
});

test('R-10 a caller who hangs up while it rings has abandoned the call, and nobody else is rung', async () => {
  const line = await direct();
  const call = await line.ring();
  const next = await line.post(attribute(call.body, 'action'), {
    ...call.params,
    ...UNANSWERED,
    CallStatus: 'completed',
  });
  expect(next.body).not.toContain('<Dial');
  await end(line, call.sid, '4');
  expect(await line.calls()).toMatchObject([{ status: 'abandoned', durationS: 4 }]);
});

test('R-9 late news of a phone that did not take the call does not keep its user busy', async () => {
  const line = await direct();
  const call = await line.ring();
  await line.post(attribute(call.body, 'action'), { ...call.params, ...TAKEN, DialBridged: 'false' });
  await line.post(attribute(call.body, 'statusCallback'), { ParentCallSid: call.sid, CallStatus: 'in-progress' });
  expect(await line.calls()).toMatchObject([{ status: 'in_progress', answeredByUserId: null }]);
});

test('X-1 a request about somebody else’s call, or about none, does nothing', async () => {
  const line = await direct();
  const call = await line.ring();
  const path = attribute(call.body, 'action');
  const foreign = { ...call.params, ...UNANSWERED, CallSid: 'CAother' };
  const elsewhere = { ...foreign, To: '+13125550100' };
  expect((await line.post(path, elsewhere)).body).toContain('We are sorry');
  expect((await line.post('/twilio/voice/next?s=0', elsewhere)).body).toContain('<Hangup/>');
  expect((await line.post('/twilio/voice/next', foreign)).status).toBe(200);
  expect((await line.post('/twilio/voice/next?s=many', elsewhere)).status).toBe(200);
  expect((await end(line, 'CAnobody')).status).toBe(204);
  expect(await line.calls()).toMatchObject([{ step: 0, status: 'in_progress', endedAt: null }, { callSid: 'CAother' }]);
});

test('S-3 a message left in a user’s own voicemail is kept once, however often it is told', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await know(line.ctx, line.tenant, STRANGER, line.tenant.ownerId);
  await configure(line.ctx, line.tenant, line.tenant.ownerId, { voicemail: true, greeting: 'Rosa here.' });
  const call = await line.ring();
  const record = await line.post(attribute(call.body, 'action'), { ...call.params, ...UNANSWERED });
  expect(record.body).toContain('<Say>Rosa here.</Say><Record');
  const left = { ...call.params, RecordingSid: 'RE1', RecordingDuration: '9' };
  const thanks = await line.post(attribute(record.body, 'action'), left);
  expect(thanks.body).toContain('Your message has been recorded');
  await line.post(attribute(record.body, 'recordingStatusCallback'), { ...left, RecordingStatus: 'completed' });
  await end(line, call.sid, '30');
  expect(await line.ctx.db.read.select().from(voicemail)).toMatchObject([
    { userId: line.tenant.ownerId, recordingSid: 'RE1', durationS: 9, subAccountId: line.tenant.subAccountId },
  ]);
  expect(await line.calls()).toMatchObject([{ status: 'voicemail', durationS: 30 }]);
});

test('S-2 X-1 a greeting recorded by phone is played from our own address, the same on a repeat', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await wire(line.ctx, line.tenant, line.tenant.ownerId);
  const own = { voicemail: true, greeting: 'Rosa here.', greetingRecordingSid: 'RE7' };
  await configure(line.ctx, line.tenant, line.tenant.ownerId, own);
  const call = await line.ring();
  const next = () => line.post(attribute(call.body, 'action'), { ...call.params, ...UNANSWERED });
  const { body } = await next();
  expect(body).toMatch(/<Response><Play>http:\/\/panel\.test\/greeting\/AC0{32}\.RE7\.[\w-]+<\/Play><Record /);
  expect((await next()).body).toBe(body);
});

test('S-3 silence is no message', async () => {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await line.ctx.db.read.update(subAccount).set({ voicemail: true }).where(eq(subAccount.id, line.tenant.subAccountId));
  const call = await line.ring();
  const silent = { ...call.params, RecordingSid: 'RE1', RecordingDuration: '0', RecordingStatus: 'absent' };
  await line.post(attribute(call.body, 'action'), silent);
  expect(await line.ctx.db.read.select().from(voicemail)).toEqual([]);
  expect(await line.calls()).toMatchObject([{ status: 'missed' }]);
});
