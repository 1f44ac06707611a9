import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { charge } from './charge.ts';
import { settleConsent } from './consent.ts';
import { order, refund } from './order.ts';
import { numberInsert } from './store/pool.ts';
import { type PurchaseRow, purchaseAcrossTenants, purchaseMoved } from './store/purchase.ts';

/** Steps a purchase can take; more than this and something goes in circles. */
const MOST_STEPS = 10;

/** Carries a purchase as far as it goes. Another worker on the same one is harmless: one of each pair of commits wins. */
export async function advance(ctx: Ctx, start: PurchaseRow): Promise<PurchaseRow> {
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
    case 'consent': {
      const became = await settleConsent(ctx, row);
      return became && moved(ctx, row, became);
    }
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

/** What happened to a purchase, for the audit. */
export function lineOf(
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
