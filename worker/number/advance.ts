import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { commitWith } from '../notification/commit.ts';
import { charge } from './charge.ts';
import { confirm } from './confirm.ts';
import { settleConsent } from './consent.ts';
import { consentMails } from './consent-mail.ts';
import { moved, type Step } from './moved.ts';
import { order, refund } from './order.ts';
import type { Charged } from './rules/charge.ts';
import { type PurchaseRow, purchaseAcrossTenants } from './store/purchase.ts';

/** Steps a purchase can take; more than this and something goes in circles. */
const MOST_STEPS = 10;

/** Carries a purchase as far as it goes. Another worker on the same one is harmless: one of each pair of commits wins. */
export async function advance(ctx: Ctx, start: PurchaseRow): Promise<PurchaseRow> {
  let row = start;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const set = await next(ctx, row);
    if (!set) return row;
    try {
      await commitWith(ctx, row.agencyId, set.changes, set.effects ?? []);
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

async function next(ctx: Ctx, row: PurchaseRow): Promise<Step | undefined> {
  switch (row.state) {
    case 'reserved':
      return charged(ctx, row, await charge(ctx, row));
    case 'consent': {
      const became = await settleConsent(ctx, row);
      return became && charged(ctx, row, became);
    }
    case 'charged':
      return { changes: moved(ctx, row, await order(ctx, row)) };
    case 'refunding':
      return { changes: moved(ctx, row, await refund(ctx, row)) };
    case 'ordered':
      return confirm(ctx, row);
    default:
      return undefined;
  }
}

/** Where a client buys, the agency must hear that its bank waits for it. */
async function charged(ctx: Ctx, row: PurchaseRow, became: Charged): Promise<Step> {
  const changes = moved(ctx, row, became);
  if (became.state !== 'consent' || !row.subAccountId) return { changes };
  return { changes, effects: await consentMails(ctx, row, row.subAccountId, became.consentUrl) };
}
