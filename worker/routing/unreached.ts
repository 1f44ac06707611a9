import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { call, callLeg } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import { inboundOf } from './answer-call.ts';
import { bridged } from './answer-store.ts';
import { findCall } from './find-call.ts';
import { wasTaken } from './last-resort.ts';
import { load } from './load.ts';
import { recordOf, storeCalls } from './record.ts';
import { type Decision, decide } from './rules/decide.ts';
import { isOver, replacedBy, statusAt } from './rules/progress.ts';
import { FORWARD_SECONDS, legsOf, type Step } from './rules/step.ts';
import { field } from './signature.ts';
import { beginStep, happens, line, type OpenCall, openCall } from './store.ts';
import type { Webhook } from './verify.ts';

/**
 * a call that was answered without the database is written down as it went, once the database is back. Its other
 * news may have been noted before, and have made its record as it would have gone: that is put right.
 */
export async function keepUnreached(ctx: Ctx, hook: Webhook): Promise<OpenCall | undefined> {
  const callSid = field(hook.form, 'CallSid');
  const inbound = inboundOf(hook.form);
  const loaded = await load(ctx, callSid, inbound);
  if (!callSid || loaded.twilioAccountSid !== hook.accountSid) return undefined;
  const decision = asItWent(decide(inbound, loaded.facts, ctx.now), hook.query);
  const record = recordOf(ctx, callSid, inbound, loaded, decision);
  if (!record) return undefined;
  await storeCalls(ctx, [record]);
  const open = await openCall(ctx, callSid);
  if (open && decision.rule === 'X-5' && open.decision.rule !== 'X-5') await putRight(ctx, open, decision);
  return openCall(ctx, callSid);
}

/** What became of it at the mirrored number. */
export async function notePassedOn(ctx: Ctx, hook: Webhook): Promise<void> {
  const open = await keepUnreached(ctx, hook);
  const last = open?.decision.steps[1];
  if (!open || !last || open.decision.rule !== 'X-5') return;
  if (wasTaken(hook.form)) await bridged(ctx, open, 0, field(hook.form, 'DialCallSid'));
  else if (!isOver(field(hook.form, 'CallStatus'))) await beginStep(ctx, open.call, 1, last);
}

/** A call that lost the database half way was taken at the mirrored number; its record may say that nobody took it. */
export async function noteWentOn(ctx: Ctx, hook: Webhook): Promise<void> {
  const open = await findCall(ctx, hook, field(hook.form, 'CallSid'), inboundOf(hook.form));
  if (!open || !wasTaken(hook.form)) return;
  const answeredAtNumber = hook.query.to ?? null;
  const taken = ctx.db.read
    .update(call)
    .set({
      ...{ status: 'answered', answeredAtNumber, answeredByUserId: null },
      answeredAt: ctx.now,
      endedAt: sql`coalesce(${call.endedAt}, ${ctx.now})`,
    })
    .where(and(eq(call.id, open.call.id), inArray(call.status, replacedBy('answered')), isNull(call.answeredAt)));
  await happens(ctx, [taken, line(ctx, open.call, 'answered', { at: answeredAtNumber })]);
}

/** Whom it concerns stays as decided; whom it rang was the mirror's number alone. */
function asItWent(decision: Decision, { to, away }: Webhook['query']): Decision {
  if (decision.outcome === 'not_in_service') return decision;
  const apology: Step = { kind: 'say', what: 'apology' };
  const missed = away ? 'It came while we were away' : 'The database could not be reached when the call came';
  const did = to ? `the forwarding number kept for such moments was rung: ${to}.` : 'the caller heard an apology.';
  return {
    ...decision,
    outcome: to ? 'forwarding' : 'nobody',
    rule: 'X-5',
    steps: to ? [{ kind: 'forward', to, seconds: FORWARD_SECONDS }, apology] : [apology],
    ruleId: null,
    ruleName: null,
    overflow: false,
    trace: [{ rule: 'X-5', matched: true, why: `${missed}, so ${did}` }],
  };
}

async function putRight(ctx: Ctx, { call: row }: OpenCall, decision: Decision): Promise<void> {
  const [first] = decision.steps;
  if (!first) return;
  const db = ctx.db.read;
  const begun = statusAt(first);
  const status = begun === 'in_progress' && row.endedAt !== null ? 'abandoned' : begun;
  const legs = legsOf(first).map(leg => ({
    ...{ callId: row.id, step: 0, ...leg },
    ...{ rangAt: row.startedAt, endedAt: row.endedAt },
  }));
  await happens(ctx, [
    db.delete(callLeg).where(eq(callLeg.callId, row.id)),
    ...(legs.length ? [db.insert(callLeg).values(legs)] : []),
    db
      .update(call)
      .set({ decision: { ...decision }, status, step: 0, ruleId: null, ruleName: null, overflow: false })
      .where(and(eq(call.id, row.id), eq(call.status, row.status))),
    line(ctx, row, 'without_database', {}),
  ]);
}
