import { and, asc, eq, gt, inArray, isNull, ne, or } from 'drizzle-orm';
import { agent, assignment, membership, number, subAccount, unknownRule, user } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Caller, Place } from '../workflow/caller.ts';

type Db = Pick<Ctx, 'db'>;

/** A stretch of a list in the order of its ids, which is that of their making. */
export interface Stretch {
  after: string | undefined;
  limit: number;
}

/** The agency's pool, or the numbers that a sub-account holds (T-1). @param named an id or E.164: that one only */
export function numbersAt({ db }: Db, { agencyId, subAccountId }: Caller, named: string | undefined, at: Stretch) {
  const isLive = and(eq(assignment.numberId, number.id), ne(assignment.state, 'ended'));
  return db.read
    .select({ number, assignment })
    .from(number)
    .leftJoin(assignment, and(isLive, eq(assignment.agencyId, agencyId)))
    .where(
      and(
        eq(number.agencyId, agencyId),
        isNull(number.releasedAt),
        subAccountId === undefined ? undefined : eq(assignment.subAccountId, subAccountId),
        named === undefined ? undefined : or(eq(number.id, named), eq(number.e164, named)),
        at.after === undefined ? undefined : gt(number.id, at.after),
      ),
    )
    .orderBy(asc(number.id))
    .limit(at.limit);
}

export function usersAt({ db }: Db, { agencyId, subAccountId }: Place, { after, limit }: Stretch) {
  return db.read
    .select({ user, role: membership.role })
    .from(membership)
    .innerJoin(user, and(eq(user.id, membership.userId), eq(user.agencyId, agencyId), isNull(user.deletedAt)))
    .where(
      and(
        eq(membership.agencyId, agencyId),
        eq(membership.subAccountId, subAccountId),
        after === undefined ? undefined : gt(user.id, after),
      ),
    )
    .orderBy(asc(user.id))
    .limit(limit);
}

/** Rules for unknown callers, default ones included. */
export function rulesAt({ db }: Db, { agencyId, subAccountId }: Place, { after, limit }: Stretch) {
  return db.read
    .select({ rule: unknownRule, numberId: number.id, e164: number.e164 })
    .from(unknownRule)
    .innerJoin(assignment, and(eq(assignment.id, unknownRule.assignmentId), ne(assignment.state, 'ended')))
    .innerJoin(number, eq(number.id, assignment.numberId))
    .where(
      and(
        eq(unknownRule.agencyId, agencyId),
        eq(unknownRule.subAccountId, subAccountId),
        after === undefined ? undefined : gt(unknownRule.id, after),
      ),
    )
    .orderBy(asc(unknownRule.id))
    .limit(limit);
}

/** A sub-account's agents, or the agency's own. @param only the one whose key asks (O-5) */
export function agentsAt(
  { db }: Db,
  { agencyId, subAccountId }: Caller,
  only: string | null,
  { after, limit }: Stretch,
) {
  return db.read
    .select()
    .from(agent)
    .where(
      and(
        eq(agent.agencyId, agencyId),
        subAccountId === undefined ? isNull(agent.subAccountId) : eq(agent.subAccountId, subAccountId),
        isNull(agent.deletedAt),
        only === null ? undefined : eq(agent.id, only),
        after === undefined ? undefined : gt(agent.id, after),
      ),
    )
    .orderBy(asc(agent.id))
    .limit(limit);
}

/** The numbers that these agents answer. */
export function numbersOfAgents({ db }: Db, agencyId: string, agentIds: string[]) {
  return db.read
    .select({ agentId: number.wiredAgentId, e164: number.e164 })
    .from(number)
    .where(and(eq(number.agencyId, agencyId), inArray(number.wiredAgentId, agentIds), isNull(number.releasedAt)))
    .orderBy(asc(number.e164));
}

export function subAccountsAt({ db }: Db, agencyId: string, { after, limit }: Stretch) {
  return db.read
    .select()
    .from(subAccount)
    .where(
      and(
        eq(subAccount.agencyId, agencyId),
        isNull(subAccount.deletedAt),
        after === undefined ? undefined : gt(subAccount.id, after),
      ),
    )
    .orderBy(asc(subAccount.id))
    .limit(limit);
}
