import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { audit, staffSetting } from '../../schema/index.ts';
import { another, hire, openDesk } from './desk.ts';

test('L-2 a user is associated with one company number, moved to another, and taken off again', async () => {
  const { ctx, t, admin, company } = await openDesk();
  await company();
  const second = await another(ctx, t);
  const path = `/staff/${t.staffId}/company-number`;
  expect((await admin('PUT', path, { numberId: second.numberId })).status).toBe(404);
  await admin('POST', '/company-numbers', { numberId: second.numberId });
  expect(await admin('PUT', path, { numberId: t.numberId })).toMatchObject({
    status: 200,
    body: { userId: t.staffId },
  });
  await admin('PUT', path, { numberId: second.numberId });
  const { items } = (await admin('GET', '/company-numbers')).body;
  const associated = Object.fromEntries(
    items.map((item: { numberId: string; associated: object[] }) => [item.numberId, item.associated]),
  );
  expect(associated).toEqual({ [t.numberId]: [], [second.numberId]: [{ id: t.staffId, name: 'Omar Haddad' }] });
  await admin('PUT', path, { numberId: null });
  await admin('PUT', path, { numberId: null });
  expect(await ctx.db.read.select().from(staffSetting)).toMatchObject([{ userId: t.staffId, companyNumberId: null }]);
  const lines = await ctx.db.read.select().from(audit).where(eq(audit.act, 'company_number_set'));
  expect(lines).toHaveLength(3);
});

test('L-5 a limited number takes chosen users only; limiting takes it from the others', async () => {
  const { ctx, t, admin, company } = await openDesk();
  await company();
  const ines = await hire(ctx, t, 'Ines Roca');
  const path = `/company-numbers/${t.numberId}`;
  const associate = (userId: string) => admin('PUT', `/staff/${userId}/company-number`, { numberId: t.numberId });
  await associate(t.staffId);
  await associate(ines);
  const limited = await admin('PATCH', path, { limited: true, allowedUserIds: [ines, ines] });
  expect(limited.body).toMatchObject({ limited: true, allowedUserIds: [ines], associated: [{ id: ines }] });
  expect(await associate(t.staffId)).toMatchObject({ status: 422, body: { code: 'not_allowed_here' } });
  expect((await associate(ines)).status).toBe(200);
  await admin('PATCH', path, { allowedUserIds: [ines, t.staffId] });
  expect((await associate(t.staffId)).status).toBe(200);
  const none = await admin('PATCH', path, { allowedUserIds: [] });
  expect(none.body).toMatchObject({ limited: true, allowedUserIds: [], associated: [] });
  await admin('PATCH', path, { limited: false });
  expect((await associate(t.staffId)).status).toBe(200);
});
