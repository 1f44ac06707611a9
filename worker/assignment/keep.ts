import type { Ctx } from '../context.ts';
import { conflict } from '../problem.ts';
import { askStripe } from './ask-stripe.ts';
import { includedInPlan } from './included.ts';
import { cancelAtPeriodEnd } from './period-end.ts';
import { stateOf } from './row.ts';
import { type AssignmentRow, loadAssignment } from './store/assignment.ts';
import { sync } from './sync.ts';
import type { Client } from './tenant.ts';

/** Keeps a released number after all, as long as its period has not ended. Keeping twice is keeping once. */
export async function keep(ctx: Ctx, client: Client, assignmentId: string): Promise<AssignmentRow> {
  const { row } = await loadAssignment(ctx, client.agencyId, assignmentId, client.subAccountId);
  const state = stateOf(row);
  if (state.is === 'included') throw includedInPlan('Nothing to keep.');
  const endsAt = 'endsAt' in state ? state.endsAt : null;
  if (state.is === 'pending')
    throw conflict('not_paid', 'Nothing to keep.', 'This number is not paid yet. Pay it first.');
  if (state.is === 'ended' || (endsAt !== null && endsAt <= ctx.now)) {
    throw conflict('period_over', 'Too late.', 'The paid period is over and the number went back to your agency.');
  }
  if (endsAt !== null) {
    await askStripe(ctx, () => cancelAtPeriodEnd(ctx, row, state.subscriptionId, false));
  }
  return (await askStripe(ctx, () => sync(ctx, row.agencyId, row.id))).row;
}
