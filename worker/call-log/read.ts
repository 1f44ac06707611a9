import type { Ctx } from '../context.ts';
import { notFound } from '../problem.ts';
import type { Decision } from '../routing/rules/decide.ts';
import { cursorOf } from './rules/page.ts';
import { stepWords, summaryOf } from './rules/words.ts';
import type { ListCalls } from './shape.ts';
import { callsOf, idleCallsOf, type LogRow, legsOf, namesOf, type Tenant, voicemailOf } from './store.ts';

/** The call log: newest first, a page at a time. */
export async function listCalls(ctx: Ctx, tenant: Tenant, query: ListCalls) {
  const rows = await callsOf(ctx, tenant, query);
  const page = rows.slice(0, Number(query.limit));
  const last = page.at(-1)?.call;
  return { items: page.map(item), next: rows.length > page.length && last ? cursorOf(last) : null };
}

/** One call with why it went where it went. */
export async function readCall(ctx: Ctx, tenant: Tenant, id: string) {
  const [row] = await callsOf(ctx, tenant, { id, limit: 1 });
  if (!row) throw notFound('call');
  const { steps = [], trace = [] } = row.call.decision as Partial<Decision>;
  const named = steps.flatMap(step => [
    ...('userId' in step && step.userId ? [step.userId] : []),
    ...('members' in step ? step.members.map(member => member.userId) : []),
  ]);
  const [names, legs, voicemail] = await Promise.all([
    namesOf(ctx, tenant.agencyId, named),
    legsOf(ctx, tenant.agencyId, id),
    voicemailOf(ctx, tenant, id),
  ]);
  const nameOf = (userId: string) => names.get(userId) ?? 'somebody who left';
  return {
    ...item(row),
    trace,
    legs: legs.map(({ leg, user }) => {
      const { to, rangAt, acceptedAt, answeredAt, endedAt, bridged } = leg;
      return { to, user, rangAt, acceptedAt, answeredAt, endedAt, bridged };
    }),
    voicemail,
    steps: steps.map(step => ({ sentence: stepWords(step, nameOf) })),
  };
}

/** So many are shown beside the number. */
const SHOWN = 20;

/**
 * R-15 for the agency: the last calls to a number of its pool that came while nobody had it, as its own agent answers them
 * each with why. Calls of holders are theirs alone (N-10).
 */
export async function listIdleCalls(ctx: Ctx, agencyId: string, numberId: string) {
  const rows = await idleCallsOf(ctx, agencyId, numberId, SHOWN);
  if (!rows) throw notFound('number');
  return { items: rows.map(row => ({ ...item(row), trace: (row.call.decision as Partial<Decision>).trace ?? [] })) };
}

function item({ call, e164, contact, answeredBy }: LogRow) {
  const { id, direction, from, to, status, unknown, overflow, startedAt, durationS, answeredAtNumber, ruleName } = call;
  const step = (call.decision as Partial<Decision>).steps?.[call.step];
  const agent = step && 'endpoint' in step ? step.name : null;
  return {
    id,
    direction,
    from,
    to,
    number: { id: call.numberId, e164 },
    contact,
    status,
    unknown,
    overflow,
    startedAt,
    durationS,
    answeredBy,
    answeredAtNumber,
    ruleName,
    summary: summaryOf({ direction, status, overflow, answeredBy, answeredAtNumber, agent }),
  };
}
