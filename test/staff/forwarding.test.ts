import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assignment, audit, number, outbox, subAccount, unknownRule } from '../../schema/index.ts';
import { mintTenant } from '../support/mint.ts';
import { assign, type Body, openOffice, owner, staff } from './office.ts';

const PHONE = '+14155550132';

test('S-4 the default is set for the whole sub-account, and every live number is mirrored', async () => {
  const { ctx, t, as } = await openOffice();
  await assign(ctx, t);
  const { status, body } = await as(owner(t), 'PUT', '/forwarding', { forwardTo: '(415) 555-0132' });
  expect(status).toBe(200);
  expect(body).toEqual({
    default: { forwardTo: PHONE },
    voicemail: { on: false, greeting: null },
    country: 'US',
    numbers: [{ numberId: t.numberId, e164: t.e164, state: 'active', forwardTo: null, wiredTo: null, wiredUser: null }],
  });
  expect((await as(owner(t), 'GET', '/forwarding')).body).toEqual(body);
  const rows = await ctx.db.read.select().from(outbox);
  expect(rows.map(row => row.effect)).toEqual([{ kind: 'mirror_forwarding', numberId: t.numberId }]);
  expect(ctx.sent.jobs).toEqual([{ kind: 'deliver', outboxIds: [rows[0]?.id] }]);
  expect(await ctx.db.read.select().from(audit)).toMatchObject([
    { act: 'forwarding_set', actorId: t.ownerId, before: { forwardTo: null }, after: { forwardTo: PHONE } },
  ]);
});

test('S-4 a number has its own forwarding, set and cleared, each time mirrored', async () => {
  const { ctx, t, as } = await openOffice();
  await assign(ctx, t);
  const set = await as(owner(t), 'PUT', `/forwarding/${t.numberId}`, { forwardTo: PHONE });
  expect(set).toMatchObject({ status: 200, body: { numberId: t.numberId, forwardTo: PHONE } });
  await as(owner(t), 'PUT', `/forwarding/${t.numberId}`, { forwardTo: PHONE });
  const cleared = await as(owner(t), 'PUT', `/forwarding/${t.numberId}`, { forwardTo: null });
  expect(cleared.body.forwardTo).toBeNull();
  expect(await ctx.db.read.select().from(outbox)).toHaveLength(2);
});

test.each([
  ['', 'Enter a phone number.'],
  ['12345', 'Short numbers'],
  ['911', 'emergency'],
  ['not a phone', 'not a complete phone number'],
])('R-14 forwarding to %j is refused at the field', async (forwardTo, sentence) => {
  const { t, as } = await openOffice();
  const { status, body } = await as(owner(t), 'PUT', '/forwarding', { forwardTo });
  expect(status).toBe(422);
  expect(body.errors).toEqual([{ field: 'forwardTo', message: expect.stringContaining(sentence) }]);
});

test('X-6 a missing field is named', async () => {
  const { t, as } = await openOffice();
  expect(await as(owner(t), 'PUT', '/forwarding', {})).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'forwardTo' }] },
  });
});

test('R-13 forwarding that would come back is refused: to itself, over the default, over another number', async () => {
  const { ctx, t, as } = await openOffice();
  await assign(ctx, t);
  const refused = { status: 422, body: { code: 'forwarding_loops', errors: [{ field: 'forwardTo' }] } };
  expect(await as(owner(t), 'PUT', `/forwarding/${t.numberId}`, { forwardTo: t.e164 })).toMatchObject(refused);
  expect(await as(owner(t), 'PUT', '/forwarding', { forwardTo: t.e164 })).toMatchObject(refused);
  const second = await mintTenant(ctx);
  await ctx.db.read
    .update(number)
    .set({ agencyId: t.agencyId, forwardTo: t.e164 })
    .where(eq(number.id, second.numberId));
  await assign(ctx, { ...t, numberId: second.numberId });
  expect(await as(owner(t), 'PUT', `/forwarding/${t.numberId}`, { forwardTo: second.e164 })).toMatchObject(refused);
  await ctx.db.read.update(number).set({ forwardTo: PHONE }).where(eq(number.id, second.numberId));
  expect((await as(owner(t), 'PUT', `/forwarding/${t.numberId}`, { forwardTo: second.e164 })).status).toBe(200);
});

test('R-13 forwarding that comes back over another number’s rule is refused, whichever was saved first', async () => {
  const { ctx, t, as } = await openOffice();
  await assign(ctx, t);
  const second = await mintTenant(ctx);
  await ctx.db.read
    .update(number)
    .set({ agencyId: t.agencyId, wiredTo: 'company' })
    .where(eq(number.id, second.numberId));
  const assignmentId = 'asg_second';
  await assign(ctx, { ...t, numberId: second.numberId }, { id: assignmentId });
  const { agencyId, subAccountId } = t;
  await ctx.db.read.insert(unknownRule).values({
    ...{ id: 'rul_back', assignmentId, agencyId, subAccountId, isDefault: true, name: 'Default', hours: [] },
    ...{ createdAt: 1, updatedAt: 1 },
    action: { kind: 'number', e164: t.e164 },
  });
  const to = (forwardTo: string | null) => as(owner(t), 'PUT', `/forwarding/${t.numberId}`, { forwardTo });
  expect(await to(second.e164)).toMatchObject({ status: 422, body: { code: 'forwarding_loops' } });
  await ctx.db.read.update(number).set({ wiredTo: null }).where(eq(number.id, second.numberId));
  expect((await to(second.e164)).status).toBe(200);
});

test('R-13 a number’s own forwarding is not cleared where the default would lead back to it', async () => {
  const { ctx, t, as } = await openOffice();
  await assign(ctx, t);
  await as(owner(t), 'PUT', `/forwarding/${t.numberId}`, { forwardTo: PHONE });
  expect((await as(owner(t), 'PUT', '/forwarding', { forwardTo: t.e164 })).status).toBe(200);
  const cleared = await as(owner(t), 'PUT', `/forwarding/${t.numberId}`, { forwardTo: null });
  expect(cleared).toMatchObject({ status: 422, body: { code: 'forwarding_loops' } });
});

test('R-14 forwarding to a country the agency has not allowed is refused', async () => {
  const { ctx, t, as } = await openOffice();
  await assign(ctx, t);
  for (const path of ['/forwarding', `/forwarding/${t.numberId}`]) {
    expect(await as(owner(t), 'PUT', path, { forwardTo: '+442079460000' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'forwardTo', message: expect.stringContaining('does not allow calls') }] },
    });
  }
});

test('R-8 the sub-account’s voicemail is switched and greeted, once per change', async () => {
  const { ctx, t, as } = await openOffice();
  const wanted = { on: true, greeting: '  Bayside Dental is closed. Leave a message. ' };
  const saved = { on: true, greeting: 'Bayside Dental is closed. Leave a message.' };
  expect(await as(owner(t), 'PUT', '/forwarding/voicemail', wanted)).toMatchObject({
    status: 200,
    body: { voicemail: saved },
  });
  await as(owner(t), 'PUT', '/forwarding/voicemail', wanted);
  expect((await as(owner(t), 'GET', '/forwarding')).body.voicemail).toEqual(saved);
  expect(await ctx.db.read.select().from(audit)).toMatchObject([
    { act: 'voicemail_set', before: { on: false, greeting: null }, after: saved },
  ]);
  const off = await as(owner(t), 'PUT', '/forwarding/voicemail', { on: false, greeting: '' });
  expect(off.body.voicemail).toEqual({ on: false, greeting: null });
  const tooLong = await as(owner(t), 'PUT', '/forwarding/voicemail', { on: true, greeting: 'a'.repeat(501) });
  expect(tooLong).toMatchObject({ status: 422, body: { errors: [{ field: 'greeting' }] } });
});

test('R-10 a direct number says whether its user has a voicemail of their own', async () => {
  const { ctx, t, as } = await openOffice();
  await assign(ctx, t);
  await as(owner(t), 'PUT', `/staff/${t.staffId}/direct-number`, { numberId: t.numberId });
  const wiredUser = async () => ((await as(owner(t), 'GET', '/forwarding')).body.numbers as Body[])[0]?.wiredUser;
  expect(await wiredUser()).toEqual({ id: t.staffId, name: 'Omar Haddad', voicemail: false });
  await as(staff(t), 'PATCH', '/my-settings', { voicemail: true });
  expect(await wiredUser()).toMatchObject({ voicemail: true });
});

test('T-2 staff may neither see nor set forwarding', async () => {
  const { t, as } = await openOffice();
  expect((await as(staff(t), 'GET', '/forwarding')).status).toBe(403);
  expect((await as(staff(t), 'PUT', '/forwarding', { forwardTo: null })).status).toBe(403);
  expect((await as(staff(t), 'PUT', '/forwarding/voicemail', { on: true, greeting: null })).status).toBe(403);
});

test('T-1 numbers of others cannot be forwarded; A-6 neither can one that is not paid for', async () => {
  const { ctx, t, as } = await openOffice();
  const other = await mintTenant(ctx);
  await assign(ctx, other);
  for (const id of [t.numberId, other.numberId]) {
    expect((await as(owner(t), 'PUT', `/forwarding/${id}`, { forwardTo: PHONE })).status).toBe(404);
  }
  await assign(ctx, t, { state: 'pending' });
  const pending = await as(owner(t), 'PUT', `/forwarding/${t.numberId}`, { forwardTo: PHONE });
  expect(pending).toMatchObject({ status: 422, body: { code: 'number_not_active' } });
  await ctx.db.read.update(assignment).set({ state: 'ending', endsAt: 1 });
  expect((await as(owner(t), 'PUT', `/forwarding/${t.numberId}`, { forwardTo: PHONE })).status).toBe(422);
  expect((await ctx.db.read.select().from(subAccount)).every(row => row.forwardTo === null)).toBe(true);
});
