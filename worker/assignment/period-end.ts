import type { Ctx } from '../context.ts';
import { on } from '../edge/stripe.ts';
import { conflict } from '../problem.ts';
import type { AssignmentRow } from './store/assignment.ts';
import { sync } from './sync.ts';

/**
 * Tells Stripe whether a subscription ends with its period. One that Stripe has ended meanwhile cannot be told
 * anything any more: our row then follows, and the person hears that it is over. A lost answer is looked up.
 */
export async function cancelAtPeriodEnd(
  ctx: Ctx,
  row: AssignmentRow,
  subscriptionId: string,
  cancel_at_period_end: boolean,
): Promise<void> {
  try {
    await ctx.stripe.subscriptions.update(
      subscriptionId,
      { cancel_at_period_end },
      on(row.stripeAccountId ?? undefined),
    );
  } catch (cause) {
    const now = await sync(ctx, row.agencyId, row.id);
    if (now.row.state === 'ended') {
      throw conflict('assignment_ended', 'Already over.', 'This number is no longer yours.');
    }
    const endsAsTold = (now.row.endsAt !== null) === cancel_at_period_end;
    if (!endsAsTold) throw cause;
  }
}
