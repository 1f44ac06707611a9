import type { Ctx } from '../context.ts';
import { endTurn, takeTurn } from '../turn.ts';
import { lastHolder, openOfOursAcrossTenants, poolsAcrossTenants } from './books-store.ts';
import { recordDrift } from './findings.ts';
import { compared, holdingsOf, strangerOf, unaccounted } from './numbers.ts';
import { type Drift, isOfOurs } from './rules/drift.ts';
import { lastNight, OUR_RUN_MS } from './rules/due.ts';
import { NOBODY, tellDrift } from './tell.ts';

const DAY = 86_400_000;

/**
 * Our own Twilio account ↔ everybody's pools: listed once a night, and what does not agree is told to whose pool it
 * concerns. A number that is in no pool goes to who last had it; one that nobody ever had, to the platform's operator.
 * Throws when Twilio gives no answer: nothing is settled then, and the sweep tries again.
 */
export async function reconcileOurNumbers(ctx: Ctx): Promise<void> {
  const until = ctx.now + OUR_RUN_MS;
  if (!(await takeTurn(ctx, 'our_numbers', until))) return;
  const twilio = ctx.twilio();
  const pool = await poolsAcrossTenants(ctx, ctx.env.TWILIO_ACCOUNT_SID);
  const holdings = (await holdingsOf(ctx, twilio, false)) ?? [];
  const { drifts, strangers } = await compared(ctx, twilio, pool, holdings, true);
  const byAgency = new Map<string, Drift[]>();
  const add = (agencyId: string, drift: Drift) => byAgency.set(agencyId, [...(byAgency.get(agencyId) ?? []), drift]);
  for (const { pooled, drift } of drifts) add(pooled.agencyId, drift);
  for (const { e164 } of await unaccounted(ctx, strangers)) {
    add((await lastHolder(ctx, e164)) ?? NOBODY, strangerOf('number_not_in_pool', e164, true));
  }
  const concerned = new Set([...byAgency.keys(), ...(await openOfOursAcrossTenants(ctx))]);
  for (const agencyId of concerned) {
    await recordDrift(ctx, agencyId, byAgency.get(agencyId) ?? [], isOfOurs);
    await tellDrift(ctx, agencyId);
  }
  await endTurn(ctx, 'our_numbers', until, lastNight(ctx.now) + DAY);
}
