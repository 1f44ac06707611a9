import { expect, test } from 'vitest';
import { audit, call, callSlot, number, outbox, subAccount } from '../../schema/index.ts';
import { deliver } from '../../worker/notification/deliver.ts';
import { callIdOf, storeCalls } from '../../worker/routing/record.ts';
import { sweepCalls } from '../../worker/routing/sweep.ts';
import { activate, attribute, know, makeCompany, openLine, STRANGER, wire } from './line.ts';

const HOURS = 3_600_000;
const UNANSWERED = { DialCallStatus: 'no-answer', DialBridged: 'false', CallStatus: 'in-progress' };

async function direct() {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await wire(line.ctx, line.tenant, line.tenant.staffId);
  await line.ctx.db.read.update(subAccount).set({ forwardTo: '+12125550199' });
  return line;
}

test('X-2 a repeat before the record is written gets the same bytes and adds no second call', async () => {
  const line = await direct();
  const first = await line.ringOnly();
  const again = await line.post('/twilio/voice', first.params);
  expect(again.body).toBe(first.body);
  await line.write();
  expect(await line.calls()).toHaveLength(1);
  expect((await line.ctx.db.read.select().from(audit)).map(row => row.act)).toEqual(['received']);
});

test('X-2 many records are written in one commit, and one that is there already stops none', async () => {
  const line = await direct();
  for (let n = 0; n < 3; n += 1) await line.ringOnly({ From: `+1212555018${n}` });
  const records = line.ctx.sent.jobs.flatMap(job => (job.kind === 'call' ? [job.record] : []));
  await storeCalls(line.ctx, records.slice(0, 1));
  await storeCalls(line.ctx, records);
  expect(await line.calls()).toHaveLength(3);
  expect((await line.ctx.db.read.select().from(audit)).filter(row => row.act === 'received')).toHaveLength(3);
});

test('X-2 where the queue does not take the record it is written before the answer', async () => {
  const line = await direct();
  line.with({ queue: { send: async () => {}, entrust: async () => false } });
  const { body } = await line.ringOnly();
  expect(body).toContain('<Dial');
  expect(await line.calls()).toMatchObject([{ status: 'in_progress' }]);
});

test.each([
  ['the next step', 'action', UNANSWERED, { step: 1, status: 'in_progress' }],
  ['a phone that answered', 'statusCallback', { CallStatus: 'in-progress' }, { step: 0, status: 'answered' }],
])('X-2 news that overtakes the record, or finds it lost, makes it anew: %s', async (_, name, news, expected) => {
  const line = await direct();
  const rung = await line.ringOnly();
  const isLeg = name === 'statusCallback';
  const params = isLeg ? { CallSid: 'CAleg', ParentCallSid: rung.sid } : rung.params;
  await line.post(attribute(rung.body, name), { ...params, ...news });
  expect(await line.calls()).toMatchObject([{ id: callIdOf(rung.sid), from: STRANGER, ...expected }]);
  await line.write();
  expect(await line.calls()).toMatchObject([expected]);
});

test('X-2 the end of a call whose record was lost makes it anew', async () => {
  const line = await direct();
  const rung = await line.ringOnly();
  const end = { CallStatus: 'completed', CallDuration: '9', Direction: 'inbound' };
  await line.post('/twilio/voice/status', { ...rung.params, ...end });
  await line.write();
  expect(await line.calls()).toMatchObject([{ status: 'abandoned', durationS: 9, endedAt: line.ctx.now }]);
});

test('X-1 an account that the number does not live in makes no record', async () => {
  const line = await direct();
  const rung = await line.ringOnly();
  await line.ctx.db.read.update(number).set({ twilioAccountSid: 'AC-other' });
  await line.post(attribute(rung.body, 'action'), { ...rung.params, ...UNANSWERED });
  expect(await line.calls()).toEqual([]);
});

test('R-12 an end that is told before the first webhook leaves no slot behind', async () => {
  const line = await openLine();
  await makeCompany(line, [line.tenant.ownerId]);
  const params = { CallSid: 'CAearly', From: STRANGER, To: line.tenant.e164, Direction: 'inbound' };
  await line.post('/twilio/voice/status', { ...params, CallStatus: 'completed', CallDuration: '0' });
  await line.post('/twilio/voice', params);
  const slots = await line.ctx.db.read.select().from(callSlot);
  expect(slots.filter(slot => slot.freedAt === null)).toEqual([]);
});

test('R-12 overflow rings nobody of the rule, and the admins are told once an hour', async () => {
  const line = await openLine();
  await makeCompany(line, [line.tenant.ownerId], { callLimit: 1 });
  await line.ring();
  const second = await line.ring({ From: '+12125550188' });
  expect(second.body).toContain('Nobody can take your call');
  await line.ring({ From: '+12125550189' });
  const over = (await line.calls()).filter(row => row.overflow);
  expect(over).toHaveLength(2);
  expect(over[0]).toMatchObject({ status: 'missed', unknown: true });
  const rows = await line.ctx.db.read.select().from(outbox);
  expect(rows).toMatchObject([{ effect: { kind: 'mail', template: 'overflow', userId: line.tenant.ownerId } }]);
  await deliver(line.ctx, rows[0]?.id ?? '');
  expect(line.ctx.sent.mails).toMatchObject([{ subject: expect.stringContaining('all lines taken') }]);
});

test('R-12 leaked slots and calls without an end are swept after four hours, not before', async () => {
  const line = await openLine();
  await makeCompany(line, [line.tenant.ownerId]);
  await line.ring();
  const start = line.ctx.now;
  line.with({ now: start + 4 * HOURS });
  await sweepCalls(line.ctx);
  expect(await line.ctx.db.read.select().from(callSlot)).toMatchObject([{ freedAt: null }]);
  expect(await line.calls()).toMatchObject([{ endedAt: null }]);
  line.with({ now: start + 5 * HOURS });
  await sweepCalls(line.ctx);
  await sweepCalls(line.ctx);
  expect(await line.ctx.db.read.select().from(callSlot)).toMatchObject([{ freedAt: line.ctx.now }]);
  expect(await line.calls()).toMatchObject([{ endedAt: line.ctx.now, status: 'abandoned' }]);
  line.with({ now: start + 30 * HOURS });
  await sweepCalls(line.ctx);
  expect(await line.ctx.db.read.select().from(callSlot)).toEqual([]);
});

test('C-2 the contact’s timeline is told once, when the call is over, and of late news too', async () => {
  const line = await direct();
  await know(line.ctx, line.tenant, STRANGER, null);
  const rung = await line.ring();
  const end = () =>
    line.post('/twilio/voice/status', {
      ...rung.params,
      CallStatus: 'completed',
      CallDuration: '12',
      Direction: 'inbound',
    });
  await end();
  await line.post(attribute(rung.body, 'statusCallback'), {
    CallSid: 'CAleg',
    ParentCallSid: rung.sid,
    CallStatus: 'in-progress',
  });
  await end();
  const pending = await line.ctx.db.read.select().from(outbox);
  expect(pending).toMatchObject([{ effect: { kind: 'call_over' } }]);
  await deliver(line.ctx, pending[0]?.id ?? '');
  const rows = await line.ctx.db.read.select().from(outbox);
  expect(rows.map(row => row.effect.kind).sort()).toEqual(['call_over', 'timeline']);
  expect(rows.find(row => row.effect.kind === 'timeline')?.effect).toMatchObject({
    status: 'answered',
    entryKind: 'call',
    durationS: 12,
    userId: line.tenant.staffId,
  });
});

test('N-10 what a call leaves behind names its holder of then', async () => {
  const line = await direct();
  await line.ring();
  expect(await line.ctx.db.read.select().from(call)).toMatchObject([{ subAccountId: line.tenant.subAccountId }]);
});
