import type { Ctx } from '../context.ts';
import { processAccountEvent } from '../onboarding/event.ts';
import { settleByEvent } from '../plan/settle.ts';
import { processPlatformEvent } from '../platform-event.ts';
import { hintsOf } from './rules/hint.ts';
import { rereadStanding } from './standing.ts';
import { assignmentOnAccount } from './store/across.ts';
import { subAccountsOfCustomer } from './store/standing.ts';
import { sync } from './sync.ts';

/** A stored event of a connected account, as Stripe sent it. */
export interface StripeEvent {
  /** `acct_…`; empty for the platform account. */
  account: string;
  type: string;
  payload: unknown;
}

/**
 * Makes what a Stripe event speaks of agree with Stripe (A-6, A-13, T-5). Unknown accounts, types and objects have no
 * effect. Throws when Stripe gives no answer: the event is then tried again.
 */
export async function processStripeEvent(ctx: Ctx, event: StripeEvent): Promise<void> {
  if (!event.account) return processPlatformEvent(ctx, event);
  const hints = hintsOf(event.type, event.payload);
  const by = { ...ctx, actor: { kind: 'stripe', id: event.account, source: 'webhook' } } as const;
  const { sessionId, subscriptionId } = hints;
  const found = await assignmentOnAccount(ctx, event.account, hints);
  if (found) {
    const hint = { ...(sessionId && { sessionId }), ...(subscriptionId && { subscriptionId }) };
    await sync(by, found.agencyId, found.id, hint);
    return;
  }
  if (hints.assignmentId) ctx.log.warn('stripe.unknown_assignment', { account: event.account, type: event.type });
  if (sessionId && (await settleByEvent(by, event.account, sessionId))) return;
  await processAccountEvent(by, event.type, event.account);
  if (!hints.customerId) return;
  for (const { agencyId, id } of await subAccountsOfCustomer(ctx, event.account, hints.customerId)) {
    await rereadStanding(by, agencyId, id);
  }
}
