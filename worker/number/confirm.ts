import type { number as numberTable } from '../../schema/index.ts';
import { reserving } from '../assignment/assign.ts';
import { priceOf } from '../assignment/candidates.ts';
import { personIn } from '../assignment/store/candidate.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { keepingEffect } from './keeping.ts';
import { moved, type Step } from './moved.ts';
import { heldRow, numberInsert } from './store/pool.ts';
import { type Buyer, buyerAgency, type PurchaseRow } from './store/purchase.ts';

type NumberRow = typeof numberTable.$inferSelect;

/**
 * The number enters the pool as Unassigned, in the batch that closes the purchase; one that a client bought is theirs in
 * the same batch, as Pending payment (N-12).
 */
export async function confirm(ctx: Ctx, row: PurchaseRow): Promise<Step> {
  const { agencyId, e164, amount, currency } = row;
  const known = await heldRow(ctx, e164);
  if (known?.agencyId === agencyId && known.twilioSid === row.twilioSid) {
    return { changes: moved(ctx, row, { state: 'done', numberId: known.id }) };
  }
  const agency = await buyerAgency(ctx, agencyId);
  if (!agency) throw new Error(`purchase ${row.id} belongs to nobody`);
  const made = numberOf(ctx, row, agency);
  const line = { agencyId, entity: 'number', entityId: made.id, act: 'number.bought' };
  const given = await givenTo(ctx, row, made, agency);
  return {
    changes: [
      ...moved(ctx, row, { state: 'done', numberId: made.id }),
      numberInsert(ctx, made),
      auditLine(ctx, { ...line, after: { e164, amount, currency } }),
      ...given.changes,
    ],
    effects: row.paymentIntentId ? [...given.effects, keepingEffect(agencyId, row.id)] : given.effects,
  };
}

/** A client who is on no paid plan any more gets nothing; the number stays in the pool. */
async function givenTo(ctx: Ctx, row: PurchaseRow, made: NumberRow, agency: Buyer): Promise<Required<Step>> {
  const nobody = { changes: [], effects: [] };
  if (!row.subAccountId || !row.buyerId) return nobody;
  const target = await personIn(ctx, row.agencyId, row.buyerId, row.subAccountId);
  if (target?.plan?.mode !== 'paid' || target.subAccount.deletedAt !== null) return nobody;
  if (!priceOf(made, target.plan)) return nobody;
  return reserving(ctx, { number: made, pendingExpiryDays: agency.pendingExpiryDays }, target);
}

/** Paid to us, it lives in our account at the carrier; else in the agency's own (N-3). */
function numberOf(ctx: Ctx, row: PurchaseRow, agency: Buyer): NumberRow {
  const { agencyId, e164, country, type, voice, sms, twilioSid } = row;
  const twilioAccountSid = row.paymentIntentId ? ctx.env.TWILIO_ACCOUNT_SID : agency.twilioSid;
  if (!twilioSid || !twilioAccountSid) throw new Error(`purchase ${row.id} is ordered without the carrier's ids`);
  return {
    id: ctx.id('num'),
    ...{ agencyId, e164, country, type, voice, sms, twilioSid, twilioAccountSid },
    telcoCost: row.amount,
    telcoCurrency: row.currency,
    callPurpose: null,
    ...{ wiredTo: null, wiredUserId: null, wiredAgentId: null, forwardTo: null },
    ...{ unitId: null, programId: null },
    boughtAt: ctx.now,
    returnedAt: null,
    releasedAt: null,
  };
}
