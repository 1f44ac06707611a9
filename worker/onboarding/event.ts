import type { Ctx } from '../context.ts';
import { CARD_PAGE, rereadCard } from './card.ts';
import { rereadConnect } from './connect.ts';
import { agencyAtStripe } from './store.ts';

/** What an event speaks of, as far as it is looked at; it was signed by Stripe. */
interface Thing {
  id?: string;
  customer?: unknown;
  metadata?: Record<string, string> | null;
}

/** An event of the platform account about an agency's card (T-6). It only says where to look. */
export async function processCardEvent(ctx: Ctx, type: string, payload: unknown): Promise<void> {
  const thing = thingOf(payload);
  const isOurs = type === 'checkout.session.completed' && thing.metadata?.purpose === CARD_PAGE;
  const isAboutCustomer = type.startsWith('customer.') && type.split('.').length === 2;
  if (!isOurs && !isAboutCustomer && !type.startsWith('payment_method.')) return;
  const customerId = isAboutCustomer ? thing.id : thing.customer;
  const agencyId = typeof customerId === 'string' ? await agencyAtStripe(ctx, { customerId }) : undefined;
  if (agencyId) await rereadCard(ctx, agencyId, isOurs);
}

/** An event about a connected account itself (T-6); cut off by its owner, it is no longer the agency's. */
export async function processAccountEvent(ctx: Ctx, type: string, accountId: string): Promise<void> {
  const isCutOff = type === 'account.application.deauthorized';
  if (type !== 'account.updated' && !isCutOff) return;
  const agencyId = await agencyAtStripe(ctx, { accountId });
  if (agencyId) await rereadConnect(ctx, agencyId, isCutOff ? 'dropped' : 'kept');
}

function thingOf(payload: unknown): Thing {
  const { data } = (payload ?? {}) as { data?: { object?: Thing } };
  return data?.object ?? {};
}
