import { isDeepStrictEqual } from 'node:util';
import type { Books } from './books.ts';

/** What must hold of clients once everything was given time: each says what is wrong, or nothing. */

/** Asked once, answered at most once, as its row says; fulfilled by a number that was then theirs. */
export function answeredOnce({ requests, audit, assignments }: Books): string[] {
  return requests.flatMap(row => {
    const acts = audit
      .filter(line => line.entity === 'number_request' && line.entityId === row.id)
      .map(line => line.act);
    const told = row.state === 'open' ? ['requested'] : ['requested', row.state];
    if (!isDeepStrictEqual(acts, told)) return [`${row.id} is ${row.state}, told: ${acts}`];
    const at = row.answeredAt ?? 0;
    const theirs = assignments.some(
      one =>
        one.numberId === row.numberId &&
        one.subAccountId === row.subAccountId &&
        one.createdAt <= at &&
        (one.endedAt === null || one.endedAt >= at),
    );
    return row.state === 'fulfilled' && !theirs
      ? [`${row.id} is fulfilled by ${row.numberId}, which was not theirs`]
      : [];
  });
}

const RUNS: readonly string[] = ['active', 'trialing', 'past_due', 'unpaid'];

/** However often its page was opened and paid; each page that was paid is told once, as the plan or as given back. */
export function onePlan({ plans, audit }: Books): string[] {
  const payers = [...new Set(plans.map(plan => plan.subAccountId))];
  const twice = payers.flatMap(id => {
    const running = plans.filter(plan => plan.subAccountId === id && RUNS.includes(plan.subscription.status));
    return running.length > 1 ? [`${id} pays its plan by ${running.map(plan => plan.subscription.id)}`] : [];
  });
  const ours = plans.filter(
    plan => plan.subscription.metadata.sub_account_id && plan.subscription.status !== 'incomplete',
  );
  const untold = ours.flatMap(({ subscription: { id }, paid, refunds }) => {
    const names = (after: unknown) => (after as { subscriptionId?: string } | null)?.subscriptionId === id;
    const acts = audit.filter(line => line.act.startsWith('plan.') && names(line.after)).map(line => line.act);
    if (acts.length !== 1) return [`${id} was told ${acts.length} times: ${acts}`];
    const given = acts[0] === 'plan.double_undone' ? paid : [];
    return isDeepStrictEqual(refunds, given) ? [] : [`${id}: ${acts[0]}, paid ${paid}, given back ${refunds}`];
  });
  return [...twice, ...untold];
}
