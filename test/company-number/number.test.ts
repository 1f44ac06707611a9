import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assignment, audit, callSlot, companyNumber, number, unknownRule } from '../../schema/index.ts';
import { mintTenant } from '../support/mint.ts';
import { activate, agencyOwner, openDesk, staff } from './desk.ts';

test('U-1 a number is selected, shows its settings, and has its default rule from the first moment', async () => {
  const { ctx, t, admin, company, rules } = await openDesk();
  const before = await admin('GET', '/company-numbers');
  expect(before.body).toEqual({
    zone: 'America/New_York',
    items: [],
    candidates: [{ numberId: t.numberId, e164: t.e164, wiredTo: null, wiredUser: null, wiredAgent: null }],
    users: [
      { id: t.staffId, name: 'Omar Haddad', isOwner: false, issues: [] },
      { id: t.ownerId, name: 'Rosa Diaz', isOwner: true, issues: [] },
    ],
  });
  const item = {
    numberId: t.numberId,
    e164: t.e164,
    state: 'active',
    source: null,
    tag: null,
    callLimit: 50,
    limited: false,
    inProgress: 0,
    allowedUserIds: [],
    associated: [],
  };
  expect(await company()).toEqual({ status: 200, body: item });
  expect((await company()).status).toBe(200);
  const after = await admin('GET', '/company-numbers');
  expect(after.body).toMatchObject({ items: [item], candidates: [] });
  const view = (await admin('GET', rules)).body;
  expect(view).toMatchObject({
    zone: 'America/New_York',
    // 12:00 UTC on Tuesday 3 March 2026.
    now: { minute: 2 * 1440 + 7 * 60 },
    gaps: [{ start: 0, end: 10_080 }],
    limits: { custom: { used: 0, max: 10 } },
    ringingNow: { sentence: 'Rosa Diaz is rung.', people: [{ userId: t.ownerId, available: true }] },
  });
  expect(view.items).toEqual([
    {
      id: view.ringingNow.ruleId,
      isDefault: true,
      name: 'Default',
      enabled: true,
      action: { kind: 'user', userId: null },
      hours: [],
      summary: 'Rings the owner of the sub-account, whenever no other rule holds.',
      week: [],
    },
  ]);
  expect(await ctx.db.read.select().from(audit)).toMatchObject([
    { act: 'made_company_number', actorId: t.ownerId, before: { wiredTo: null }, after: { wiredTo: 'company' } },
  ]);
});

test('L-1 what it replaces is said first, and replaced only when that is confirmed', async () => {
  const { ctx, t, admin } = await openDesk();
  await ctx.db.read.update(number).set({ wiredTo: 'user', wiredUserId: t.staffId });
  const refused = await admin('POST', '/company-numbers', { numberId: t.numberId });
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'number_in_use', params: { user: 'Omar Haddad' }, detail: expect.stringContaining('Omar Haddad') },
  });
  const done = await admin('POST', '/company-numbers', { numberId: t.numberId, replace: true });
  expect(done.status).toBe(200);
  const [row] = await ctx.db.read.select().from(number);
  expect(row).toMatchObject({ wiredTo: 'company', wiredUserId: null, wiredAgentId: null });
});

test('L-1 only an Active number can become one; T-1 another tenant’s does not exist', async () => {
  const { ctx, t, admin } = await openDesk();
  const other = await mintTenant(ctx);
  await activate(ctx, other);
  expect((await admin('POST', '/company-numbers', { numberId: other.numberId })).status).toBe(404);
  const select = () => admin('POST', '/company-numbers', { numberId: t.numberId });
  for (const over of [{ state: 'pending' as const }, { state: 'suspended' as const }, { endsAt: ctx.now }]) {
    const here = eq(assignment.numberId, t.numberId);
    await ctx.db.read
      .update(assignment)
      .set({ state: 'active', endsAt: null, ...over })
      .where(here);
    expect(await select()).toMatchObject({ status: 422, body: { code: 'number_not_active' } });
  }
  expect((await admin('GET', '/company-numbers')).body.candidates).toEqual([]);
  expect(await ctx.db.read.select().from(unknownRule)).toEqual([]);
});

test('U-1 Source, Tag and the calls at once are changed, each only when given', async () => {
  const { ctx, t, admin, company } = await openDesk();
  await company();
  const path = `/company-numbers/${t.numberId}`;
  const first = await admin('PATCH', path, { source: ' Website ', tag: 'from-web' });
  expect(first.body).toMatchObject({ source: 'Website', tag: 'from-web', callLimit: 50 });
  const second = await admin('PATCH', path, { callLimit: 3, tag: '' });
  expect(second.body).toMatchObject({ source: 'Website', tag: null, callLimit: 3 });
  await admin('PATCH', path, { callLimit: 3 });
  const lines = await ctx.db.read.select().from(audit).where(eq(audit.entity, 'company_number'));
  expect(lines).toMatchObject([
    { before: { source: null, callLimit: 50 }, after: { source: 'Website', callLimit: 50 } },
    { before: { tag: 'from-web' }, after: { tag: null, callLimit: 3 } },
  ]);
});

test.each([
  [{ callLimit: 0 }, 'callLimit'],
  [{ callLimit: 51 }, 'callLimit'],
  [{ callLimit: 2.5 }, 'callLimit'],
  [{ source: 'x'.repeat(81) }, 'source'],
  [{ tag: 7 }, 'tag'],
  [{ allowedUserIds: ['usr_nobody'] }, 'allowedUserIds'],
])('X-6 settings %j are refused naming the field', async (body, field) => {
  const { t, admin, company } = await openDesk();
  await company();
  const answer = await admin('PATCH', `/company-numbers/${t.numberId}`, body);
  expect(answer).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ field }] } });
});

test('R-12 the slots held now are shown', async () => {
  const { ctx, t, admin, company } = await openDesk();
  await company();
  const slot = { numberId: t.numberId, takenAt: ctx.now };
  await ctx.db.read.insert(callSlot).values([
    { ...slot, callSid: 'CA1' },
    { ...slot, callSid: 'CA2', freedAt: ctx.now },
  ]);
  expect((await admin('GET', '/company-numbers')).body.items).toMatchObject([{ inProgress: 1 }]);
});

test('U-1 a number taken out is free, nobody is associated with it, and its settings wait for it', async () => {
  const { ctx, t, admin, company, rules } = await openDesk();
  await company();
  await admin('PATCH', `/company-numbers/${t.numberId}`, { source: 'Website' });
  await admin('PUT', `/staff/${t.staffId}/company-number`, { numberId: t.numberId });
  expect(await admin('DELETE', `/company-numbers/${t.numberId}`)).toEqual({ status: 200, body: {} });
  expect((await admin('GET', rules)).status).toBe(404);
  expect((await admin('DELETE', `/company-numbers/${t.numberId}`)).status).toBe(404);
  expect((await admin('GET', '/company-numbers')).body).toMatchObject({
    items: [],
    candidates: [{ numberId: t.numberId, wiredTo: null }],
  });
  expect((await company()).body).toMatchObject({ source: 'Website', associated: [] });
  expect(await ctx.db.read.select().from(unknownRule)).toHaveLength(1);
});

test('N-10 the next holder of the number begins afresh', async () => {
  const { ctx, t, admin, company, rules } = await openDesk();
  await company();
  await admin('PATCH', `/company-numbers/${t.numberId}`, { source: 'Website' });
  await admin('PUT', rules.concat('/', (await admin('GET', rules)).body.items[0].id), {
    name: 'Mine',
    action: { kind: 'user', userId: t.staffId },
  });
  await ctx.db.read.update(assignment).set({ state: 'ended', endedAt: ctx.now });
  await ctx.db.read.update(number).set({ wiredTo: null });
  expect((await admin('GET', '/company-numbers')).body.items).toEqual([]);
  expect((await admin('GET', rules)).status).toBe(404);
  await activate(ctx, t);
  expect((await company()).body).toMatchObject({ source: null });
  expect((await admin('GET', rules)).body.items).toMatchObject([{ name: 'Default', action: { userId: null } }]);
  expect(await ctx.db.read.select().from(companyNumber)).toHaveLength(2);
});

test('T-2 staff and the agency’s own view may neither see nor change company numbers; T-1 nor may another tenant', async () => {
  const { ctx, t, as, company } = await openDesk();
  await company();
  const other = await mintTenant(ctx);
  const stranger = {
    userId: other.ownerId,
    agencyId: other.agencyId,
    subAccountId: other.subAccountId,
    role: 'owner' as const,
  };
  for (const [method, path, body] of [
    ['GET', '', undefined],
    ['PATCH', `/${t.numberId}`, { callLimit: 5 }],
    ['DELETE', `/${t.numberId}`, undefined],
    ['GET', `/${t.numberId}/rules`, undefined],
  ] as const) {
    for (const who of [staff(t), agencyOwner(t)]) {
      expect((await as(who, method, `/company-numbers${path}`, body)).status).toBe(403);
    }
    if (path) expect((await as(stranger, method, `/company-numbers${path}`, body)).status).toBe(404);
  }
  const [row] = await ctx.db.read
    .select()
    .from(companyNumber)
    .where(and(eq(companyNumber.callLimit, 50)));
  expect(row?.numberId).toBe(t.numberId);
});
