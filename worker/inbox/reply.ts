import type { Ctx } from '../context.ts';
import { placeCall } from '../outbound/place-call.ts';
import { sendText } from '../outbound/send-text.ts';
import { refused } from '../problem.ts';
import { claimFirst } from './claim.ts';
import { numberOf } from './rules/caller.ts';
import type { Viewer } from './rules/visible.ts';
import type { Place } from './store/records.ts';

/** Texts a caller back; claims them first (U-7). */
export async function textBack(
  ctx: Ctx,
  place: Place,
  viewer: Viewer,
  key: string,
  text: { numberId: string; body: string; requestId: string },
) {
  const { caller } = await claimFirst(ctx, place, viewer, key, thread => reachable(thread.caller));
  return sendText(ctx, { ...place, userId: viewer.userId, to: reachable(caller), kind: 'manual', ...text });
}

/** Calls a caller back; claims them first (U-7). */
export async function callBack(
  ctx: Ctx,
  place: Place,
  viewer: Viewer,
  key: string,
  call: { from: string; requestId: string },
) {
  const { caller } = await claimFirst(ctx, place, viewer, key, thread => reachable(thread.caller));
  return placeCall(ctx, { ...place, userId: viewer.userId, to: reachable(caller), ...call });
}

function reachable(caller: string): string {
  const e164 = numberOf(caller);
  if (e164) return e164;
  throw refused('withheld', 'Not possible.', 'The caller withheld their number, so there is nothing to call or text.');
}
