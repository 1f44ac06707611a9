import { audit, call, callLeg, inboxShare } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { insertMany } from '../edge/many.ts';
import { outboxRow } from '../notification/store.ts';
import type { Loaded } from './load.ts';
import { overflowMails } from './overflow.ts';
import type { Decision } from './rules/decide.ts';
import type { Inbound } from './rules/facts.ts';
import { statusAt } from './rules/progress.ts';
import { legsOf } from './rules/step.ts';

/** A call as it is written down, which may be a moment after it was answered. Plain data: the queue carries it. */
export type CallRecord = Omit<typeof call.$inferInsert, 'decision'> & { decision: Decision };

/** Made from Twilio's id, so that whoever writes the record first, the webhook's or a callback's, it is the same one. */
export function callIdOf(callSid: string): string {
  return `cal_${callSid.replace(/^CA/, '').toLowerCase()}`;
}

/** The record of a decided call; nothing for a number that is not ours. Only a holder in service owns it (N-10). */
export function recordOf(
  ctx: Pick<Ctx, 'now'>,
  callSid: string,
  inbound: Inbound,
  { facts }: Loaded,
  decision: Decision,
): CallRecord | undefined {
  const [first] = decision.steps;
  if (!facts.number || !first) return undefined;
  const isServed = decision.outcome !== 'not_in_service';
  return {
    id: callIdOf(callSid),
    callSid,
    agencyId: facts.number.agencyId,
    subAccountId: isServed ? (facts.subAccount?.id ?? null) : null,
    assignmentId: isServed ? (facts.assignment?.id ?? null) : null,
    numberId: facts.number.id,
    from: inbound.from,
    to: inbound.to,
    decision,
    status: statusAt(first),
    unknown: decision.unknown,
    overflow: decision.overflow,
    contactId: decision.contact?.id ?? null,
    ruleId: decision.ruleId,
    ruleName: decision.ruleName,
    startedAt: ctx.now,
  };
}

/** Writes calls down, many in one commit of a few statements. A call that is there already keeps what it has. */
export async function storeCalls(ctx: Ctx, given: readonly CallRecord[]): Promise<void> {
  const records = [...new Map(given.map(record => [record.id, record])).values()];
  if (!records.length) return;
  const mails = await overflowMails(ctx, records);
  const rows = mails.map(({ agencyId, keyed }) => outboxRow(ctx, agencyId, keyed));
  await ctx.db.commit([...statementsOf(ctx, records), ...rows]);
  if (rows.length) await ctx.queue.send([{ kind: 'deliver', outboxIds: rows.map(row => row.outboxId) }]);
}

/** One statement for each table, however many calls: a statement costs the database more than a row does. */
function statementsOf(ctx: Ctx, records: readonly CallRecord[]): Statement[] {
  const rows = records.map(record => ({ ...record, decision: { ...record.decision } }));
  const statements = [received(ctx, records), insertMany(call, rows)];
  const legs = records.flatMap(({ id, decision: { steps }, startedAt }) =>
    steps.slice(0, 1).flatMap(step => legsOf(step).map(leg => ({ callId: id, step: 0, ...leg, rangAt: startedAt }))),
  );
  if (legs.length) statements.push(insertMany(callLeg, legs));
  const shares = records.flatMap(({ id, subAccountId, decision }) =>
    subAccountId ? [...new Set(decision.selected)].map(userId => ({ record: `call:${id}`, subAccountId, userId })) : [],
  );
  if (shares.length) statements.push(insertMany(inboxShare, shares));
  return statements;
}

/** The audit lines of calls that are not there yet, for right before they are: each tells of one row. */
function received({ actor, now }: Ctx, records: readonly CallRecord[]): Statement {
  const lines = records.map(({ id, agencyId, subAccountId = null, decision: { outcome, rule } }) => ({
    agencyId,
    subAccountId,
    entity: 'call',
    entityId: id,
    act: 'received',
    actorKind: actor.kind,
    actorId: actor.id,
    source: actor.source,
    after: { outcome, rule },
    at: now,
    changed: 1,
  }));
  return insertMany(audit, lines, of => `exists(select 1 from call where id=${of('entityId')})`);
}
