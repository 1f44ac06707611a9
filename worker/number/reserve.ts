import type { Ctx, Person } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import type { TwilioClient } from '../edge/twilio.ts';
import { conflict, Problem, refused } from '../problem.ts';
import { buysOnOwn, carrierOf } from './carrier.ts';
import { lineOf } from './moved.ts';
import { gone, noCard } from './outcome.ts';
import { fromCarrier, offersOf } from './search.ts';
import type { PurchaseRequest } from './shape.ts';
import { heldRow } from './store/pool.ts';
import {
  buyerAgency,
  type PurchaseRow,
  purchaseAcrossTenants,
  purchaseByRequest,
  purchaseInsert,
} from './store/purchase.ts';

/** For whom it is bought, and what of the carrier's monthly price they were shown. */
export interface Terms {
  subAccountId: string | null;
  shown: (monthly: Price) => Price;
}

interface Price {
  amount: number;
  currency: string;
}

export const FOR_THE_POOL: Terms = { subAccountId: null, shown: monthly => monthly };

/** A twin of this request may have been quicker: what looks like a refusal is then its success. */
export async function reserveOrTwin(
  ctx: Ctx,
  person: Person,
  request: PurchaseRequest,
  terms: Terms,
): Promise<PurchaseRow> {
  try {
    return await reserve(ctx, person, request, terms);
  } catch (cause) {
    const twin = cause instanceof Problem && (await purchaseByRequest(ctx, person.agencyId, request.requestId));
    if (!twin) throw cause;
    return twin;
  }
}

async function reserve(ctx: Ctx, person: Person, request: PurchaseRequest, terms: Terms): Promise<PurchaseRow> {
  const agency = await buyerAgency(ctx, person.agencyId);
  if (!buysOnOwn(agency) && !agency?.stripeCustomerId) throw noCard();
  if (await heldRow(ctx, request.e164)) throw gone(request.e164);
  const offer = await confirmedOffer(await carrierOf(ctx, agency), request, terms);
  const row = {
    id: ctx.id('pur'),
    agencyId: person.agencyId,
    requestId: request.requestId,
    e164: request.e164,
    country: request.country,
    type: request.type,
    voice: offer.voice,
    sms: offer.sms,
    amount: offer.monthly.amount,
    currency: offer.monthly.currency,
    subAccountId: terms.subAccountId,
    state: 'reserved' as const,
    buyerId: person.userId,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
  try {
    await ctx.db.commit([purchaseInsert(ctx, row), lineOf(ctx, row, 'purchase.reserved')]);
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    throw conflict('being_bought', 'Not bought.', 'Somebody is buying this number right now. Choose another one.');
  }
  const made = await purchaseAcrossTenants(ctx, row.id);
  if (!made) throw new Error(`purchase ${row.id} vanished`);
  return made;
}

/** The offer as it stands: the confirmed price is the charged price, or the purchase stops (N-1). */
async function confirmedOffer(twilio: TwilioClient, request: PurchaseRequest, terms: Terms) {
  const { country, type, e164, price } = request;
  const [monthly, listed] = await fromCarrier(() =>
    Promise.all([
      twilio.monthlyPrice(country, type),
      twilio.available({ country, type, contains: e164.slice(1), limit: 5 }),
    ]),
  );
  const found = listed.find(n => n.phone_number === e164);
  if (!found || !monthly) throw gone(e164);
  const shown = terms.shown(monthly);
  if (shown.amount !== price.amount || shown.currency !== price.currency) {
    throw conflict(
      'price_changed',
      'Not bought.',
      'The carrier’s price has changed since you searched. Search again to see the new one.',
      { ...shown },
    );
  }
  const [offer] = await fromCarrier(() => offersOf(twilio, request, [found]));
  if (!offer?.registered) {
    throw refused(
      'needs_address',
      'Not bought.',
      'Numbers here need a registered address, and many an approved regulatory bundle besides. The carrier’s account has none that fits: register them there, or choose a number that needs none.',
    );
  }
  return { ...offer, monthly };
}
