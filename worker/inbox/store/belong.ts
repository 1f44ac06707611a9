import { and, eq, isNull } from 'drizzle-orm';
import { call, membership, message, subAccount, user } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';
import { numberOf, recordOf } from '../rules/caller.ts';
import type { Place } from './records.ts';

/** What the host calls this sub-account and the person, and the country phones are read in. */
export async function hostPlaceOf(ctx: Pick<Ctx, 'db'>, { agencyId, subAccountId }: Place, userId: string) {
  const [places, people] = await ctx.db.read.batch([
    ctx.db.read
      .select({ hostLocationId: subAccount.hostLocationId, country: subAccount.country })
      .from(subAccount)
      .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.id, subAccountId))),
    ctx.db.read
      .select({ hostUserId: user.hostUserId })
      .from(user)
      .innerJoin(membership, and(eq(membership.userId, user.id), eq(membership.subAccountId, subAccountId)))
      .where(and(eq(user.agencyId, agencyId), eq(user.id, userId), isNull(user.deletedAt))),
  ]);
  return { place: places[0], hostUserId: people[0]?.hostUserId };
}

/** What came from a caller before they were a contact belongs to the contact from now on. */
export function recordsBelong(ctx: Pick<Ctx, 'db'>, place: Place, caller: string, contactId: string): Statement[] {
  const here = [
    and(eq(call.agencyId, place.agencyId), eq(call.subAccountId, place.subAccountId), isNull(call.contactId)),
    and(eq(message.agencyId, place.agencyId), eq(message.subAccountId, place.subAccountId), isNull(message.contactId)),
  ] as const;
  const number = numberOf(caller);
  const calls = (which: ReturnType<typeof eq>) =>
    ctx.db.read.update(call).set({ contactId }).where(and(here[0], which));
  const texts = (which: ReturnType<typeof eq>) =>
    ctx.db.read.update(message).set({ contactId }).where(and(here[1], which));
  if (number === null) {
    const id = recordOf(caller) ?? '';
    return [calls(eq(call.id, id)), texts(eq(message.id, id))];
  }
  return [
    calls(eq(call.from, number)),
    calls(eq(call.to, number)),
    texts(eq(message.from, number)),
    texts(eq(message.to, number)),
  ];
}
