import type { StripeEvent } from './assignment/event.ts';
import type { Ctx } from './context.ts';
import { processPaymentEvent } from './number/event.ts';
import { processKeepingEvent } from './number/keeping.ts';
import { processCardEvent } from './onboarding/event.ts';

/**
 * Stripe's events about the platform account itself: agencies' cards (T-6), payments for numbers (N-2) and for keeping them (N-11). As everywhere,
 * an event only says where to look. Throws when Stripe gives no answer: the event is then tried again.
 */
export async function processPlatformEvent(ctx: Ctx, event: StripeEvent): Promise<void> {
  const by = { ...ctx, actor: { kind: 'stripe', id: 'platform', source: 'webhook' } } as const;
  await processCardEvent(by, event.type, event.payload);
  const { id, metadata, parent } = objectOf(event.payload);
  if (event.type.startsWith('payment_intent.') && id && metadata?.purchase_id) {
    await processPaymentEvent(by, metadata.purchase_id, id);
  }
  const keeper = metadata?.keeping_of ?? parent?.subscription_details?.metadata?.keeping_of;
  if (keeper) await processKeepingEvent(by, keeper, idOf(event.payload));
}

interface Spoken {
  id?: string;
  metadata?: Record<string, string>;
  /** Of an invoice: the subscription it bills. */
  parent?: { subscription_details?: { metadata?: Record<string, string> | null } | null } | null;
}

/** What the event speaks of, as far as it is looked at; it was signed by Stripe. */
function objectOf(payload: unknown): Spoken {
  const { data } = (payload ?? {}) as { data?: { object?: Spoken } };
  return data?.object ?? {};
}

const idOf = (payload: unknown) => (payload as { id: string }).id;
