import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assignment, audit, number } from '../../schema/index.ts';
import { wiresCleared } from '../../worker/number/wires.ts';
import { overtaken } from '../company-number/desk.ts';
import { mintTenant } from '../support/mint.ts';
import { openOffice } from './office.ts';

async function openDrive() {
  const office = await openOffice();
  const drive = await office.unit('Fundraising');
  const spring = await office.program(drive);
  const summer = await office.program(drive, { name: 'Summer' });
  const seatOf = async (numberId = office.t.numberId) => {
    const { unitId, programId, callPurpose } = number;
    const [row] = await office.ctx.db.read
      .select({ unitId, programId, callPurpose })
      .from(number)
      .where(eq(number.id, numberId));
    return row;
  };
  const lines = async () => (await office.ctx.db.read.select().from(audit)).filter(line => line.entity === 'number');
  const into = (id: string) => ({ kind: 'program', id });
  return { ...office, drive, spring, summer, seatOf, lines, into };
}

test('N-8 one bad row never harms the others: what fits is done, the rest is named with its reason', async () => {
  const { t, bulk, spring, into, seatOf, second, lines } = await openDrive();
  const [other, third] = [await second(), await second()];
  const rows = [
    { number: `(${t.e164.slice(2, 5)}) ${t.e164.slice(5)}`, purpose: 'Debt collection' },
    { number: '=HYPERLINK("x")' },
    { number: t.e164 },
    { number: other.e164, purpose: 'sales' },
    { number: '+442071838750' },
    { number: third.e164 },
  ];
  const { status, body } = await bulk('add', into(spring), rows);
  expect(status).toBe(200);
  expect(body.counts).toEqual({ done: 2, rejected: 4, reassignable: 0 });
  expect(body.done).toMatchObject([
    {
      row: 1,
      e164: t.e164,
      purpose: 'debt_collection',
      from: { kind: 'business' },
      to: { kind: 'program', name: 'Spring' },
    },
    { row: 6, e164: third.e164, purpose: 'charity' },
  ]);
  expect(body.rejected).toMatchObject([
    { row: 2, input: '=HYPERLINK("x")', reason: 'invalid_format', sentence: expect.any(String) },
    { row: 3, reason: 'duplicate' },
    { row: 4, reason: 'bad_call_purpose' },
    { row: 5, reason: 'unknown' },
  ]);
  expect(await seatOf()).toMatchObject({ programId: spring, callPurpose: 'debt_collection' });
  expect(await seatOf(other.numberId)).toEqual({ unitId: null, programId: null, callPurpose: null });
  expect((await lines()).map(({ entityId, act, after }) => ({ entityId, act, after }))).toMatchObject([
    { entityId: t.numberId, act: 'placed', after: { programId: spring, callPurpose: 'debt_collection' } },
    { entityId: third.numberId, act: 'placed' },
  ]);
});

test('N-8 a retry after a dropped connection repeats nothing, whatever has happened since', async () => {
  const { t, bulk, admin, spring, drive, into, seatOf, lines } = await openDrive();
  const again = { requestId: 'request-again' };
  const first = await bulk('add', into(spring), [t.e164], again);
  await bulk('move', { kind: 'unit', id: drive }, [t.e164]);
  expect(await bulk('add', into(spring), [t.e164], again)).toEqual(first);
  expect(await seatOf()).toMatchObject({ unitId: drive, programId: null });
  expect(await lines()).toHaveLength(2);
  expect(await bulk('add', into(spring), ['+14155550132'], again)).toMatchObject({
    status: 409,
    body: { code: 'request_reused' },
  });
  expect((await admin('GET', '/units')).body.items[0].counts).toMatchObject({ numbersHere: 1 });
});

test('N-8 the same request sent twice at once is one act with one answer', async () => {
  const { ctx, t, bulk, spring, into, lines } = await openDrive();
  const twice = { requestId: 'request-twice' };
  let theirs: unknown;
  const by = overtaken(ctx, async () => {
    theirs = await bulk('add', into(spring), [t.e164], twice);
  });
  expect(await bulk('add', into(spring), [t.e164], twice, by)).toEqual(theirs);
  expect(await lines()).toHaveLength(1);
});

test('N-8 from one program into another only when reassigning is confirmed', async () => {
  const { t, bulk, spring, summer, into, seatOf } = await openDrive();
  await bulk('add', into(spring), [t.e164]);
  const asked = await bulk('move', into(summer), [t.e164]);
  expect(asked.body).toMatchObject({
    done: [],
    rejected: [{ reason: 'elsewhere', reassignable: true, sentence: expect.stringContaining('Spring') }],
    counts: { reassignable: 1 },
  });
  expect(await seatOf()).toMatchObject({ programId: spring });
  const confirmed = await bulk('move', into(summer), [t.e164], { reassign: true });
  expect(confirmed.body.done).toMatchObject([{ from: { name: 'Spring' }, to: { name: 'Summer' } }]);
  expect(await seatOf()).toMatchObject({ programId: summer });
});

test('N-9 removing a number takes it one level up; it stays held, paid and wired to nobody else', async () => {
  const { ctx, t, bulk, spring, drive, into, seatOf } = await openDrive();
  await bulk('add', into(spring), [t.e164]);
  const before = await ctx.db.read.select().from(assignment);
  expect((await bulk('remove', into(spring), [t.e164])).body.counts).toMatchObject({ done: 1 });
  expect(await seatOf()).toMatchObject({ unitId: drive, programId: null });
  await bulk('remove', { kind: 'business' }, [t.e164]);
  expect(await seatOf()).toMatchObject({ unitId: null, programId: null });
  expect((await bulk('remove', { kind: 'business' }, [t.e164])).body.rejected).toMatchObject([{ reason: 'in_use' }]);
  expect(await ctx.db.read.select().from(assignment)).toEqual(before);
});

test('N-8 a number whose service ended a moment ago is not held any more', async () => {
  const { ctx, t, bulk, spring, into } = await openDrive();
  await ctx.db.read
    .update(assignment)
    .set({ state: 'ending', endsAt: ctx.now })
    .where(eq(assignment.numberId, t.numberId));
  expect((await bulk('add', into(spring), [t.e164])).body.rejected).toMatchObject([{ reason: 'unknown' }]);
});

test('N-8 who was first wins: the list is judged anew by what is there now, and the rest is done', async () => {
  const { ctx, t, bulk, spring, summer, into, seatOf, second, lines } = await openDrive();
  const other = await second();
  const by = overtaken(ctx, () => bulk('add', into(summer), [t.e164]));
  const { body } = await bulk('add', into(spring), [t.e164, other.e164], {}, by);
  expect(body.done).toMatchObject([{ e164: other.e164 }]);
  expect(body.rejected).toMatchObject([{ e164: t.e164, reason: 'elsewhere' }]);
  expect(await seatOf()).toMatchObject({ programId: summer });
  expect(await lines()).toHaveLength(2);
});

test('N-5 a level that is removed meanwhile takes no number, and one that just got a number is not removed', async () => {
  const { ctx, t, admin, bulk, spring, summer, into, seatOf } = await openDrive();
  const gone = overtaken(ctx, () => admin('DELETE', `/programs/${spring}`));
  expect(await bulk('add', into(spring), [t.e164], {}, gone)).toMatchObject({ status: 404 });
  expect(await seatOf()).toMatchObject({ programId: null });
  const filled = overtaken(ctx, () => bulk('add', into(summer), [t.e164]));
  expect(await admin('DELETE', `/programs/${summer}`, undefined, filled)).toMatchObject({ status: 409 });
  expect(await seatOf()).toMatchObject({ programId: summer });
});

test('L-6, N-10 a number that returns to the pool sits nowhere and calls for nothing', async () => {
  const { ctx, t, bulk, spring, into, seatOf } = await openDrive();
  await bulk('add', into(spring), [t.e164]);
  await ctx.db.commit([wiresCleared(ctx, t.agencyId, t.numberId)]);
  expect(await seatOf()).toEqual({ unitId: null, programId: null, callPurpose: null });
});

test('N-8 five hundred rows are one act; what is beyond is rejected', async () => {
  const { t, bulk, spring, into } = await openDrive();
  const rows = [t.e164, ...Array.from({ length: 501 }, () => '12')];
  const { body } = await bulk('add', into(spring), rows);
  expect(body.counts).toEqual({ done: 1, rejected: 501, reassignable: 0 });
  expect(body.rejected.slice(-2)).toMatchObject([
    { row: 501, reason: 'too_many' },
    { row: 502, reason: 'too_many' },
  ]);
});

test('N-7 call purposes are set for one or many, or taken away; a number that is not held harms no other', async () => {
  const { ctx, t, admin, second, seatOf, lines } = await openDrive();
  const other = await second();
  const set = (numberIds: string[], purpose: string | null) =>
    admin('PATCH', '/phone-numbers/purpose', { numberIds, purpose });
  expect((await set([t.numberId], 'survey')).body).toMatchObject({ changed: 1 });
  const both = await set([t.numberId, other.numberId, t.numberId], 'do_not_originate');
  expect(both.body).toMatchObject({ changed: 2, items: [{ callPurpose: 'do_not_originate' }, {}] });
  expect(await set(['num_none'], 'charity')).toMatchObject({ status: 404 });
  const stranger = await mintTenant(ctx);
  const some = await set([stranger.numberId, t.numberId, 'num_none'], 'charity');
  expect(some.body).toMatchObject({ changed: 1, rejected: [stranger.numberId, 'num_none'] });
  expect(await seatOf()).toMatchObject({ callPurpose: 'charity' });
  expect(await seatOf(stranger.numberId)).toMatchObject({ callPurpose: null });
  expect((await set([other.numberId], null)).body).toMatchObject({ changed: 1 });
  expect((await set([other.numberId], null)).body).toMatchObject({ changed: 0 });
  expect((await lines()).map(line => line.act)).toEqual(Array(5).fill('purpose_set'));
});

test('N-8, M-2 the result is downloaded as CSV by an address that holds for five minutes', async () => {
  const { ctx, t, admin, request, bulk, spring, into } = await openDrive();
  await bulk('add', into(spring), [t.e164, '=1+1'], { requestId: 'request-file' });
  const { body } = await admin('POST', '/levels/bulk/request-file/csv');
  expect(body.expiresAt).toBe(ctx.now + 300_000);
  const path = new URL(body.url).pathname;
  const nobody = { userId: 'usr_none', agencyId: 'agy_none', role: 'staff' } as const;
  const file = await request(nobody, 'GET', path);
  expect(file.headers.get('content-disposition')).toContain('numbers-2026-03-03.csv');
  expect(await file.text()).toContain(`'${t.e164},Charity,Added,Spring`);
  expect((await request(nobody, 'GET', path, undefined, ctx.at(ctx.now + 300_000))).status).toBe(403);
  expect((await request(nobody, 'GET', `${path}x`)).status).toBe(403);
  expect((await admin('POST', '/levels/bulk/request-none/csv')).status).toBe(404);
});
