import type { Thing } from './thing.ts';

export interface StripeEvent extends Thing {
  object: 'event';
  account?: string;
  created: number;
  data: { object: Thing; previous_attributes?: Record<string, unknown> };
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
}

/** How far the delivery of one event has come. */
export interface Delivery {
  state: 'waiting' | 'delivered' | 'failed' | 'withheld';
  attempts: number;
  /** Epoch ms of the next try; only while `failed` and young enough. */
  nextAt: number | null;
  answer: string | null;
}

export const API_VERSION = '2026-10-28.endive';

export function newEvent(
  id: string,
  created: number,
  terms: {
    type: string;
    object: Thing;
    previous: Record<string, unknown> | undefined;
    account: string | undefined;
    request: StripeEvent['request'];
  },
): StripeEvent {
  return {
    id,
    object: 'event',
    ...(terms.account ? { account: terms.account } : {}),
    api_version: API_VERSION,
    created,
    data: {
      object: structuredClone(terms.object),
      ...(terms.previous ? { previous_attributes: structuredClone(terms.previous) } : {}),
    },
    livemode: false,
    pending_webhooks: 1,
    request: terms.request,
    type: terms.type,
  };
}
