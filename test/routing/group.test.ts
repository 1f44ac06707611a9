import { expect, test } from 'vitest';
import { callLeg, callSlot, inboxShare, subAccount } from '../../schema/index.ts';
import { attribute, attributes, type Line, makeCompany, openLine } from './line.ts';

const FORWARD = '+12125550199';
const ROSA = '+12125550101';
const OMAR = '+12125550102';

/** A company number that rings Rosa and Omar at once, with forwarding behind. */
async function group() {
  const line = await openLine();
  const { ownerId, staffId } = line.tenant;
  await makeCompany(line, [ownerId, staffId]);
  await line.ctx.db.read.update(subAccount).set({ forwardTo: FORWARD });
  const call = await line.ring();
  const [rosaLeg = '', omarLeg = ''] = attributes(call.body, 'statusCallback');
  const [rosaAsk = '', omarAsk = ''] = attributes(call.body, ' url');
  const next = attribute(call.body, 'action');
  const child = (sid: string) => ({ CallSid: sid, ParentCallSid: call.sid });
  return {
    line,
    call,
    rosa: phone(line, rosaLeg, rosaAsk, child('CArosa')),
    omar: phone(line, omarLeg, omarAsk, child('CAomar')),
    /** The Dial is over. */
    over: (params: Record<string, string>) => line.post(next, { ...call.params, CallStatus: 'in-progress', ...params }),
    end: () =>
      line.post('/twilio/voice/status', {
        ...call.params,
        CallStatus: 'completed',
        CallDuration: '40',
        Direction: 'inbound',
      }),
  };
}

function phone(line: Line, leg: string, ask: string, child: { CallSid: string; ParentCallSid: string }) {
  return {
    pickUp: () => line.post(leg, { ...child, CallStatus: 'in-progress' }),
    hangUp: () => line.post(leg, { ...child, CallStatus: 'completed' }),
    decline: () => line.post(leg, { ...child, CallStatus: 'busy' }),
    hear: () => line.post(ask, child),
    async press(digit: string) {
      const asked = await line.post(ask, child);
      return line.post(attribute(asked.body, 'action'), { ...child, Digits: digit });
    },
  };
}

test('R-11 both phones ring at once for one time, each is asked to press 1', async () => {
  const { call, rosa } = await group();
  expect(call.body.match(/<Number/g)).toHaveLength(2);
  expect(call.body).toContain(`>${ROSA}</Number>`);
  expect(call.body).toContain(`>${OMAR}</Number>`);
  expect(attribute(call.body, 'timeout')).toBe('20');
  const asked = await rosa.hear();
  expect(asked.body).toContain('Press 1 to take the call.');
  expect(asked.body).toMatch(/<Gather [^>]*numDigits="1"[^>]*>.*<\/Gather><Hangup\/>/);
});

test('R-11 pressing 1 puts the phone through; another key, or a mailbox that presses none, does not', async () => {
  const { rosa, omar, line } = await group();
  await rosa.pickUp();
  expect((await rosa.press('9')).body).toContain('<Hangup/>');
  expect(await line.calls()).toMatchObject([{ status: 'in_progress', answeredByUserId: null }]);
  await omar.pickUp();
  expect((await omar.press('1')).body).toMatch(/<Response\/>$/);
  expect(await line.calls()).toMatchObject([{ status: 'answered', answeredByUserId: line.tenant.staffId }]);
});

test('R-11 who answered is the bridged leg, not who pressed 1 first', async () => {
  const { rosa, omar, over, line } = await group();
  await rosa.pickUp();
  await rosa.press('1');
  await omar.pickUp();
  await omar.press('1');
  expect(await line.calls()).toMatchObject([{ answeredByUserId: line.tenant.ownerId }]);
  const ended = await over({ DialCallStatus: 'completed', DialBridged: 'true', DialCallSid: 'CAomar' });
  expect(ended.body).toContain('<Response><Hangup/></Response>');
  expect(await line.calls()).toMatchObject([{ status: 'answered', answeredByUserId: line.tenant.staffId }]);
  const legs = await line.ctx.db.read.select().from(callLeg);
  expect(legs.map(leg => [leg.to, leg.bridged]).sort()).toEqual([
    [ROSA, false],
    [OMAR, true],
  ]);
});

test('R-9 whoever pressed 1 and was not put through is free again, the other is on the call', async () => {
  const { rosa, omar, line } = await group();
  await rosa.press('1');
  await omar.press('1');
  await rosa.hangUp();
  expect(await line.calls()).toMatchObject([{ answeredByUserId: line.tenant.staffId, endedAt: null }]);
  const second = await line.ring({ From: '+12125550188' });
  expect(second.body).toContain(ROSA);
  expect(second.body).not.toContain(OMAR);
  await omar.hangUp();
  expect((await line.ring({ From: '+12125550189' })).body).toContain(OMAR);
});

test('R-11 a mailbox that picked up and was hung up on answered nothing: forwarding follows', async () => {
  const { rosa, over, line } = await group();
  await rosa.pickUp();
  await rosa.hangUp();
  const next = await over({ DialCallStatus: 'completed', DialBridged: 'false', DialCallSid: 'CArosa' });
  expect(next.body).toContain(`>${FORWARD}</Number>`);
  expect(await line.calls()).toMatchObject([{ step: 1, status: 'in_progress', answeredByUserId: null, endedAt: null }]);
});

const GONE = { CallStatus: 'completed', DialCallStatus: 'canceled', DialBridged: 'false', DialCallSid: 'CArosa' };
test('U-7 a caller who hung up while somebody pressed 1 was answered by nobody, in whatever order it is told', async () => {
  const { rosa, over, end, line } = await group();
  await rosa.press('1');
  expect(await line.calls()).toMatchObject([{ status: 'answered' }]);
  await over(GONE);
  await end();
  const abandoned = { status: 'abandoned', answeredByUserId: null, answeredAt: null };
  expect(await line.calls()).toMatchObject([abandoned]);
  const later = await group();
  await later.end();
  await later.over(GONE);
  await later.rosa.press('1');
  expect(await later.line.calls()).toMatchObject([abandoned]);
});

test('R-11 everybody declines: forwarding, then the last word; nobody took it', async () => {
  const { over, line, end, call } = await group();
  const forward = await over({ DialCallStatus: 'busy', DialBridged: 'false' });
  const declined = { DialCallStatus: 'no-answer', DialBridged: 'false', CallStatus: 'in-progress' };
  const last = await line.post(attribute(forward.body, 'action'), { ...call.params, ...declined });
  expect(last.body).toContain('Nobody can take your call');
  await end();
  expect(await line.calls()).toMatchObject([{ status: 'missed', step: 2, answeredByUserId: null }]);
});

test('U-6 a call taken at the forwarding number says so', async () => {
  const { over, line, call } = await group();
  const forward = await over({ DialCallStatus: 'no-answer', DialBridged: 'false' });
  const taken = { DialCallStatus: 'completed', DialBridged: 'true', CallStatus: 'in-progress' };
  await line.post(attribute(forward.body, 'action'), { ...call.params, ...taken });
  expect(await line.calls()).toMatchObject([
    { status: 'answered', answeredByUserId: null, answeredAtNumber: FORWARD, unknown: true, ruleName: 'Everybody' },
  ]);
});

test('U-7 the users whom the rule selected are kept with the call', async () => {
  const { line } = await group();
  const [row] = await line.calls();
  const shares = await line.ctx.db.read.select().from(inboxShare);
  expect(shares.map(share => share.userId).sort()).toEqual([line.tenant.ownerId, line.tenant.staffId].sort());
  expect(shares.every(share => share.record === `call:${row?.id}`)).toBe(true);
});

test('R-12 the slot is held until the final status and freed once', async () => {
  const { line, end, over } = await group();
  const slots = () => line.ctx.db.read.select().from(callSlot);
  await over({ DialCallStatus: 'no-answer', DialBridged: 'false' });
  expect(await slots()).toMatchObject([{ freedAt: null }]);
  await end();
  const freed = line.ctx.now;
  expect(await slots()).toMatchObject([{ freedAt: freed }]);
  line.with({ now: freed + 5000 });
  await end();
  expect(await slots()).toMatchObject([{ freedAt: freed }]);
  expect(await line.calls()).toMatchObject([{ status: 'abandoned', durationS: 40 }]);
});

test('R-15 a phone that declined, or that nobody picked up, has its end in the log', async () => {
  const { rosa, over, line } = await group();
  const legs = async () => {
    const rows = await line.ctx.db.read.select().from(callLeg);
    return Object.fromEntries(rows.map(leg => [leg.to, leg.endedAt]));
  };
  await rosa.decline();
  expect(await legs()).toEqual({ [ROSA]: line.ctx.now, [OMAR]: null });
  expect(await line.calls()).toMatchObject([{ status: 'in_progress', answeredAt: null, endedAt: null }]);
  line.with({ now: line.ctx.now + 20_000 });
  await over({ DialCallStatus: 'no-answer', DialBridged: 'false' });
  expect(await legs()).toEqual({ [ROSA]: line.ctx.now - 20_000, [OMAR]: line.ctx.now, [FORWARD]: null });
});

test('R-9 who took a call is free again when it is over, although their own hanging up was never told', async () => {
  const { rosa, omar, end, line } = await group();
  await rosa.press('1');
  await omar.press('1');
  const meanwhile = await line.ring({ From: '+12125550188' });
  expect([meanwhile.body.includes(ROSA), meanwhile.body.includes(OMAR)]).toEqual([false, false]);
  await end();
  expect(await line.calls()).toMatchObject([{ status: 'answered' }, {}]);
  const later = await line.ring({ From: '+12125550189' });
  expect([later.body.includes(ROSA), later.body.includes(OMAR)]).toEqual([true, true]);
});

test('X-1 a call whose end was told begins no further step, whatever comes late', async () => {
  const { over, end, line } = await group();
  await end();
  const [before] = await line.calls();
  await over({ DialCallStatus: 'no-answer', DialBridged: 'false' });
  expect(await line.calls()).toEqual([before]);
});
