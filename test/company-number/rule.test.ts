import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { audit, callLeg, membership, unknownRule } from '../../schema/index.ts';
import { mintTenant } from '../support/mint.ts';
import { openCounter } from './counter.ts';
import { activate, another } from './desk.ts';

const [MON, TUE] = [1, 2];

test('U-2, U-3 a rule with a ring group is added before the default, in words and as minutes of the week', async () => {
  const { ctx, t, admin, add, rules, rule } = await openCounter();
  const action = { kind: 'ring_group', userIds: [t.staffId, t.ownerId], seconds: 25 };
  const added = await add(rule('Office hours', [MON, TUE], 360, 1020, { action }));
  expect(added).toMatchObject({
    status: 200,
    body: {
      isDefault: false,
      name: 'Office hours',
      enabled: true,
      action,
      hours: [{ days: [MON, TUE], start: 360, end: 1020 }],
      summary: 'Rings Omar Haddad and Rosa Diaz at once for 25 seconds, Mon, Tue 06:00–17:00.',
      week: [
        { start: 1440 + 360, end: 1440 + 1020 },
        { start: 2880 + 360, end: 2880 + 1020 },
      ],
    },
  });
  const view = (await admin('GET', rules)).body;
  expect(view.items).toMatchObject([{ id: added.body.id }, { isDefault: true }]);
  expect(view.limits).toEqual({ custom: { used: 1, max: 10 } });
  expect(view.gaps).toHaveLength(3);
  // It is Tuesday, 07:00 in New York.
  expect(view.ringingNow).toMatchObject({
    ruleId: added.body.id,
    sentence: 'Omar Haddad and Rosa Diaz are rung at once.',
    number: null,
  });
  const lines = await ctx.db.read.select().from(audit).where(eq(audit.entity, 'unknown_rule'));
  expect(lines).toMatchObject([{ act: 'added', actorId: t.ownerId, after: { name: 'Office hours' } }]);
});

test('U-3 a rule is changed as a whole, switched off and deleted, each with an audit line', async () => {
  const { ctx, add, admin, rule, rules, items } = await openCounter();
  const { id } = (await add(rule('Day', [MON], 540, 1020))).body;
  const changed = await admin('PUT', `${rules}/${id}`, rule('Night', [TUE], 1320, 360, { enabled: true }));
  expect(changed.body).toMatchObject({ id, name: 'Night', week: [{ start: 2880 + 1320, end: 3 * 1440 + 360 }] });
  expect((await admin('PATCH', `${rules}/${id}`, { enabled: false })).body).toMatchObject({ enabled: false });
  await admin('PATCH', `${rules}/${id}`, { enabled: false });
  expect((await admin('GET', rules)).body.gaps).toEqual([{ start: 0, end: 10_080 }]);
  expect(await admin('DELETE', `${rules}/${id}`)).toEqual({ status: 200, body: {} });
  expect(await items()).toHaveLength(1);
  expect((await admin('DELETE', `${rules}/${id}`)).status).toBe(404);
  const lines = await ctx.db.read.select().from(audit).where(eq(audit.entityId, id));
  expect(lines.map(line => line.act)).toEqual(['added', 'changed', 'changed', 'deleted']);
});

test('U-3 the default is always there: never off, never deleted; its name and action change', async () => {
  const { t, admin, rules, rule, defaultId, items } = await openCounter();
  const path = `${rules}/${await defaultId()}`;
  expect(await admin('DELETE', path)).toMatchObject({ status: 422, body: { code: 'default_rule' } });
  expect(await admin('PATCH', path, { enabled: false })).toMatchObject({ status: 422, body: { code: 'default_rule' } });
  expect((await admin('PATCH', path, { enabled: true })).status).toBe(200);
  const changed = await admin('PUT', path, rule('Omar first', [MON], 540, 1020, { enabled: false }));
  expect(changed.body).toMatchObject({ name: 'Omar first', enabled: true, hours: [], action: { userId: t.staffId } });
  expect((await admin('PUT', path, { name: 'Omar', action: { kind: 'user', userId: null } })).status).toBe(200);
  expect(await items()).toHaveLength(1);
});

test('U-4 overlap is refused at save, naming the rule and the minutes', async () => {
  const { add, admin, rule, rules, items } = await openCounter();
  const day = (await add(rule('Day', [MON], 540, 1020))).body;
  const refused = await add(rule('Late', [MON], 1000, 1200));
  expect(refused).toMatchObject({
    status: 422,
    body: {
      code: 'rules_overlap',
      detail: expect.stringContaining('“Day” (Mon 16:40–17:00)'),
      more: { overlaps: [{ ruleId: day.id, name: 'Day', windows: [{ start: 2440, end: 2460 }] }] },
    },
  });
  const late = (await add(rule('Late', [MON], 1020, 1200))).body;
  expect((await admin('PUT', `${rules}/${late.id}`, rule('Late', [MON], 1019, 1200))).status).toBe(422);
  expect((await admin('PUT', `${rules}/${late.id}`, rule('Late', [MON], 1030, 1200))).status).toBe(200);
  expect(await items()).toHaveLength(3);
});

test('U-4 a rule that is off may overlap, and is refused when it is switched on', async () => {
  const { add, admin, rule, rules } = await openCounter();
  const day = (await add(rule('Day', [MON], 540, 1020))).body;
  const late = (await add(rule('Late', [MON], 1000, 1200, { enabled: false }))).body;
  const on = () => admin('PATCH', `${rules}/${late.id}`, { enabled: true });
  expect(await on()).toMatchObject({ status: 422, body: { code: 'rules_overlap' } });
  await admin('PATCH', `${rules}/${day.id}`, { enabled: false });
  expect(await on()).toMatchObject({ status: 200, body: { enabled: true } });
  expect((await admin('PATCH', `${rules}/${day.id}`, { enabled: true })).status).toBe(422);
});

test('U-4 two admins switch overlapping rules on at once: one wins, the other is told which rule and when', async () => {
  const { ctx, add, admin, rule, rules } = await openCounter();
  const off = { enabled: false };
  const a = (await add(rule('A', [MON], 540, 1020, off))).body;
  const b = (await add(rule('B', [MON], 1000, 1200, off))).body;
  const answers = await Promise.all([a, b].map(({ id }) => admin('PATCH', `${rules}/${id}`, { enabled: true })));
  expect(answers.map(answer => answer.status).sort()).toEqual([200, 422]);
  const lost = answers.find(answer => answer.status === 422);
  expect(lost?.body).toMatchObject({ code: 'rules_overlap', more: { overlaps: [{ windows: [{ start: 2440 }] }] } });
  const on = (await ctx.db.read.select().from(unknownRule)).filter(row => row.enabled && !row.isDefault);
  expect(on).toHaveLength(1);
});

test('U-3 ten custom rules and no more, also when two are added at once', async () => {
  const { ctx, add, rule } = await openCounter();
  for (let at = 0; at < 9; at += 1) await add(rule(`Rule ${at}`, [MON], at * 60, at * 60 + 60));
  const answers = await Promise.all([
    add(rule('Tenth', [MON], 1000, 1010)),
    add(rule('Also tenth', [MON], 1100, 1110)),
  ]);
  expect(answers.map(answer => answer.status).sort()).toEqual([200, 422]);
  expect(answers.find(answer => answer.status === 422)?.body).toMatchObject({
    code: 'too_many_rules',
    params: { max: 10 },
  });
  expect(await ctx.db.read.select().from(unknownRule)).toHaveLength(11);
});

test.each([
  [{ hours: [] }, 'hours'],
  [{ hours: [{ days: [1], start: 60, end: 60 }] }, 'hours.0.end'],
  [{ hours: [{ days: [], start: 60, end: 90 }] }, 'hours.0.days'],
  [{ hours: [{ days: [1], start: 60, end: 1441 }] }, 'hours.0.end'],
  [{ hours: [{ days: [1], start: 'nine', end: 1020 }] }, 'hours.0.start'],
  [{ name: ' ' }, 'name'],
  [{ name: 'x'.repeat(61) }, 'name'],
])('U-4 a rule with %j is refused at its field', async (wrong, field) => {
  const { add, rule } = await openCounter();
  expect(await add(rule('Rule', [MON], 0, 60, wrong))).toMatchObject({ status: 422, body: { errors: [{ field }] } });
});

test('T-1 rules of another number or tenant do not exist here', async () => {
  const { ctx, t, add, admin, as, rule, rules } = await openCounter();
  const second = await another(ctx, t);
  await admin('POST', '/company-numbers', { numberId: second.numberId });
  const { id } = (await add(rule('Day', [MON], 540, 1020))).body;
  const elsewhere = `/company-numbers/${second.numberId}/rules/${id}`;
  expect((await admin('PUT', elsewhere, rule('Mine', [MON], 0, 60))).status).toBe(404);
  expect((await admin('PATCH', elsewhere, { enabled: false })).status).toBe(404);
  expect((await admin('DELETE', elsewhere)).status).toBe(404);
  const other = await mintTenant(ctx);
  await activate(ctx, other);
  const { ownerId: userId, agencyId, subAccountId } = other;
  const stranger = { userId, agencyId, subAccountId, role: 'owner' as const };
  expect((await as(stranger, 'DELETE', `${rules}/${id}`)).status).toBe(404);
  // Another sub-account of the same agency is another tenant too.
  const neighbour = { userId: t.ownerId, agencyId: t.agencyId, subAccountId, role: 'owner' as const };
  expect((await as(neighbour, 'DELETE', `${rules}/${id}`)).status).toBe(404);
  expect(await ctx.db.read.select().from(unknownRule).where(eq(unknownRule.id, id))).toHaveLength(1);
});

test('U-10 somebody who left stays visible in the rule and is not rung', async () => {
  const { ctx, t, add, admin, rule, rules } = await openCounter();
  const action = { kind: 'ring_group', userIds: [t.ownerId, t.staffId], seconds: 20 };
  await add(rule('Early', [TUE], 0, 720, { action }));
  await ctx.db.read.delete(membership).where(eq(membership.userId, t.staffId));
  const { items, ringingNow } = (await admin('GET', rules)).body;
  expect(items[0].summary).toContain('Rosa Diaz and somebody who left');
  expect(ringingNow).toMatchObject({ sentence: 'Rosa Diaz is rung.', people: [{}, { available: false }] });
});

test('U-10 somebody who is on a call is not rung now', async () => {
  const { ctx, t, admin, rules } = await openCounter();
  const times = { rangAt: ctx.now - 9000, acceptedAt: ctx.now - 5000 };
  await ctx.db.read
    .insert(callLeg)
    .values({ callId: 'cal_1', step: 0, to: '+12125550101', userId: t.ownerId, ...times });
  const { ringingNow } = (await admin('GET', rules)).body;
  expect(ringingNow.people).toMatchObject([{ available: false, why: 'is already on a call.' }]);
});
