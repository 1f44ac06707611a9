import { and, eq, isNull } from 'drizzle-orm';
import { user } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { notFound } from '../problem.ts';

export type UserRow = typeof user.$inferSelect;

/** A person of the agency who has not left; 404 for another agency's (T-1). */
export async function userOf(ctx: Ctx, agencyId: string, id: string): Promise<UserRow> {
  const [row] = await ctx.db.read
    .select()
    .from(user)
    .where(and(eq(user.agencyId, agencyId), eq(user.id, id), isNull(user.deletedAt)));
  if (!row) throw notFound('user');
  return row;
}

/** Hits only while the status is the one that was read. */
export function statusSet(ctx: Ctx, read: UserRow, status: UserRow['status']): Statement {
  return ctx.db.read
    .update(user)
    .set({ status })
    .where(
      and(eq(user.agencyId, read.agencyId), eq(user.id, read.id), eq(user.status, read.status), isNull(user.deletedAt)),
    );
}
