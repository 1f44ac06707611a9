import type { Ctx } from '../context.ts';
import { type CallOrder, placeCall, planCall } from '../outbound/place-call.ts';
import { planText, sendText, type TextOrder } from '../outbound/send-text.ts';
import { refused } from '../problem.ts';
import { claimFirst } from './claim.ts';
import { numberOf } from './rules/caller.ts';
import type { Viewer } from './rules/visible.ts';
import type { Place } from './store/records.ts';

/** Texts a caller back; claims them first (U-7), unless the text would be refused anyway. */
export async function textBack(
  ctx: Ctx,
  place: Place,
  viewer: Viewer,
  key: string,
  text: { numberId: string; body: string; requestId: string },
) {
  const orderTo = (caller: string): TextOrder => ({
    ...place,
    userId: viewer.userId,
    to: reachable(caller),
    kind: 'manual',
    ...text,
  });
  const { caller } = await claimFirst(ctx, place, viewer, key, thread => planText(ctx, orderTo(thread.caller)));
  return sendText(ctx, orderTo(caller));
}

/** Calls a caller back; claims them first (U-7), unless the call would be refused anyway. */
export async function callBack(
  ctx: Ctx,
  place: Place,
  viewer: Viewer,
  key: string,
  call: { from: string; requestId: string },
) {
  const orderTo = (caller: string): CallOrder => ({
    ...place,
    userId: viewer.userId,
    to: reachable(caller),
    ...call,
  });
  const { caller } = await claimFirst(ctx, place, viewer, key, thread => planCall(ctx, orderTo(thread.caller)));
  return placeCall(ctx, orderTo(caller));
}

function reachable(caller: string): string {
  const e164 = numberOf(caller);
  if (e164) return e164;
  throw refused('withheld', 'Not possible.', 'The caller withheld their number, so there is nothing to call or text.');
}
