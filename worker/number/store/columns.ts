import { and, eq } from 'drizzle-orm';
import { columnChoice } from '../../../schema/index.ts';
import type { Ctx, Person } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';
import type { PoolColumn } from '../rules/columns.ts';

type Db = Pick<Ctx, 'db'>;

/** The columns of the pool that somebody chose, as saved. */
export async function chosenColumns(ctx: Db, { agencyId, userId }: Person) {
  const [row] = await ctx.db.read
    .select({ columns: columnChoice.columns })
    .from(columnChoice)
    .where(and(eq(columnChoice.agencyId, agencyId), eq(columnChoice.userId, userId), eq(columnChoice.list, 'pool')));
  return row?.columns;
}

export function columnsSet(ctx: Db, { agencyId, userId }: Person, columns: PoolColumn[]): Statement {
  const { agencyId: agency, userId: user, list } = columnChoice;
  return ctx.db.read
    .insert(columnChoice)
    .values({ agencyId, userId, list: 'pool', columns })
    .onConflictDoUpdate({ target: [agency, user, list], set: { columns } });
}
