import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { agency, number, subAccount, unknownRule } from '../../schema/index.ts';
import { mintTenant } from '../support/mint.ts';
import { openCounter } from './counter.ts';
import { another, hire } from './desk.ts';

const MON = 1;
const OUTSIDE = '+14155550132';

test('U-2 users of elsewhere, empty and doubled groups are refused at their field', async () => {
  const { ctx, t, add, rule } = await openCounter();
  const other = await mintTenant(ctx);
  const six = [t.ownerId, t.staffId];
  for (const name of ['Ana', 'Ben', 'Cleo', 'Dev']) six.push(await hire(ctx, t, name));
  const group = (userIds: string[]) => ({ kind: 'ring_group', userIds, seconds: 20 });
  for (const [action, field] of [
    [{ kind: 'user', userId: other.staffId }, 'action.userId'],
    [{ kind: 'user', userId: null }, 'action.userId'],
    [group([t.staffId, other.staffId]), 'action.userIds.1'],
    [group([]), 'action.userIds'],
    [group([t.staffId, t.staffId]), 'action.userIds'],
    [group(six), 'action.userIds'],
    [{ ...group([t.staffId]), seconds: 4 }, 'action.seconds'],
    [{ kind: 'nothing' }, 'action.kind'],
  ] as const) {
    const answer = await add(rule('Rule', [MON], 0, 60, { action }));
    expect({ field, status: answer.status, errors: answer.body.errors }).toMatchObject({
      status: 422,
      errors: [{ field }],
    });
  }
});

test('R-14 another number is kept in E.164; emergency, premium and countries not allowed are refused', async () => {
  const { ctx, t, add, rule } = await openCounter();
  const to = (e164: string) => add(rule('Away', [MON], 0, 60, { action: { kind: 'number', e164 }, enabled: false }));
  expect((await to('(415) 555-0132')).body.action).toEqual({ kind: 'number', e164: OUTSIDE });
  for (const typed of ['911', '12', '+19005550123', '+442079460958', '']) {
    expect(await to(typed)).toMatchObject({ status: 422, body: { errors: [{ field: 'action.e164' }] } });
  }
  await ctx.db.read
    .update(agency)
    .set({ allowedCountries: ['US', 'GB'] })
    .where(eq(agency.id, t.agencyId));
  expect((await to('+442079460958')).status).toBe(200);
});

test('R-13 another number that leads back here is refused: directly, over forwarding, over its rules', async () => {
  const { ctx, t, add, admin, rule } = await openCounter();
  const second = await another(ctx, t);
  const to = (e164: string) => add(rule('Away', [MON], 0, 60, { action: { kind: 'number', e164 }, enabled: false }));
  const loops = { status: 422, body: { code: 'rule_loops', errors: [{ field: 'action.e164' }] } };
  expect(await to(t.e164)).toMatchObject(loops);
  expect((await to(second.e164)).status).toBe(200);
  await ctx.db.read.update(number).set({ forwardTo: t.e164 }).where(eq(number.id, second.numberId));
  expect(await to(second.e164)).toMatchObject(loops);
  await ctx.db.read.update(number).set({ forwardTo: OUTSIDE }).where(eq(number.id, second.numberId));
  await ctx.db.read.update(subAccount).set({ forwardTo: t.e164 });
  expect((await to(second.e164)).status).toBe(200);
  await admin('POST', '/company-numbers', { numberId: second.numberId });
  await ctx.db.read.delete(unknownRule);
  const path = `/company-numbers/${second.numberId}/rules`;
  await admin('POST', path, rule('Back', [MON], 0, 60, { action: { kind: 'number', e164: t.e164 } }));
  expect(await to(second.e164)).toMatchObject(loops);
});
