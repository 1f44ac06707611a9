import Stripe from 'stripe';
import { auditLine } from '../audit/store.ts';
import type { Ctx, Person } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { TwilioError } from '../edge/twilio.ts';
import { conflict, notFound, Problem, refused } from '../problem.ts';
import { charge } from './charge.ts';
import { order, refund } from './order.ts';
import { offerOf } from './rules/offer.ts';
import { fromCarrier } from './search.ts';
import type { PurchaseRequest } from './shape.ts';
import {
  buyerAgency,
  isHeld,
  numberInsert,
  type PurchaseRow,
  purchaseAcrossTenants,
  purchaseByRequest,
  purchaseInsert,
  purchaseMoved,
  purchaseOf,
  stalledAcrossTenants,
} from './store.ts';

const STALLED_MS = 60_000;
/** Steps a purchase can take; more than this and something goes in circles. */
const MOST_STEPS = 10;

/**
 * Buys one number (N-2): reserve → charge → order → confirm, each written down before the next. The same request id
 * comes back to the same purchase. Throws a problem when it ends without a number.
 */
export async function buyNumber(ctx: Ctx, person: Person, request: PurchaseRequest) {
  const known = await purchaseByRequest(ctx, person.agencyId, request.requestId);
  const reserved = known ?? (await reserveOrTwin(ctx, person, request));
  if (reserved.e164 !== request.e164) {
    throw conflict(
      'request_reused',
      'Not bought.',
      'This request was already used for another number. Start the purchase again.',
    );
  }
  return outcome(await advanceOrWait(ctx, reserved));
}

/** A vendor that gave no answer leaves the purchase where it is; the buyer sees it in progress and the sweep goes on. */
async function advanceOrWait(ctx: Ctx, row: PurchaseRow): Promise<PurchaseRow> {
  try {
    return await advance(ctx, row);
  } catch (cause) {
    if (!(cause instanceof TwilioError) && !(cause instanceof Stripe.errors.StripeError)) throw cause;
    ctx.log.error('purchase.waiting', cause, { id: row.id });
    await ctx.queue.send([{ kind: 'purchase', purchaseIds: [row.id] }]);
    return (await purchaseAcrossTenants(ctx, row.id)) ?? row;
  }
}

/** A purchase as its buyer sees it. */
export async function readPurchase(ctx: Ctx, person: Person, id: string) {
  const row = await purchaseOf(ctx, person.agencyId, id);
  if (!row) throw notFound('purchase');
  return shown(row);
}

/** Takes up a purchase that stopped half way (N-2): finishes it or undoes it. */
export async function resumePurchase(ctx: Ctx, id: string): Promise<void> {
  const row = await purchaseAcrossTenants(ctx, id);
  if (row) await advance(ctx, row);
}

/** Cross-tenant: queues purchases that have been still for a minute. */
export async function sweepPurchases(ctx: Ctx): Promise<void> {
  const ids = await stalledAcrossTenants(ctx, ctx.now - STALLED_MS);
  await ctx.queue.send(ids.map(id => ({ kind: 'purchase', purchaseIds: [id] })));
}

/** A twin of this request may have been quicker: what looks like a refusal is then its success. */
async function reserveOrTwin(ctx: Ctx, person: Person, request: PurchaseRequest): Promise<PurchaseRow> {
  try {
    return await reserve(ctx, person, request);
  } catch (cause) {
    const twin = cause instanceof Problem && (await purchaseByRequest(ctx, person.agencyId, request.requestId));
    if (!twin) throw cause;
    return twin;
  }
}

async function reserve(ctx: Ctx, person: Person, request: PurchaseRequest): Promise<PurchaseRow> {
  const agency = await buyerAgency(ctx, person.agencyId);
  if (!agency?.stripeCustomerId) throw noCard();
  if (await isHeld(ctx, request.e164)) throw gone(request.e164);
  const offer = await confirmedOffer(ctx, request);
  const row = {
    id: ctx.id('pur'),
    agencyId: person.agencyId,
    requestId: request.requestId,
    e164: request.e164,
    country: request.country,
    type: request.type,
    voice: offer.voice,
    sms: offer.sms,
    amount: request.price.amount,
    currency: request.price.currency,
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
async function confirmedOffer(ctx: Ctx, request: PurchaseRequest) {
  const twilio = ctx.twilio();
  const { country, type, e164, price } = request;
  const [monthly, listed] = await fromCarrier(() =>
    Promise.all([
      twilio.monthlyPrice(country, type),
      twilio.available({ country, type, contains: e164.slice(1), limit: 5 }),
    ]),
  );
  const found = listed.find(n => n.phone_number === e164);
  if (!found || !monthly) throw gone(e164);
  if (monthly.amount !== price.amount || monthly.currency !== price.currency) {
    throw conflict(
      'price_changed',
      'Not bought.',
      'The carrier’s price has changed since you searched. Search again to see the new one.',
      { ...monthly },
    );
  }
  const offer = offerOf(found);
  if (offer.needs === 'address') {
    throw refused(
      'needs_address',
      'Not bought.',
      'Numbers here need a registered address. Register one with the carrier, or choose a number that needs none.',
    );
  }
  return offer;
}

/** Carries a purchase as far as it goes. Another worker on the same one is harmless: one of each pair of commits wins. */
async function advance(ctx: Ctx, start: PurchaseRow): Promise<PurchaseRow> {
  let row = start;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const set = await next(ctx, row);
    if (!set) return row;
    try {
      await ctx.db.commit(set);
    } catch (cause) {
      if (!(cause instanceof LostRace)) throw cause;
      ctx.log.info('purchase.raced', { id: row.id, state: row.state });
    }
    const moved = await purchaseAcrossTenants(ctx, row.id);
    if (!moved) throw new Error(`purchase ${row.id} vanished`);
    row = moved;
  }
  throw new Error(`purchase ${row.id} goes in circles at ${row.state}`);
}

async function next(ctx: Ctx, row: PurchaseRow) {
  switch (row.state) {
    case 'reserved':
      return moved(ctx, row, await charge(ctx, row));
    case 'charged':
      return moved(ctx, row, await order(ctx, row));
    case 'refunding':
      return moved(ctx, row, await refund(ctx, row));
    case 'ordered':
      return confirmation(ctx, row);
    default:
      return undefined;
  }
}

type Move = Partial<PurchaseRow> & { state: PurchaseRow['state'] };

function moved(ctx: Ctx, row: PurchaseRow, set: Move) {
  return [purchaseMoved(ctx, row, set), lineOf(ctx, { ...row, ...set }, `purchase.${set.state}`, row.state)];
}

/** The number enters the pool as Unassigned, in the batch that closes the purchase. */
function confirmation(ctx: Ctx, row: PurchaseRow) {
  if (!row.twilioSid) throw new Error(`purchase ${row.id} is ordered without a carrier id`);
  const id = ctx.id('num');
  const { agencyId, e164, country, type, voice, sms, amount, currency, twilioSid } = row;
  const made = {
    id,
    agencyId,
    e164,
    country,
    type,
    voice,
    sms,
    twilioSid,
    twilioAccountSid: ctx.env.TWILIO_ACCOUNT_SID,
    telcoCost: amount,
    telcoCurrency: currency,
    boughtAt: ctx.now,
  };
  return [
    ...moved(ctx, row, { state: 'done', numberId: id }),
    numberInsert(ctx, made),
    auditLine(ctx, {
      agencyId,
      entity: 'number',
      entityId: id,
      act: 'number.bought',
      after: { e164, amount, currency },
    }),
  ];
}

function lineOf(
  ctx: Ctx,
  row: { id: string; agencyId: string; e164: string; amount: number },
  act: string,
  before?: string,
) {
  const { id, agencyId, e164, amount } = row;
  return auditLine(ctx, {
    agencyId,
    entity: 'purchase',
    entityId: id,
    act,
    before: before ?? null,
    after: { e164, amount },
  });
}

function outcome(row: PurchaseRow) {
  if (row.state === 'declined') {
    if (row.whyCode === 'no_card') throw noCard();
    throw refused(
      'card_declined',
      'Not bought.',
      `Your bank declined the card${row.why ? `: ${row.why}` : '.'} Nothing was ordered. Change the agency’s card and try again.`,
    );
  }
  if (row.state === 'failed') {
    throw refused(
      'payment_failed',
      'Not bought.',
      'The payment could not be made and nothing was ordered. Check the agency’s card, then try again.',
    );
  }
  if (row.state === 'refunded' || row.state === 'refunding') {
    throw refused(
      'carrier_failed',
      'Not bought.',
      'The carrier could not deliver this number. The charge is refunded. Choose another number.',
    );
  }
  return shown(row);
}

function shown(row: PurchaseRow) {
  const { id, e164, state, amount, currency, numberId, whyCode } = row;
  return { id, e164, state, amount, currency, numberId, why: whyCode };
}

function noCard() {
  return refused('no_card', 'Not bought.', 'The agency has no card on file. Add one, then buy the number.');
}

function gone(e164: string) {
  return refused(
    'number_gone',
    'Not bought.',
    `${e164} is no longer on offer. Search again and choose another number.`,
  );
}
