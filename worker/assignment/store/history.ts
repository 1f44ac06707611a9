import { and, desc, eq } from 'drizzle-orm';
import { assignment, subAccount } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';

const MOST = 500;

/** Every assignment a number of the agency ever had, newest first. */
export function holdersOf(ctx: Ctx, agencyId: string, numberId: string) {
  return ctx.db.read
    .select({ assignment, subAccount: { id: subAccount.id, name: subAccount.name } })
    .from(assignment)
    .innerJoin(subAccount, eq(subAccount.id, assignment.subAccountId))
    .where(and(eq(assignment.agencyId, agencyId), eq(assignment.numberId, numberId)))
    .orderBy(desc(assignment.createdAt), desc(assignment.id))
    .limit(MOST);
}
