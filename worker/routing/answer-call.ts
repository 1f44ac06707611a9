import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { type Loaded, load } from './load.ts';
import { DatabaseUnreachable, reach } from './reach.ts';
import { type Decision, decide } from './rules/decide.ts';
import type { Inbound } from './rules/facts.ts';
import { statusAt } from './rules/progress.ts';
import { field } from './signature.ts';
import { callTwiml } from './step-twiml.ts';
import { type CallRow, decisionOf, openCall, storeCall } from './store.ts';
import { sayTwiml } from './twiml.ts';
import { onlyFrom, type Webhook } from './verify.ts';
import { forwardWithoutDatabase } from './without-database.ts';

/** A call comes in: decides once, writes the call down, and says what to do first. */
export async function answerCall(ctx: Ctx, hook: Webhook): Promise<string> {
  try {
    return await decideAndStore(ctx, hook);
  } catch (cause) {
    if (!(cause instanceof DatabaseUnreachable)) throw cause;
    ctx.log.error('voice.database_unreachable', cause, { to: field(hook.form, 'To'), at: 'voice' });
    return forwardWithoutDatabase(ctx, hook);
  }
}

async function decideAndStore(ctx: Ctx, hook: Webhook): Promise<string> {
  const callSid = field(hook.form, 'CallSid');
  const inbound = { from: field(hook.form, 'From'), to: field(hook.form, 'To') };
  const loaded = await reach(load(ctx, callSid, inbound));
  if (loaded.twilioAccountSid) onlyFrom(loaded.twilioAccountSid, hook);
  if (loaded.known) return firstStep(ctx, loaded.known);
  const decision = decide(inbound, loaded.facts, ctx.now);
  const row = rowOf(ctx, callSid, inbound, loaded, decision);
  if (!row) return sayTwiml('not_in_service');
  try {
    await reach(storeCall(ctx, row, decision));
    return callTwiml(ctx, row, decision, 0);
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    const winner = await reach(openCall(ctx, { callSid }));
    if (!winner) throw cause;
    return firstStep(ctx, winner.call);
  }
}

/** a repeat is answered from what was decided the first time. */
function firstStep(ctx: Ctx, row: CallRow): string {
  return callTwiml(ctx, row, decisionOf(row), 0);
}

/** The call as it is kept; nothing for a number that is not ours. Only a holder in service owns the record (N-10). */
function rowOf(ctx: Ctx, callSid: string, inbound: Inbound, { facts }: Loaded, decision: Decision) {
  const [first] = decision.steps;
  if (!facts.number || !first) return undefined;
  const isServed = decision.outcome !== 'not_in_service';
  return {
    id: ctx.id('cal'),
    callSid,
    agencyId: facts.number.agencyId,
    subAccountId: isServed ? (facts.subAccount?.id ?? null) : null,
    assignmentId: isServed ? (facts.assignment?.id ?? null) : null,
    numberId: facts.number.id,
    from: inbound.from,
    to: inbound.to,
    status: statusAt(first),
    startedAt: ctx.now,
  };
}
