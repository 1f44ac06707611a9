import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assignment, call, callLeg } from '../../schema/index.ts';
import { sweepOutgoingCalls } from '../../worker/outbound/call-course.ts';
import { type CallOrder, placeCall } from '../../worker/outbound/place-call.ts';
import { load } from '../../worker/routing/load.ts';
import { ANN, MINUTE, type Office, openOffice, problem, ROSA, SID } from './office.ts';

let o: Office;
beforeEach(async () => {
  o = await openOffice();
  o.twilio.phone(ROSA).script = 'answer';
  o.twilio.phone(ROSA).talkMs = null;
  o.twilio.phone(ANN).script = 'answer';
});
afterEach(() => o.close());

let requests = 0;
const order = (over: Partial<CallOrder> = {}): CallOrder => ({
  ...o.place,
  userId: o.tenant.ownerId,
  to: ANN,
  from: o.tenant.numberId,
  requestId: `request-${++requests}`,
  ...over,
});
const place = (over: Partial<CallOrder> = {}) => placeCall(o.ctx(), order(over));
const refusal = (over: Partial<CallOrder> = {}) => expect(place(over)).rejects;
const row = async (id: string) => {
  const [found] = await o.ctx().db.read.select().from(call).where(eq(call.id, id));
  if (!found) throw new Error(`no call ${id}`);
  return found;
};
const over = (id: string) =>
  expect.poll(async () => (await row(id)).endedAt, { timeout: 5000, interval: 10 }).not.toBeNull();
/** Legs as the carrier saw them, in order. */
const rung = () => [...o.twilio.carrier.calls.values()].map(({ from, to }) => ({ from, to }));

describe('an outgoing call', () => {
  test('O-3 rings the user’s own phone first, then the contact, who sees the chosen number', async () => {
    const { callId } = await place({ to: '(206) 555-0122' });
    await over(callId);
    expect(rung()).toEqual([
      { from: o.tenant.e164, to: ROSA },
      { from: o.tenant.e164, to: ANN },
    ]);
    expect(await row(callId)).toMatchObject({
      direction: 'out',
      status: 'answered',
      placedByUserId: o.tenant.ownerId,
      callSid: expect.stringMatching(/^CA/),
      answeredAt: expect.any(Number),
    });
    const legs = await o.ctx().db.read.select().from(callLeg).where(eq(callLeg.callId, callId));
    expect(legs.map(leg => [leg.to, leg.bridged, leg.endedAt !== null])).toEqual([
      [ROSA, false, true],
      [ANN, true, true],
    ]);
  });

  test('O-3 from the company number', async () => {
    const company = await o.companyNumber();
    await over((await place({ userId: o.tenant.ownerId, from: company.numberId })).callId);
    expect(rung()).toMatchObject([{ from: company.e164 }, { from: company.e164, to: ANN }]);
  });

  test('O-3 by bridge shows the user’s own phone once it is verified', async () => {
    await refusal({ from: 'bridge' }).toThrow(problem('bridge_unusable'));
    o.twilio.verifyCallerId(ROSA, SID);
    const { callId } = await place({ from: 'bridge' });
    await over(callId);
    expect(rung()).toEqual([
      { from: o.tenant.e164, to: ROSA },
      { from: ROSA, to: ANN },
    ]);
    expect(await row(callId)).toMatchObject({ from: ROSA, status: 'answered' });
  });

  test('O-3 is missed when the contact does not answer, and when the user does not', async () => {
    o.twilio.phone(ANN).script = 'decline';
    const first = await place();
    await over(first.callId);
    expect((await row(first.callId)).status).toBe('missed');
    o.twilio.phone(ROSA).script = 'decline';
    const second = await place();
    await over(second.callId);
    expect((await row(second.callId)).status).toBe('missed');
    expect(rung().filter(leg => leg.to === ANN)).toHaveLength(1);
  });

  test('R-9 who is on a call they placed is not rung', async () => {
    o.twilio.phone(ANN).talkMs = null;
    const { callId } = await place();
    const isOnCall = async () => {
      const { facts } = await load(o.ctx(), '', { from: '+13125550177', to: o.tenant.e164 });
      return facts.directUser?.isOnCall;
    };
    await expect.poll(async () => (await row(callId)).status, { interval: 10 }).toBe('answered');
    expect(await isOnCall()).toBe(true);
    o.hangUp((await row(callId)).callSid);
    await over(callId);
    expect(await isOnCall()).toBe(false);
  });

  test('C-2 it is on the contact’s timeline once it is over', async () => {
    const contactId = await o.know(o.tenant.ownerId);
    const { callId } = await place();
    await over(callId);
    const [news] = (await o.outbox()).filter(one => one.key === `timeline:call:${callId}:${contactId}`);
    expect(news?.effect).toMatchObject({ entryKind: 'call', direction: 'out', status: 'answered', to: ANN });
  });

  test('O-3 the same request calls once, also when it comes twice at once', async () => {
    const twice = order();
    const placed = await Promise.all([placeCall(o.ctx(), twice), placeCall(o.ctx(), twice)]);
    expect(placed[1]).toEqual(placed[0]);
    await over(placed[0].callId);
    expect(rung().filter(leg => leg.to === ROSA)).toHaveLength(1);
  });

  test('O-3 a user has one outgoing call at a time', async () => {
    o.twilio.phone(ROSA).script = 'ignore';
    await place();
    await refusal().toThrow(problem('call_in_progress'));
    const both = await Promise.allSettled([place(), place()]);
    expect(both.map(one => one.status)).toEqual(['rejected', 'rejected']);
  });
});

describe('refusals', () => {
  test('R-14 emergency, premium and foreign numbers are refused at the field', async () => {
    for (const to of ['911', '112', '+1 900 555 1212', '+44 20 7946 0958', '+881612345678']) {
      await refusal({ to }).toThrow(problem('invalid'));
    }
    expect(rung()).toEqual([]);
    expect(await o.calls()).toEqual([]);
  });
  test('N-7 a do-not-originate number is no caller id', async () => {
    await o.change({ callPurpose: 'do_not_originate' });
    await refusal().toThrow(problem('sender_do_not_originate'));
  });
  test('O-3 somebody else’s direct number is no caller id, and a stranger’s does not exist', async () => {
    await refusal({ userId: o.tenant.staffId }).toThrow(problem('sender_not_yours'));
    await refusal({ from: 'num_of_another' }).toThrow(problem('not_found'));
  });
  test('O-3 without a phone to ring there is no call', async () => {
    await refusal({ userId: o.tenant.agencyUserId }).toThrow(problem('no_phone'));
    await refusal({ to: ROSA }).toThrow(problem('invalid'));
  });
  test('L-6 an assignment that ends between the click and the answer reaches nobody', async () => {
    o.twilio.phone(ROSA).script = 'ignore';
    const { callId } = await place();
    const { db } = o.ctx();
    await db.read.update(assignment).set({ state: 'suspended' }).where(eq(assignment.id, o.assignmentId));
    const sid = (await row(callId)).callSid;
    o.pickUp(sid);
    await over(callId);
    expect(await row(callId)).toMatchObject({ status: 'failed' });
    expect(rung()).toHaveLength(1);
  });

  test('N-7 a number marked “do not originate” between the click and the answer is shown to nobody', async () => {
    o.twilio.phone(ROSA).script = 'ignore';
    const { callId } = await place();
    await o.change({ callPurpose: 'do_not_originate' });
    o.pickUp((await row(callId)).callSid);
    await over(callId);
    expect(await row(callId)).toMatchObject({ status: 'failed' });
    expect(rung()).toHaveLength(1);
  });
});

describe('when the carrier fails', () => {
  test('O-3 a refusal ends the call and says so', async () => {
    const body = { code: 21215, message: 'Geo permission' };
    o.faults.add({ vendor: 'twilio', method: 'POST', path: '/Calls.json', kind: 'before', status: 400, body });
    await refusal().toThrow(problem('call_refused'));
    expect(await o.calls()).toMatchObject([{ status: 'failed', endedAt: expect.any(Number) }]);
    await place();
  });
  test('O-3 a lost answer rings once: the callbacks tell what became of it', async () => {
    o.faults.add({ vendor: 'twilio', method: 'POST', path: '/Calls.json', kind: 'after', status: 500 });
    const { callId } = await place();
    await over(callId);
    expect(await row(callId)).toMatchObject({ status: 'answered', callSid: expect.stringMatching(/^CA/) });
  });
  test('O-3 a call that never came about is given up', async () => {
    o.faults.add({ vendor: 'twilio', method: 'POST', path: '/Calls.json', kind: 'before', status: 500 });
    const { callId } = await place();
    await o.clock.advance(6 * MINUTE);
    await sweepOutgoingCalls(o.ctx());
    expect(await row(callId)).toMatchObject({ status: 'failed', endedAt: expect.any(Number) });
  });
  test('O-3 a call nobody told the end of is ended after its longest time, as it stands', async () => {
    o.twilio.phone(ANN).talkMs = null;
    const { callId } = await place();
    await expect.poll(async () => (await row(callId)).status, { interval: 10 }).toBe('answered');
    await o.clock.advance(4 * 60 * MINUTE);
    await sweepOutgoingCalls(o.ctx());
    expect((await row(callId)).endedAt).toBeNull();
    await o.clock.advance(31 * MINUTE);
    await sweepOutgoingCalls(o.ctx());
    expect(await row(callId)).toMatchObject({ status: 'answered', endedAt: expect.any(Number) });
  });
  test('X-1 callbacks reordered or repeated come to the same', async () => {
    for (const mode of ['reorder', 'duplicate'] as const) {
      o.twilio.callbacks.mode = mode;
      const { callId } = await place();
      await over(callId);
      await o.work();
      expect((await row(callId)).status).toBe('answered');
    }
  });
});
