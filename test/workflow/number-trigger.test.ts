import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assignment, number } from '../../schema/index.ts';
import { reserving } from '../../worker/assignment/assign.ts';
import { move } from '../../worker/assignment/move.ts';
import type { State } from '../../worker/assignment/rules/state.ts';
import { loadAssignment } from '../../worker/assignment/store/assignment.ts';
import { personIn, poolNumber } from '../../worker/assignment/store/candidate.ts';
import { crowdEnded } from '../../worker/assignment/store/end-crowd.ts';
import { commitWith } from '../../worker/notification/commit.ts';
import { mintTenant } from '../support/mint.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

let w: Workshop;
beforeAll(async () => {
  w = await openWorkshop();
});
afterAll(() => w.close());

describe('W-1 a number', () => {
  const paid = { subscriptionId: 'sub_x', paidThrough: Date.UTC(2026, 4, 1) };
  const owing = { ...paid, endsAt: null, since: Date.UTC(2026, 3, 1), reminders: 1 };

  /** One more number in the agency's pool. */
  async function another(): Promise<string> {
    const ctx = w.ctx();
    const { numberId } = await mintTenant(ctx);
    await ctx.db.read.update(number).set({ agencyId: w.caller.agencyId }).where(eq(number.id, numberId));
    return numberId;
  }

  /** A number of the sub-account's goes from one state to another. */
  async function moved(next: State, act: string, set: Partial<typeof assignment.$inferInsert>) {
    const ctx = w.ctx();
    const [id, numberId] = [ctx.id('asg'), await another()];
    await ctx.db.read.insert(assignment).values({
      ...{ id, agencyId: w.caller.agencyId, subAccountId: w.caller.subAccountId, numberId },
      ...{ userId: w.o.tenant.ownerId, state: 'pending', mode: 'paid', telcoCost: 115, telcoCurrency: 'usd' },
      ...{ markup: 335, price: 450, currency: 'usd', createdAt: ctx.now, stripeAccountId: 'acct_1', ...set },
    });
    const held = await loadAssignment(ctx, w.caller.agencyId, id);
    await move(ctx, held, { ok: true, next, act, wants: [] });
  }

  test.each([
    ['number_activated', { is: 'active', ...paid }, 'activated', {}, { paid_through: '2026-05-01T00:00:00.000Z' }],
    [
      'payment_failed',
      { is: 'past_due', ...owing },
      'past_due',
      { state: 'active', ...paid },
      { unpaid_since: '2026-04-01T00:00:00.000Z' },
    ],
    [
      'number_suspended',
      { is: 'suspended', suspendedAt: 2, ...owing },
      'suspended',
      { state: 'past_due', ...paid },
      { unpaid_since: '2026-04-01T00:00:00.000Z' },
    ],
    [
      'number_released',
      { is: 'ended', reason: 'unpaid', endedAt: 1, subscriptionId: null },
      'unpaid',
      { state: 'active', ...paid },
      { reason: 'unpaid', ended_at: '1970-01-01T00:00:00.001Z' },
    ],
  ] as const)('%s', async (trigger, next, act, set, data) => {
    const unique = 'subscriptionId' in set ? { ...set, subscriptionId: `sub_${trigger}` } : set;
    const follows =
      'subscriptionId' in next && next.subscriptionId ? { ...next, subscriptionId: `sub_${trigger}` } : next;
    const [event] = await w.heard(trigger, () => moved(follows as State, act, unique));
    expect(event).toMatchObject({
      type: trigger,
      data: { ...data, user_name: 'Rosa Diaz', price: 450, currency: 'usd' },
    });
  });

  test('released among very many is told too (A-9)', async () => {
    const ctx = w.ctx();
    const due = { state: 'ending' as const, checkAt: 1, endsAt: 1, subscriptionId: 'sub_c', stripeAccountId: 'acct_1' };
    const set = { ...due, paidThrough: 1 };
    await ctx.db.read.update(assignment).set(set).where(eq(assignment.id, w.o.assignmentId));
    const [event] = await w.heard('number_released', () => ctx.db.commit(crowdEnded(ctx, 0)));
    expect(event).toMatchObject({ data: { assignment_id: w.o.assignmentId, reason: 'released' } });
  });

  test('number_assigned', async () => {
    const ctx = w.ctx();
    const { agencyId, subAccountId } = w.caller;
    const numberId = await another();
    const [held, target] = [
      await poolNumber(ctx, agencyId, numberId),
      await personIn(ctx, agencyId, w.o.tenant.ownerId, subAccountId),
    ];
    if (!held || !target) throw new Error('nothing to assign');
    const { row, changes, effects } = reserving(ctx, held, target);
    const [event] = await w.heard('number_assigned', () => commitWith(ctx, agencyId, changes, effects));
    expect(event).toMatchObject({ data: { assignment_id: row.id, number_id: numberId, price: 450, mode: 'paid' } });
  });
});
