import { agentIn } from '../agent/read.ts';
import { attached } from '../agent/wires.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx, Person } from '../context.ts';
import { LostRace, type Statement } from '../edge/db.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { numberReserved } from '../number/wires.ts';
import { conflict, notFound, refused } from '../problem.ts';
import { triggered } from '../workflow/fire.ts';
import { alreadyAssigned, refuseLinked, refuseTaken, refuseWhileCooling } from './assign.ts';
import { mailTo } from './move.ts';
import { NOTHING_YET } from './row.ts';
import { type AssignmentRow, assignmentInsert, liveAssignmentOf, loadAssignment } from './store/assignment.ts';
import { poolNumber } from './store/candidate.ts';
import { type IncludingPlace, includingPlace } from './store/included.ts';

/** To whom a number is given as part of the plan, and which of its voice agents answers it. */
export interface Inclusion {
  subAccountId: string;
  agentId: string;
}

/**
 * Gives a pool number to a sub-account whose plan includes its numbers: in service at once, without price, Stripe
 * or standing, answered by the chosen voice agent.
 */
export async function include(ctx: Ctx, person: Person, numberId: string, to: Inclusion): Promise<AssignmentRow> {
  const { agencyId } = person;
  const held = await poolNumber(ctx, agencyId, numberId);
  if (!held) throw notFound('number');
  const place = await placeFor(ctx, agencyId, to);
  if (await liveAssignmentOf(ctx, agencyId, numberId)) throw alreadyAssigned();
  refuseLinked(held);
  refuseWhileCooling(ctx, held);
  const made = inclusion(ctx, person, held.number, place, to.agentId);
  const commit = () =>
    commitWith(
      ctx,
      agencyId,
      [
        numberReserved(ctx, agencyId, numberId),
        auditLine(ctx, { ...made.line, entity: 'number', entityId: numberId, act: 'reserved' }),
        ...made.statements,
      ],
      made.effects,
    );
  await orLost(commit, () => refuseTaken(ctx, agencyId, numberId));
  return (await loadAssignment(ctx, agencyId, made.row.id)).row;
}

/** The sub-account, if its plan includes numbers and the agent is its own. */
export async function placeFor(ctx: Ctx, agencyId: string, to: Inclusion): Promise<IncludingPlace> {
  const place = await includingPlace(ctx, agencyId, to.subAccountId);
  if (!place) throw notFound('sub-account');
  const { name } = place.subAccount;
  if (place.subAccount.deletedAt !== null) {
    throw refused(
      'sub_account_deleted',
      'Not assigned.',
      `${name} was removed in the CRM. Choose another sub-account.`,
    );
  }
  if (place.planMode !== 'included') {
    const why = `The plan of ${name} does not include numbers. Assign it to be paid, or change the plan under Sub-accounts.`;
    throw refused('plan_not_included', 'Not assigned.', why);
  }
  await agentIn(ctx, { agencyId, subAccountId: to.subAccountId }, to.agentId);
  return place;
}

interface PooledNumber {
  id: string;
  e164: string;
  agencyId: string;
  telcoCost: number;
  telcoCurrency: string;
}

/** The statements and mails by which a free number comes to a sub-account as part of its plan. */
export function inclusion(ctx: Ctx, person: Person, number: PooledNumber, place: IncludingPlace, agentId: string) {
  const { agencyId } = number;
  const subAccountId = place.subAccount.id;
  const row: AssignmentRow = {
    ...NOTHING_YET,
    ...{ id: ctx.id('asg'), agencyId, subAccountId, numberId: number.id, userId: place.ownerId ?? person.userId },
    ...{ state: 'active', mode: 'included', price: 0, markup: 0, currency: place.currency },
    ...{ telcoCost: number.telcoCost, telcoCurrency: number.telcoCurrency },
    ...{ stripeAccountId: null, stripeCustomerId: null, createdAt: ctx.now, activatedAt: ctx.now },
  };
  const line = { agencyId, subAccountId };
  const bare = { numberId: number.id, wiredTo: null, wiredUserId: null, wiredAgentId: null };
  const after = { wiredTo: 'agent', wiredAgentId: agentId };
  const statements: Statement[] = [
    assignmentInsert(ctx, row),
    auditLine(ctx, {
      ...line,
      entity: 'assignment',
      entityId: row.id,
      act: 'included',
      after: { numberId: number.id, agentId },
    }),
    attached(ctx, line, bare, agentId),
    auditLine(ctx, { ...line, entity: 'number', entityId: number.id, act: 'attached', after }),
  ];
  const held = { row, number, subAccount: place.subAccount, agency: { stripeAccountId: null } };
  const effects: KeyedEffect[] = [
    mailTo(held, 'number_activated', row.id),
    triggered({ ...line, happening: 'number_assigned', subjectId: row.id, at: ctx.now }),
    triggered({ ...line, happening: 'number_activated', subjectId: row.id, at: ctx.now }),
    { key: `mirror_forwarding:${row.id}:${ctx.now}`, effect: { kind: 'mirror_forwarding', numberId: number.id } },
  ];
  return { row, line, statements, effects };
}

/** Somebody was first: took the number, moved the assignment, or removed the agent. */
export async function orLost(commit: () => Promise<void>, refuse = async () => {}): Promise<void> {
  try {
    await commit();
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    if (cause.constraint.startsWith('assignment.')) throw alreadyAssigned();
    await refuse();
    const why = 'Somebody else changed this number or its agent a moment ago. Look again, then try once more.';
    throw conflict('changed_meanwhile', 'Not assigned.', why);
  }
}
