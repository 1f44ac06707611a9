import type { Ctx } from '../context.ts';
import { load } from './load.ts';
import { recordOf, storeCalls } from './record.ts';
import { decide } from './rules/decide.ts';
import type { Inbound } from './rules/facts.ts';
import { type OpenCall, openCall } from './store.ts';
import { onlyFrom, type Webhook } from './verify.ts';

/**
 * The call that a callback speaks of. One that overtook the record, or whose record was lost, makes it anew by deciding again:
 * nothing that we answered goes unrecorded. Undefined for a call that never was ours.
 */
export async function findCall(
  ctx: Ctx,
  hook: Webhook,
  callSid: string,
  inbound: Inbound,
): Promise<OpenCall | undefined> {
  if (!callSid) return undefined;
  let open = await openCall(ctx, callSid);
  if (!open && inbound.to) {
    const loaded = await load(ctx, callSid, inbound);
    if (loaded.twilioAccountSid !== hook.accountSid) return undefined;
    const record = recordOf(ctx, callSid, inbound, loaded, decide(inbound, loaded.facts, ctx.now));
    if (!record) return undefined;
    await storeCalls(ctx, [record]);
    const made = await openCall(ctx, callSid);
    open = made && { ...made, isAnew: true };
  }
  if (open) onlyFrom(open.twilioAccountSid, hook);
  return open;
}
