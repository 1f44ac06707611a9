import { auditLine } from '../audit/store.ts';
import type { Ctx, Person } from '../context.ts';
import { LostRace, type Statement } from '../edge/db.ts';
import { commitWith } from '../notification/commit.ts';
import { numberReserved } from '../number/wires.ts';
import { mayCharge } from '../onboarding/connect.ts';
import { conflict, notFound, type Problem, refused } from '../problem.ts';
import { triggered } from '../workflow/fire.ts';
import { askStripe } from './ask-stripe.ts';
import { candidateOf, priceOf } from './candidates.ts';
import { mailTo } from './move.ts';
import { NOTHING_YET, stateOf } from './row.ts';
import { checkAt } from './rules/check-at.ts';
import { ineligible } from './rules/eligible.ts';
import { rereadStanding } from './standing.ts';
import { type AssignmentRow, assignmentInsert, liveAssignmentOf, loadAssignment } from './store/assignment.ts';
import { type PersonIn, type PoolNumber, personIn, poolNumber } from './store/candidate.ts';

const DAY = 86_400_000;

/**
 * Assigns a pool number to a sub-account through one of its users: reserves it as Pending payment,
 * snapshots the price and tells the user. Nothing is charged yet.
 * @param also statements of another domain that stand or fall with it, each with its audit line
 */
export async function assign(
  ctx: Ctx,
  person: Person,
  numberId: string,
  to: { userId: string; subAccountId: string },
  also: readonly Statement[] = [],
): Promise<AssignmentRow> {
  const { agencyId } = person;
  const [held, target] = await Promise.all([
    poolNumber(ctx, agencyId, numberId),
    personIn(ctx, agencyId, to.userId, to.subAccountId),
  ]);
  if (!held) throw notFound('number');
  if (!target) throw notFound('user');
  if (await liveAssignmentOf(ctx, agencyId, numberId)) throw alreadyAssigned();
  refuseLinked(held);
  refuseWhileCooling(ctx, held);
  const fresh = await askStripe(ctx, () => rereadToPay(ctx, target));
  const why = ineligible({ ...candidateOf(target), ...fresh });
  if (why) throw refused(why.code, 'Not assigned.', why.detail);
  if (!priceOf(held.number, target.plan))
    throw noRate('Not assigned.', held.number.telcoCurrency, target.plan?.currency ?? '');
  try {
    return await reserve(ctx, held, target, also);
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    await refuseTaken(ctx, agencyId, numberId);
    throw notFound('number');
  }
}

/** What Stripe says now of whether a sub-account can pay its agency for a number. Throws when it gives no answer. */
export async function rereadToPay(ctx: Ctx, { agency, subAccount }: PersonIn) {
  const [standing, agencyMayCharge] = await Promise.all([
    rereadStanding(ctx, agency.id, subAccount.id),
    mayCharge(ctx, agency),
  ]);
  return { ...standing, agencyMayCharge };
}

async function reserve(
  ctx: Ctx,
  held: PoolNumber,
  target: PersonIn,
  also: readonly Statement[],
): Promise<AssignmentRow> {
  const { row, changes, effects } = reserving(ctx, held, target);
  await commitWith(ctx, row.agencyId, [...changes, ...also], effects);
  return (await loadAssignment(ctx, row.agencyId, row.id)).row;
}

/** What reserving a number writes and tells, for a batch that does more than that (N-12). */
export function reserving(ctx: Ctx, held: Pick<PoolNumber, 'number' | 'pendingExpiryDays'>, target: PersonIn) {
  const { agencyId, id: subAccountId } = target.subAccount;
  const row = reservation(ctx, held, target);
  const line = { agencyId, subAccountId };
  const subAccount = target.subAccount;
  const mail = mailTo({ row, number: held.number, subAccount }, 'number_pending', row.id);
  return {
    row,
    changes: [
      numberReserved(ctx, agencyId, row.numberId),
      auditLine(ctx, { ...line, entity: 'number', entityId: row.numberId, act: 'reserved' }),
      assignmentInsert(ctx, row),
      auditLine(ctx, {
        ...line,
        entity: 'assignment',
        entityId: row.id,
        act: 'assigned',
        after: { numberId: row.numberId, userId: row.userId, price: row.price, currency: row.currency },
      }),
    ],
    effects: [mail, triggered({ ...line, happening: 'number_assigned', subjectId: row.id, at: ctx.now })],
  };
}

function reservation(
  ctx: Ctx,
  held: Pick<PoolNumber, 'number' | 'pendingExpiryDays'>,
  target: PersonIn,
): AssignmentRow {
  const price = priceOf(held.number, target.plan);
  if (!price) throw new Error(`sub-account ${target.subAccount.id} has no plan that can pay number ${held.number.id}`);
  const { pendingExpiryDays } = held;
  const row: AssignmentRow = {
    ...NOTHING_YET,
    id: ctx.id('asg'),
    agencyId: held.number.agencyId,
    subAccountId: target.subAccount.id,
    numberId: held.number.id,
    userId: target.user.id,
    state: 'pending',
    mode: 'paid',
    telcoCost: price.telco.amount,
    telcoCurrency: price.telco.currency,
    markup: price.markup,
    price: price.total,
    currency: price.currency,
    stripeAccountId: target.agency.stripeAccountId,
    stripeCustomerId: target.subAccount.stripeCustomerId,
    expiresAt: pendingExpiryDays === null ? null : ctx.now + pendingExpiryDays * DAY,
    createdAt: ctx.now,
  };
  return { ...row, checkAt: checkAt(stateOf(row), ctx.now) };
}

/** the agency wired it to an agent of its own. */
export function refuseLinked(held: PoolNumber): void {
  if (held.number.wiredTo !== 'agent') return;
  throw conflict(
    'already_linked',
    'Already linked to an agent.',
    'This number is linked to an agent of yours. Detach it first, or choose another number.',
  );
}

/** Somebody was first: assigned it, or linked it to an agent. */
export async function refuseTaken(ctx: Ctx, agencyId: string, numberId: string): Promise<void> {
  if (await liveAssignmentOf(ctx, agencyId, numberId)) throw alreadyAssigned();
  const now = await poolNumber(ctx, agencyId, numberId);
  if (now) refuseLinked(now);
}

/** N-10: an agency may let a returned number rest. */
export function refuseWhileCooling(ctx: Ctx, held: PoolNumber): void {
  const { returnedAt } = held.number;
  const until = returnedAt === null ? 0 : returnedAt + held.cooldownDays * DAY;
  if (until <= ctx.now) return;
  const day = new Date(until).toISOString().slice(0, 10);
  throw refused(
    'cooling_down',
    'Not assigned.',
    `This number came back to the pool lately and rests until ${day}. Choose another one, or shorten the cooldown under Settings.`,
    { until },
  );
}

/** T-4: the carrier's price is in a currency that the plan has no rate for. */
export function noRate(title: string, telco: string, plan: string): Problem {
  const [from, to] = [telco.toUpperCase(), plan.toUpperCase()];
  return refused(
    'no_rate',
    title,
    `This number costs ${from}, and the plan is in ${to} without a rate for that. A plan in ${from} can pay it.`,
  );
}

/** somebody was first. */
export function alreadyAssigned(): Problem {
  return conflict(
    'number_already_assigned',
    'Number already assigned.',
    'Somebody assigned this number already. Choose another one, or unassign it first.',
  );
}
