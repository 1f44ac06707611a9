import type { Ctx } from '../context.ts';
import { conflict } from '../problem.ts';
import { askStripe } from './ask-stripe.ts';
import { includedInPlan } from './included.ts';
import { cancelAtPeriodEnd } from './period-end.ts';
import { stateOf } from './row.ts';
import { type AssignmentRow, loadAssignment } from './store/assignment.ts';
import { sync } from './sync.ts';
import type { Client } from './tenant.ts';

/**
 * Releases a number at the end of the period paid for: Stripe is told first, our row then follows what Stripe
 * says. Releasing twice is releasing once.
 */
export async function release(ctx: Ctx, client: Client, assignmentId: string): Promise<AssignmentRow> {
  const { row } = await loadAssignment(ctx, client.agencyId, assignmentId, client.subAccountId);
  const state = stateOf(row);
  if (state.is === 'pending') {
    throw conflict(
      'not_paid',
      'Not released.',
      'This number is only reserved and costs nothing. Leave it unpaid, or ask your agency to take it back.',
    );
  }
  if (state.is === 'ended') throw conflict('assignment_ended', 'Already over.', 'This number is no longer yours.');
  if (state.is === 'included') throw includedInPlan('Not released.');
  if (state.is !== 'ending') {
    await askStripe(ctx, () => cancelAtPeriodEnd(ctx, row, state.subscriptionId, true));
  }
  return (await askStripe(ctx, () => sync(ctx, row.agencyId, row.id))).row;
}
