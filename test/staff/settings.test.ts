import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assignment, audit, call, companyNumber, number, staffSetting } from '../../schema/index.ts';
import type { Ctx } from '../../worker/context.ts';
import { NOON } from '../support/context.ts';
import { freshNumber, mintTenant, type Tenant } from '../support/mint.ts';
import { assign, type Body, openOffice, owner, staff } from './office.ts';

const HOUR = 3_600_000;
/** NOON is Tuesday 07:00 in New York. */
const OFFICE = { zone: 'America/New_York', windows: [{ days: [1, 2, 3, 4, 5], start: 540, end: 1020 }] };

/** One more live number, used as the company number; limited to nobody at all when asked. */
async function companyNumberOf(ctx: Ctx, t: Tenant, limited = false): Promise<string> {
  const numberId = ctx.id('num');
  const [like] = await ctx.db.read.select().from(number).where(eq(number.id, t.numberId));
  if (!like) throw new Error('no number minted');
  const wires = { wiredTo: 'company' as const, wiredUserId: null };
  await ctx.db.read
    .insert(number)
    .values({ ...like, id: numberId, e164: freshNumber(), twilioSid: numberId, ...wires });
  await assign(ctx, { ...t, numberId });
  const [held] = await ctx.db.read.select().from(assignment).where(eq(assignment.numberId, numberId));
  const { agencyId, subAccountId } = t;
  const home = { assignmentId: held?.id ?? '', agencyId, subAccountId };
  await ctx.db.read.insert(companyNumber).values({ ...home, numberId, limited, updatedAt: ctx.now });
  return numberId;
}

const mine = (t: Tenant) => and(eq(staffSetting.userId, t.staffId), eq(staffSetting.subAccountId, t.subAccountId));

test('S-2 every setting is kept field by field, and read back', async () => {
  const { ctx, t, as } = await openOffice();
  const settings = {
    hours: OFFICE,
    doNotDisturbUntil: NOON + HOUR,
    voicemail: true,
    greeting: 'Omar is out.',
    emailVoicemail: false,
    pressOne: true,
    copyTexts: true,
  };
  for (const [name, value] of Object.entries(settings)) {
    const { status, body } = await as(staff(t), 'PATCH', '/my-settings', { [name]: value });
    expect({ status, [name]: body[name] }).toEqual({ status: 200, [name]: value });
  }
  expect((await as(staff(t), 'GET', '/my-settings')).body).toMatchObject(settings);
  const lines = await ctx.db.read.select().from(audit).where(eq(audit.entity, 'staff_setting'));
  expect(lines).toHaveLength(7);
  expect(lines[2]).toMatchObject({ before: { voicemail: false }, after: { voicemail: true }, actorId: t.staffId });
});

test.each([
  [{ hours: { ...OFFICE, zone: 'Nowhere' } }, 'hours.zone'],
  [{ hours: { ...OFFICE, windows: [] } }, 'hours.windows'],
  [{ hours: { ...OFFICE, windows: [{ days: [1], start: 60, end: 60 }] } }, 'hours.windows.0.end'],
  [{ hours: { ...OFFICE, windows: 'always' } }, 'hours.windows'],
  [{ doNotDisturbUntil: NOON }, 'doNotDisturbUntil'],
  [{ doNotDisturbUntil: NOON + 400 * 24 * HOUR }, 'doNotDisturbUntil'],
  [{ greeting: 'long '.repeat(120) }, 'greeting'],
  [{ voicemail: 'yes' }, 'voicemail'],
])('X-6 %j is refused naming the field', async (body, field) => {
  const { ctx, t, as } = await openOffice();
  expect(await as(staff(t), 'PATCH', '/my-settings', body)).toMatchObject({
    status: 422,
    body: { errors: [{ field }] },
  });
  expect(await ctx.db.read.select().from(staffSetting)).toEqual([]);
});

test('R-9, S-1 availability and what is wrong follow own hours, do not disturb and the clock', async () => {
  const { t, as } = await openOffice();
  const omar = async (now: number) => {
    const { body } = await as(owner(t), 'GET', '/staff', undefined, now);
    const { availability, issues, doNotDisturbUntil } = (body.items as Body[])[0] ?? {};
    return { availability, issues, doNotDisturbUntil };
  };
  expect(await omar(NOON)).toMatchObject({ availability: { now: true, code: null }, issues: [] });
  await as(staff(t), 'PATCH', '/my-settings', { hours: OFFICE });
  expect(await omar(NOON)).toMatchObject({
    availability: { now: false, code: 'outside_hours' },
    issues: ['off_hours'],
  });
  const later = NOON + 3 * HOUR;
  expect(await omar(later)).toMatchObject({ availability: { now: true }, issues: [] });
  await as(staff(t), 'PATCH', '/my-settings', { doNotDisturbUntil: later + HOUR });
  expect(await omar(later)).toMatchObject({ availability: { code: 'do_not_disturb' }, issues: ['calls_off'] });
  expect(await omar(later + HOUR)).toMatchObject({ availability: { now: true }, issues: [], doNotDisturbUntil: null });
});

test('R-9 somebody on a call cannot be rung meanwhile; a call without an end stops counting', async () => {
  const { ctx, t, as } = await openOffice();
  const { agencyId, subAccountId, numberId } = t;
  await ctx.db.read.insert(call).values({
    ...{ id: 'cal_1', callSid: 'CA1', agencyId, subAccountId, numberId, from: '+1', to: '+2', decision: {} },
    ...{ status: 'in_progress', answeredByUserId: t.staffId, startedAt: NOON, answeredAt: NOON },
  });
  const code = async (now: number) => (await as(staff(t), 'GET', '/my-settings', undefined, now)).body.availability;
  expect(await code(NOON + 1000)).toMatchObject({ now: false, code: 'on_call' });
  expect(await code(NOON + 5 * HOUR)).toMatchObject({ now: true });
});

test('S-1 a number that waits for payment is said of whom it was assigned through', async () => {
  const { ctx, t, as } = await openOffice();
  await assign(ctx, t, { state: 'pending', userId: t.staffId });
  const { body } = await as(owner(t), 'GET', '/staff');
  expect(body.items).toMatchObject([{ userId: t.staffId, issues: ['number_pending'] }, { issues: [] }]);
});

test('R-14 a phone in a country the agency has not allowed is refused', async () => {
  const { t, as } = await openOffice();
  expect(await as(staff(t), 'PATCH', '/my-settings', { phone: '+442079460000' })).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'phone', message: expect.stringContaining('does not allow calls') }] },
  });
});

test('O-2, L-5 the sender to display is one’s direct number or a company number open to one', async () => {
  const { ctx, t, as } = await openOffice();
  await assign(ctx, t);
  const open = await companyNumberOf(ctx, t);
  const closed = await companyNumberOf(ctx, t, true);
  const set = (senderNumberId: string | null) => as(staff(t), 'PATCH', '/my-settings', { senderNumberId });
  const refused = { status: 422, body: { errors: [{ field: 'senderNumberId' }] } };
  expect(await set(t.numberId)).toMatchObject(refused);
  expect(await set(closed)).toMatchObject(refused);
  expect((await set('num_none')).status).toBe(404);
  expect(await set(open)).toMatchObject({ status: 200, body: { senderNumberId: open } });
  await as(owner(t), 'PUT', `/staff/${t.staffId}/direct-number`, { numberId: t.numberId });
  expect((await set(t.numberId)).body.senderNumberId).toBe(t.numberId);
  const other = await mintTenant(ctx);
  await assign(ctx, other);
  expect((await set(other.numberId)).status).toBe(404);
  expect((await set(null)).body.senderNumberId).toBeNull();
});

test('L-2, L-5 the panel is told which company numbers are open to whom, and whom each is associated with', async () => {
  const { ctx, t, as } = await openOffice();
  const open = await companyNumberOf(ctx, t);
  const closed = await companyNumberOf(ctx, t, true);
  await as(staff(t), 'PATCH', '/my-settings', { ringSeconds: 25 });
  await ctx.db.read.update(staffSetting).set({ companyNumberId: open }).where(mine(t));
  const { body } = await as(owner(t), 'GET', '/staff');
  expect(body.items).toMatchObject([{ companyNumber: { numberId: open } }, { companyNumber: null }]);
  const limits = Object.fromEntries((body.companyNumbers as Body[]).map(one => [one.numberId, one.limitedTo]));
  expect(limits).toEqual({ [open]: null, [closed]: [] });
  const me = await as(staff(t), 'GET', '/my-settings');
  expect(me.body.companyNumbers).toMatchObject([{ numberId: open }]);
  await ctx.db.read.update(assignment).set({ state: 'ended' }).where(eq(assignment.numberId, open));
  expect((await as(staff(t), 'GET', '/my-settings')).body).toMatchObject({ companyNumber: null, companyNumbers: [] });
});

test('S-2 a greeting in words takes the place of a recorded one', async () => {
  const { ctx, t, as } = await openOffice();
  await as(staff(t), 'PATCH', '/my-settings', { greeting: 'Omar is out.' });
  await ctx.db.read.update(staffSetting).set({ greetingRecordingSid: 'RE1' }).where(mine(t));
  expect((await as(staff(t), 'GET', '/my-settings')).body.recordedGreeting).toBe('RE1');
  const { body } = await as(staff(t), 'PATCH', '/my-settings', { greeting: 'Omar is out.' });
  expect(body).toMatchObject({ greeting: 'Omar is out.', recordedGreeting: null });
  const lines = await ctx.db.read.select().from(audit);
  expect(lines.at(-1)).toMatchObject({
    before: { greetingRecordingSid: 'RE1' },
    after: { greetingRecordingSid: null },
  });
});
