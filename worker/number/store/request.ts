import { and, desc, eq } from 'drizzle-orm';
import { number, numberRequest, subAccount, user } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';

export type RequestRow = typeof numberRequest.$inferSelect;

const MOST = 200;

/** A sub-account's requests, newest first; of the whole agency the open ones, with who asks. */
export function requestsOf(ctx: Ctx, agencyId: string, subAccountId: string | undefined) {
  return ctx.db.read
    .select({
      request: numberRequest,
      subAccount: { id: subAccount.id, name: subAccount.name, timezone: subAccount.timezone },
      user: { id: user.id, name: user.name },
      e164: number.e164,
    })
    .from(numberRequest)
    .innerJoin(subAccount, eq(subAccount.id, numberRequest.subAccountId))
    .innerJoin(user, eq(user.id, numberRequest.userId))
    .leftJoin(number, eq(number.id, numberRequest.numberId))
    .where(
      and(
        eq(numberRequest.agencyId, agencyId),
        subAccountId === undefined ? eq(numberRequest.state, 'open') : eq(numberRequest.subAccountId, subAccountId),
      ),
    )
    .orderBy(desc(numberRequest.createdAt), desc(numberRequest.id))
    .limit(MOST);
}

export type RequestFound = Awaited<ReturnType<typeof requestsOf>>[number];

export async function requestOf(ctx: Ctx, agencyId: string, id: string): Promise<RequestRow | undefined> {
  const [row] = await ctx.db.read
    .select()
    .from(numberRequest)
    .where(and(eq(numberRequest.agencyId, agencyId), eq(numberRequest.id, id)));
  return row;
}

export function requestInsert(ctx: Ctx, row: RequestRow): Statement {
  return ctx.db.read.insert(numberRequest).values(row);
}

/** Answers a request that nobody answered yet. */
export function requestAnswered(
  ctx: Ctx,
  { agencyId, id }: RequestRow,
  set: { state: 'fulfilled'; numberId: string } | { state: 'declined'; answer: string },
): Statement {
  return ctx.db.read
    .update(numberRequest)
    .set({ ...set, answeredAt: ctx.now })
    .where(and(eq(numberRequest.agencyId, agencyId), eq(numberRequest.id, id), eq(numberRequest.state, 'open')));
}
