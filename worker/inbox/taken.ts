import type { Ctx } from '../context.ts';
import { callerOf, keyOf, numberOf } from './rules/caller.ts';
import { sightOf, type Viewer } from './rules/visible.ts';
import { type Place, recordsOf } from './store/records.ts';
import { claimsOfOthers } from './store/taken.ts';

/** How long a list says who took a caller. */
const SAID_MS = 10 * 60_000;
const JUDGED = 200;
/** How a caller stood before the claim. */
const WAITING = { owner: null, claim: null, settled: null };

/** Callers whom somebody else has just claimed and whom this person saw waiting: their list says who took them (U-7). */
export async function takenLately(ctx: Ctx, place: Place, viewer: Viewer) {
  const claims = await claimsOfOthers(ctx, place, viewer.userId, ctx.now - SAID_MS);
  if (!claims.length) return [];
  const records = await recordsOf(ctx, place, { callers: claims.map(row => row.caller), limit: JUDGED });
  const waited = new Set(records.filter(record => sightOf(viewer, record, WAITING).isOpen).map(callerOf));
  return claims
    .filter(row => waited.has(row.caller))
    .map(({ caller, userId, name, at }) => ({
      key: keyOf(caller),
      caller: { e164: numberOf(caller) },
      by: { id: userId, name },
      at,
    }));
}
