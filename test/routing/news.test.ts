import { describe, expect, test } from 'vitest';
import { assignment, callLeg, message, subAccount, voicemail } from '../../schema/index.ts';
import { connect, openDb } from '../../worker/edge/db.ts';
import { runJob } from '../../worker/job.ts';
import { mirrorForwarding } from '../../worker/routing/mirror.ts';
import { activate, attribute, configure, openLine, wire } from './line.ts';

/** The Worker's own client, with nobody at the other end. */
const DOWN = openDb(connect('http://127.0.0.1:1', undefined));
const OMAR = '+12125550102';

/** A direct number; the database can be taken away and given back, and time passes meanwhile. */
async function office() {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  await wire(line.ctx, line.tenant, line.tenant.staffId);
  const { db } = line.ctx;
  return {
    line,
    away: () => line.with({ db: DOWN }),
    /** An hour later the queue comes round again. */
    async back() {
      line.with({ db, now: line.ctx.now + 3_600_000 });
      for (const job of line.ctx.sent.jobs.splice(0)) await runJob(line.ctx, job);
    },
  };
}

test('X-2 what became of a call while the database was away is known when it is back, as of when it happened', async () => {
  const { line, away, back } = await office();
  const call = await line.ring();
  const leg = { CallSid: 'CAomar', ParentCallSid: call.sid };
  const at = line.ctx.now;
  away();
  expect((await line.post(attribute(call.body, 'statusCallback'), { ...leg, CallStatus: 'in-progress' })).status).toBe(
    204,
  );
  const over = { ...call.params, CallStatus: 'completed', CallDuration: '40', Direction: 'inbound' };
  expect((await line.post('/twilio/voice/status', over)).status).toBe(204);
  expect(line.ctx.sent.logs.filter(log => log.includes('news.kept_for_later'))).toHaveLength(2);
  await back();
  expect(await line.calls()).toMatchObject([{ status: 'answered', answeredAt: at, endedAt: at, durationS: 40 }]);
  expect(await line.ctx.db.read.select().from(callLeg)).toMatchObject([{ to: OMAR, answeredAt: at, endedAt: at }]);
  expect((await line.ring({ From: '+12125550188' })).body).toContain(`>${OMAR}</Number>`);
});

test('X-2 a text that comes while the database is away is in the inbox when it is back, once', async () => {
  const { line, away, back } = await office();
  const text = { MessageSid: 'SM1', From: '+12125550188', To: line.tenant.e164, Body: 'Are you open?' };
  const at = line.ctx.now;
  away();
  for (let n = 0; n < 2; n += 1) {
    const { status, body } = await line.post('/twilio/sms', text);
    expect([status, body]).toEqual([200, expect.stringContaining('<Response/>')]);
  }
  await back();
  expect(await line.ctx.db.read.select().from(message)).toMatchObject([{ body: 'Are you open?', at }]);
});

test('X-2 a message left while the database is away is kept', async () => {
  const { line, away, back } = await office();
  await configure(line.ctx, line.tenant, line.tenant.staffId, { voicemail: true });
  const call = await line.ring();
  const record = await line.post(attribute(call.body, 'action'), {
    ...call.params,
    DialCallStatus: 'no-answer',
    DialBridged: 'false',
  });
  away();
  const left = { ...call.params, RecordingSid: 'RE1', RecordingDuration: '9' };
  expect((await line.post(attribute(record.body, 'action'), left)).body).toContain('Thank you.');
  await back();
  expect(await line.ctx.db.read.select().from(voicemail)).toMatchObject([{ recordingSid: 'RE1', durationS: 9 }]);
});

test('X-1 X-2 nothing is taken from a stranger, and with the queue away too Twilio hears of the failure', async () => {
  const { line, away } = await office();
  const text = { MessageSid: 'SM1', From: '+12125550188', To: line.tenant.e164, Body: 'Hello' };
  away();
  expect((await line.post('/twilio/sms', text, 'another token')).status).toBe(403);
  expect(line.ctx.sent.jobs).toEqual([]);
  line.with({ queue: { ...line.ctx.queue, entrust: async () => false } });
  await expect(line.post('/twilio/sms', text)).rejects.toThrow();
});

describe('X-5 X-2 a call that was answered without the database', () => {
  const FORWARD = '+12125550199';
  const over = { CallStatus: 'completed', CallDuration: '40', Direction: 'inbound' };
  const mirrored = async () => {
    const made = await office();
    const { ctx, tenant } = made.line;
    await ctx.db.read.update(subAccount).set({ forwardTo: FORWARD });
    await mirrorForwarding(ctx, tenant.numberId);
    return made;
  };
  const reversed = (jobs: unknown[]) => void jobs.reverse();

  test.each([
    ['in order', () => {}],
    ['backwards', reversed],
  ])('is in the log as it went, its news noted %s: taken at the forwarding number', async (_what, shuffle) => {
    const { line, away, back } = await mirrored();
    const at = line.ctx.now;
    away();
    const call = await line.ringOnly();
    expect(call.body).toContain(`>${FORWARD}</Number>`);
    const taken = { DialCallStatus: 'completed', DialBridged: 'true', CallStatus: 'in-progress' };
    await line.post(attribute(call.body, 'action'), { ...call.params, ...taken });
    await line.post('/twilio/voice/status', { ...call.params, ...over });
    shuffle(line.ctx.sent.jobs);
    await back();
    await back();
    const [row, ...more] = await line.calls();
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      ...{ status: 'answered', answeredAtNumber: FORWARD, answeredByUserId: null, startedAt: at, durationS: 40 },
      decision: { rule: 'X-5', trace: [{ rule: 'X-5', why: expect.stringContaining('could not be reached') }] },
    });
    const legs = await line.ctx.db.read.select().from(callLeg);
    expect(legs).toMatchObject([{ to: FORWARD, bridged: true, endedAt: at }]);
  });

  test('who heard an apology has a missed call in the log, and the direct user is told of it', async () => {
    const { line, away, back } = await office();
    away();
    const call = await line.ringOnly();
    expect(call.body).toContain('We are sorry');
    await line.post('/twilio/voice/status', { ...call.params, ...over });
    reversed(line.ctx.sent.jobs);
    await back();
    expect(await line.calls()).toMatchObject([
      { status: 'missed', decision: { rule: 'X-5', selected: [line.tenant.staffId] } },
    ]);
    expect(await line.ctx.db.read.select().from(callLeg)).toEqual([]);
  });

  test('half way: taken at the mirrored number it is answered there, not abandoned', async () => {
    const { line, away, back } = await mirrored();
    const call = await line.ring();
    away();
    const unanswered = { DialCallStatus: 'no-answer', DialBridged: 'false', CallStatus: 'in-progress' };
    const forward = await line.post(attribute(call.body, 'action'), { ...call.params, ...unanswered });
    const taken = { DialCallStatus: 'completed', DialBridged: 'true', CallStatus: 'in-progress' };
    await line.post(attribute(forward.body, 'action'), { ...call.params, ...taken });
    await line.post('/twilio/voice/status', { ...call.params, ...over });
    reversed(line.ctx.sent.jobs);
    await back();
    expect(await line.calls()).toMatchObject([
      { status: 'answered', answeredAtNumber: FORWARD, answeredByUserId: null, decision: { rule: 'R-3' } },
    ]);
  });

  test('R-1 on a number out of service says so, and belongs to nobody', async () => {
    const { line, away, back } = await office();
    await line.ctx.db.read.update(assignment).set({ state: 'suspended' });
    away();
    await line.ringOnly();
    await back();
    expect(await line.calls()).toMatchObject([{ status: 'not_in_service', subAccountId: null }]);
  });
});
