import { expect, test, vi } from 'vitest';
import { audit, call, contact, number, subAccount } from '../../schema/index.ts';
import { explain } from '../../worker/call-log/explain.ts';
import { placeTestCall } from '../../worker/call-log/place-test-call.ts';
import { listCalls, listIdleCalls, readCall } from '../../worker/call-log/read.ts';
import type { Ctx } from '../../worker/context.ts';
import { TwilioError } from '../../worker/edge/twilio.ts';
import { activate, attribute, know, openLine, STRANGER, wire } from '../routing/line.ts';
import { mintTenant } from '../support/mint.ts';

const PAGE = { limit: 50 };

async function office() {
  const line = await openLine();
  await activate(line.ctx, line.tenant);
  const { agencyId, subAccountId } = line.tenant;
  return { line, place: { agencyId, subAccountId } };
}

test('R-15 the log has each call with its outcome, and the call its trace, phones and steps in words', async () => {
  const { line, place } = await office();
  await wire(line.ctx, line.tenant, line.tenant.staffId);
  await know(line.ctx, line.tenant, STRANGER, line.tenant.ownerId);
  const rung = await line.ring();
  const leg = attribute(rung.body, 'statusCallback');
  await line.post(leg, { CallSid: 'CAleg', ParentCallSid: rung.sid, CallStatus: 'in-progress' });
  const { items, next } = await listCalls(line.ctx, place, PAGE);
  expect(next).toBeNull();
  expect(items).toMatchObject([
    {
      direction: 'in',
      from: STRANGER,
      number: { e164: line.tenant.e164 },
      contact: { name: 'Lena Park' },
      status: 'answered',
      answeredBy: { id: line.tenant.staffId, name: 'Omar Haddad' },
      summary: 'Omar Haddad answered.',
    },
  ]);
  const whole = await readCall(line.ctx, place, items[0]?.id ?? '');
  expect(whole.trace.find(seen => seen.rule === 'R-3')?.matched).toBe(true);
  expect(whole.legs).toMatchObject([{ to: '+12125550102', user: { name: 'Omar Haddad' }, answeredAt: line.ctx.now }]);
  expect(whole.steps.map(step => step.sentence)).toEqual([
    'Rings Omar Haddad at +12125550102 for 20 seconds.',
    'A spoken message says that nobody can take the call.',
  ]);
});

test('R-15 the log is read page by page, newest first, and narrowed by outcome, number and search', async () => {
  const { line, place } = await office();
  const start = line.ctx.now;
  for (let n = 0; n < 5; n += 1) {
    line.with({ now: start + Math.floor(n / 2) * 1000 });
    await line.ring({ From: `+1212555018${n}` });
  }
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof listCalls>> = await listCalls(line.ctx, place, { limit: 2, cursor });
    expect(page.items.length).toBeLessThanOrEqual(2);
    seen.push(...page.items.map(item => item.from));
    cursor = page.next;
  }
  expect(seen).toHaveLength(5);
  expect(new Set(seen).size).toBe(5);
  expect(seen[0]).toBe('+12125550184');
  const found = async (query: object) => (await listCalls(line.ctx, place, { ...PAGE, ...query })).items.length;
  expect(await found({ q: '555-0183' })).toBe(1);
  expect(await found({ q: '100% Lena' })).toBe(0);
  expect(await found({ status: 'answered' })).toBe(0);
  expect(await found({ status: 'missed', numberId: line.tenant.numberId })).toBe(5);
});

test('T-1 calls of another sub-account are not there', async () => {
  const { line, place } = await office();
  await line.ring();
  const other = await mintTenant(line.ctx);
  const theirs = { agencyId: other.agencyId, subAccountId: other.subAccountId };
  expect((await listCalls(line.ctx, theirs, PAGE)).items).toEqual([]);
  const [row] = (await listCalls(line.ctx, place, PAGE)).items;
  await expect(readCall(line.ctx, theirs, row?.id ?? '')).rejects.toMatchObject({ status: 404 });
});

test('L-4 the explanation is what really happens, and nothing is sent or stored', async () => {
  const { line, place } = await office();
  await line.ctx.db.read.update(subAccount).set({ forwardTo: '+12125550199' });
  await know(line.ctx, line.tenant, STRANGER, line.tenant.staffId);
  const { numberId } = line.tenant;
  const told = await explain(line.ctx, place, { numberId, from: '(212) 555-0177', kind: 'call' });
  expect(told).toMatchObject({
    outcome: 'owner',
    sentence: 'Rings Omar Haddad at +12125550102 for 20 seconds.',
    contact: { name: 'Lena Park' },
  });
  expect(told.steps.map(step => step.kind)).toEqual(['ring', 'forward', 'say']);
  expect(await explain(line.ctx, place, { numberId, from: '', kind: 'call' })).toMatchObject({ outcome: 'forwarding' });
  expect(await line.ctx.db.read.select().from(call)).toEqual([]);
  expect(line.ctx.sent.jobs).toEqual([]);
  await line.ring();
  const [row] = (await listCalls(line.ctx, place, PAGE)).items;
  const whole = await readCall(line.ctx, place, row?.id ?? '');
  expect(whole.steps.map(step => step.sentence)).toEqual(told.steps.map(step => step.sentence));
  expect(whole.trace).toEqual(told.trace);
});

test('L-4 texts are explained too, and a time of the caller’s choosing counts', async () => {
  const { line, place } = await office();
  await know(line.ctx, line.tenant, STRANGER, line.tenant.staffId);
  const { numberId } = line.tenant;
  const text = await explain(line.ctx, place, { numberId, from: STRANGER, kind: 'text' });
  expect(text.steps).toEqual([{ kind: 'deliver', sentence: 'Delivers it to the inbox of Omar Haddad.' }]);
  await line.ctx.db.read.update(contact).set({ deletedAt: 1 });
  const stranger = await explain(line.ctx, place, { numberId, from: STRANGER, kind: 'text', at: 1 });
  expect(stranger.steps.at(-1)?.kind).toBe('sub_account_inbox');
});

test('X-6 a caller that is no phone number is refused by name of the field, another tenant’s number is not there', async () => {
  const { line, place } = await office();
  const { numberId } = line.tenant;
  const bad = explain(line.ctx, place, { numberId, from: 'Lena', kind: 'call' });
  await expect(bad).rejects.toMatchObject({ status: 422, body: { errors: [{ field: 'from' }] } });
  const other = await mintTenant(line.ctx);
  const theirs = explain(line.ctx, place, { numberId: other.numberId, from: '', kind: 'call' });
  await expect(theirs).rejects.toMatchObject({ status: 404 });
  const called = placeTestCall(line.ctx, place, { numberId: other.numberId, requestId: 'request-1' });
  await expect(called).rejects.toMatchObject({ status: 404 });
});

/** An office with a second number to call from, and a telephone company that answers as told. */
async function withCaller(createCall: (nth: number) => Promise<{ sid: string }>) {
  const made = await office();
  let calls = 0;
  const twilio = {
    createCall: async () => {
      calls += 1;
      return createCall(calls);
    },
  };
  made.line.with({ twilio: () => twilio as unknown as ReturnType<Ctx['twilio']> });
  const [row] = await made.line.ctx.db.read.select().from(number);
  if (!row) throw new Error('no number');
  await made.line.ctx.db.read
    .insert(number)
    .values({ ...row, id: 'num_other', e164: '+12125550123', wiredTo: null, wiredUserId: null });
  const { numberId } = made.line.tenant;
  const place = (later = 0) =>
    placeTestCall({ ...made.line.ctx, now: made.line.ctx.now + later }, made.place, {
      numberId,
      requestId: 'request-1',
    });
  return { ...made, place, calls: () => calls };
}

test('L-4 two same requests at once place one call; the later one gets it, or is told to wait', async () => {
  let answer: (() => void) | undefined;
  const asked = new Promise<void>(done => {
    answer = done;
  });
  const desk = await withCaller(async nth => {
    await asked;
    return { sid: `CA${nth}` };
  });
  const first = desk.place();
  await vi.waitFor(() => expect(desk.calls()).toBe(1));
  await expect(desk.place()).rejects.toMatchObject({ status: 409, body: { code: 'call_in_progress' } });
  answer?.();
  expect(await first).toEqual({ callSid: 'CA1' });
  expect(await desk.place()).toEqual({ callSid: 'CA1' });
  expect(desk.calls()).toBe(1);
});

test('L-4 a test call that the carrier refused may be placed again at once, one without an answer after a minute', async () => {
  const refused = await withCaller(async nth => {
    if (nth === 1) throw new TwilioError(400, 21215, 'Not permitted');
    return { sid: `CA${nth}` };
  });
  await expect(refused.place()).rejects.toMatchObject({ status: 502 });
  expect(await refused.place(1)).toEqual({ callSid: 'CA2' });
  const silent = await withCaller(async nth => {
    if (nth === 1) throw new TwilioError(0, 0, 'Twilio did not answer');
    return { sid: `CA${nth}` };
  });
  await expect(silent.place()).rejects.toMatchObject({ status: 502 });
  await expect(silent.place(30_000)).rejects.toMatchObject({ status: 409 });
  expect(await silent.place(61_000)).toEqual({ callSid: 'CA2' });
});

test('L-4 a test call rings the number from another one, once for one request', async () => {
  const { line, place } = await office();
  const placed: { from: string; to: string; url: string }[] = [];
  const twilio = { createCall: async (asked: (typeof placed)[number]) => ({ sid: `CA${placed.push(asked)}` }) };
  line.with({ twilio: () => twilio as unknown as ReturnType<Ctx['twilio']> });
  const { numberId, agencyId, e164 } = line.tenant;
  const alone = placeTestCall(line.ctx, place, { numberId, requestId: 'request-1' });
  await expect(alone).rejects.toMatchObject({ status: 422, body: { code: 'no_test_caller' } });
  const [row] = await line.ctx.db.read.select().from(number);
  if (!row) throw new Error('no number');
  await line.ctx.db.read
    .insert(number)
    .values({ ...row, id: 'num_other', agencyId, e164: '+12125550123', wiredTo: null, wiredUserId: null });
  const first = await placeTestCall(line.ctx, place, { numberId, requestId: 'request-1' });
  expect(await placeTestCall(line.ctx, place, { numberId, requestId: 'request-1' })).toEqual(first);
  expect(placed).toMatchObject([{ from: '+12125550123', to: e164, url: 'http://panel.test/twilio/voice/test' }]);
  const acts = (await line.ctx.db.read.select().from(audit)).map(({ entity, act }) => `${entity} ${act}`);
  expect(acts).toEqual(['test_call placing', 'test_call placed']);
  const said = await line.post('/twilio/voice/test', { CallSid: 'CA9' });
  expect(said.body).toContain('<Say>This is a test call');
});

test('A-3 R-15 the agency sees calls to an idle number with their trace; those of a holder are the holder’s alone', async () => {
  const line = await openLine();
  const { agencyId, subAccountId, numberId } = line.tenant;
  await line.ring();
  const { items } = await listIdleCalls(line.ctx, agencyId, numberId);
  expect(items).toMatchObject([{ from: STRANGER, status: 'not_in_service', number: { e164: line.tenant.e164 } }]);
  expect(items[0]?.trace.find(seen => seen.rule === 'R-1')?.matched).toBe(true);
  await activate(line.ctx, line.tenant);
  await line.ring();
  expect((await listIdleCalls(line.ctx, agencyId, numberId)).items).toHaveLength(1);
  expect((await listCalls(line.ctx, { agencyId, subAccountId }, PAGE)).items).toHaveLength(1);
  const stranger = await mintTenant(line.ctx);
  await expect(listIdleCalls(line.ctx, stranger.agencyId, numberId)).rejects.toThrow();
});
