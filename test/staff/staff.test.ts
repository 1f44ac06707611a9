import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { audit, staffSetting, user } from '../../schema/index.ts';
import { mintTenant } from '../support/mint.ts';
import { agencyOwner, assign, openOffice, owner, staff } from './office.ts';

test('S-1 My Staff lists everybody with what is wrong, and the free numbers in service', async () => {
  const { ctx, t, as } = await openOffice();
  await assign(ctx, t);
  await ctx.db.read.update(user).set({ phone: null, status: 'pending' }).where(eq(user.id, t.staffId));
  const { status, body } = await as(owner(t), 'GET', '/staff');
  expect(status).toBe(200);
  expect(body).toEqual({
    items: [
      {
        userId: t.staffId,
        name: 'Omar Haddad',
        email: `${t.staffId}@example.com`,
        role: 'staff',
        phone: { value: null, from: null },
        ringSeconds: 20,
        hours: null,
        doNotDisturbUntil: null,
        pressOne: false,
        copyTexts: false,
        senderNumberId: null,
        voicemail: false,
        greeting: null,
        recordedGreeting: null,
        emailVoicemail: true,
        directNumber: null,
        companyNumber: null,
        status: 'pending',
        availability: { now: false, code: 'not_approved', why: expect.stringContaining('not an approved user') },
        issues: ['not_approved', 'no_phone'],
      },
      expect.objectContaining({ name: 'Rosa Diaz', phone: { value: '+12125550101', from: 'crm' }, issues: [] }),
    ],
    freeNumbers: [{ numberId: t.numberId, e164: t.e164 }],
    companyNumbers: [],
    zone: 'America/New_York',
  });
});

test('S-2 an admin sets phone and ring time; what is not given stays', async () => {
  const { ctx, t, as } = await openOffice();
  const path = `/staff/${t.staffId}`;
  const first = await as(owner(t), 'PATCH', path, { phone: '(415) 555-0132' });
  expect(first.body).toMatchObject({ phone: { value: '+14155550132', from: 'setting' }, ringSeconds: 20 });
  const second = await as(owner(t), 'PATCH', path, { ringSeconds: 35 });
  expect(second.body).toMatchObject({ phone: { value: '+14155550132' }, ringSeconds: 35 });
  const third = await as(owner(t), 'PATCH', path, { phone: null });
  expect(third.body).toMatchObject({ phone: { value: '+12125550102', from: 'crm' }, ringSeconds: 35 });
  const lines = await ctx.db.read.select().from(audit).where(eq(audit.entity, 'staff_setting'));
  expect(lines).toMatchObject([
    { actorId: t.ownerId, entityId: t.staffId, before: { phone: null }, after: { phone: '+14155550132' } },
    { before: { ringSeconds: 20 }, after: { ringSeconds: 35 } },
    { after: { phone: null } },
  ]);
});

test('X-3 saving what is there already writes nothing', async () => {
  const { ctx, t, as } = await openOffice();
  expect((await as(owner(t), 'PATCH', `/staff/${t.staffId}`, { ringSeconds: 20 })).status).toBe(200);
  expect(await ctx.db.read.select().from(audit)).toEqual([]);
  expect(await ctx.db.read.select().from(staffSetting)).toEqual([]);
});

test.each([
  [{ phone: '12' }, 'phone'],
  [{ phone: '' }, 'phone'],
  [{ phone: '911' }, 'phone'],
  [{ phone: 7 }, 'phone'],
  [{ ringSeconds: 4 }, 'ringSeconds'],
  [{ ringSeconds: 61 }, 'ringSeconds'],
  [{ ringSeconds: 20.5 }, 'ringSeconds'],
  [{ ringSeconds: '20' }, 'ringSeconds'],
])('X-6 %j is refused naming the field', async (body, field) => {
  const { t, as } = await openOffice();
  const answer = await as(staff(t), 'PATCH', '/my-settings', body);
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({ code: 'invalid', errors: [{ field }] });
});

test('R-13 a phone that is one of our own numbers is refused', async () => {
  const { t, as } = await openOffice();
  const answer = await as(staff(t), 'PATCH', '/my-settings', { phone: t.e164 });
  expect(answer).toMatchObject({ status: 422, body: { code: 'phone_loops', errors: [{ field: 'phone' }] } });
});

test('S-2 staff read and set their own settings, and cannot set those of others', async () => {
  const { ctx, t, as } = await openOffice();
  await assign(ctx, t);
  await as(owner(t), 'PUT', `/staff/${t.staffId}/direct-number`, { numberId: t.numberId });
  expect((await as(staff(t), 'GET', '/my-settings')).body).toMatchObject({
    userId: t.staffId,
    phone: { value: '+12125550102', from: 'crm' },
    directNumber: { numberId: t.numberId, e164: t.e164 },
    subAccount: { name: 'Bayside Dental', country: 'US', timezone: 'America/New_York' },
  });
  expect((await as(staff(t), 'PATCH', '/my-settings', { ringSeconds: 25 })).body.ringSeconds).toBe(25);
  expect((await as(staff(t), 'GET', '/staff')).status).toBe(403);
  expect((await as(staff(t), 'PATCH', `/staff/${t.ownerId}`, { ringSeconds: 25 })).status).toBe(403);
  expect((await as(staff(t), 'PUT', `/staff/${t.staffId}/direct-number`, { numberId: null })).status).toBe(403);
});

test('T-1 people of another tenant do not exist here; the agency view has no staff', async () => {
  const { ctx, t, as } = await openOffice();
  const other = await mintTenant(ctx);
  expect((await as(owner(t), 'PATCH', `/staff/${other.staffId}`, { ringSeconds: 25 })).status).toBe(404);
  expect((await as(owner(t), 'PUT', `/staff/${other.staffId}/direct-number`, { numberId: null })).status).toBe(404);
  expect((await as(agencyOwner(t), 'GET', '/staff')).status).toBe(403);
});
