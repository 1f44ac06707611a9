import { and, eq } from 'drizzle-orm';
import { poolResult } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';

type Db = Pick<Ctx, 'db'>;

/** What became of an earlier request under that id. */
export async function poolResultOf(ctx: Db, agencyId: string, requestId: string) {
  const [row] = await ctx.db.read
    .select()
    .from(poolResult)
    .where(and(eq(poolResult.agencyId, agencyId), eq(poolResult.requestId, requestId)));
  return row;
}

export function poolResultInsert(ctx: Db, row: typeof poolResult.$inferInsert): Statement {
  return ctx.db.read.insert(poolResult).values(row);
}
