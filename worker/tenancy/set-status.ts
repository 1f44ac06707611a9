import { auditLine } from '../audit/store.ts';
import type { Ctx, Person } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { userFreed } from '../inbox/store/claim.ts';
import { conflict, forbidden, refused } from '../problem.ts';
import { may } from './rules/permission.ts';
import { statusSet, userOf } from './user-store.ts';

/**
 * Approves or blocks a person (T-3); it acts on their next request and on the next call. A blocked person's claims are
 * everybody's again (U-8); their direct number stays theirs and is skipped while they are blocked.
 */
export async function setStatus(ctx: Ctx, by: Person, userId: string, status: 'approved' | 'blocked') {
  const { agencyId } = by;
  const person = await userOf(ctx, agencyId, userId);
  if (person.agencyRole !== null && !may(by.role, 'agency.colleagues')) {
    throw forbidden('Only an owner or admin of the agency decides on its own people. Ask one of them.');
  }
  if (person.status !== status) {
    if (userId === by.userId) {
      throw refused('yourself', 'Not blocked.', 'You cannot block yourself. Ask somebody else of your agency.');
    }
    const line = { agencyId, entity: 'user', entityId: userId, act: `user.${status}` };
    try {
      await ctx.db.commit([
        statusSet(ctx, person, status),
        auditLine(ctx, { ...line, before: { status: person.status }, after: { status } }),
        ...(status === 'blocked' ? userFreed(ctx, agencyId, userId) : []),
      ]);
    } catch (cause) {
      if (!(cause instanceof LostRace)) throw cause;
      throw conflict('changed', 'Not saved.', 'Somebody else changed this just now. Look again.');
    }
  }
  const { id, name, email } = person;
  return { id, name, email, status };
}
