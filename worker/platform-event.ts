import type { StripeEvent } from './assignment/event.ts';
import type { Ctx } from './context.ts';
import { processPaymentEvent } from './number/event.ts';
import { processCardEvent } from './onboarding/event.ts';

/**
 * Stripe's events about the platform account itself: agencies' cards (T-6) and payments for numbers (N-2). As everywhere,
 * an event only says where to look. Throws when Stripe gives no answer: the event is then tried again.
 */
export async function processPlatformEvent(ctx: Ctx, event: StripeEvent): Promise<void> {
  const by = { ...ctx, actor: { kind: 'stripe', id: 'platform', source: 'webhook' } } as const;
  await processCardEvent(by, event.type, event.payload);
  const { id, metadata } = objectOf(event.payload);
  if (event.type.startsWith('payment_intent.') && id && metadata?.purchase_id) {
    await processPaymentEvent(by, metadata.purchase_id, id);
  }
}

/** What the event speaks of, as far as it is looked at; it was signed by Stripe. */
function objectOf(payload: unknown): { id?: string; metadata?: Record<string, string> } {
  const { data } = (payload ?? {}) as { data?: { object?: { id?: string; metadata?: Record<string, string> } } };
  return data?.object ?? {};
}
