import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { assignment, number, subAccount } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import type { HeldNumber, Place } from './store.ts';

/** Statements that wire a number or set its forwarding. Each hits nothing when the number was lost meanwhile (L-6). */

type Db = Pick<Ctx, 'db' | 'now'>;

/** Makes a number the direct number of a user, if it is still wired as it was read (L-1, L-2). */
export function given(ctx: Db, place: Place, held: HeldNumber, userId: string): Statement {
  return ctx.db.read
    .update(number)
    .set({ wiredTo: 'user', wiredUserId: userId, wiredAgentId: null })
    .where(and(stillHeld(ctx, place, held.numberId), stillWired(held)));
}

/** Takes a direct number back from its user. */
export function takenBack(ctx: Db, place: Place, numberId: string, userId: string): Statement {
  return ctx.db.read
    .update(number)
    .set({ wiredTo: null, wiredUserId: null })
    .where(and(eq(number.agencyId, place.agencyId), eq(number.id, numberId), eq(number.wiredUserId, userId)));
}

/** Sets the forwarding number of a number (S-4). */
export function forwarded(ctx: Db, place: Place, numberId: string, forwardTo: string | null): Statement {
  return ctx.db.read
    .update(number)
    .set({ forwardTo })
    .where(stillHeld(ctx, place, numberId));
}

/** Sets the forwarding number of the whole sub-account (S-4). */
export function forwardedByDefault(ctx: Db, place: Place, forwardTo: string | null): Statement {
  return ctx.db.read
    .update(subAccount)
    .set({ forwardTo })
    .where(and(eq(subAccount.agencyId, place.agencyId), eq(subAccount.id, place.subAccountId)));
}

/** Switches the sub-account's voicemail and sets what it says. */
export function voicemailSet(
  ctx: Db,
  place: Place,
  { on: voicemail, greeting }: { on: boolean; greeting: string | null },
): Statement {
  return ctx.db.read
    .update(subAccount)
    .set({ voicemail, greeting })
    .where(and(eq(subAccount.agencyId, place.agencyId), eq(subAccount.id, place.subAccountId)));
}

function stillWired({ wiredTo, wiredUserId, wiredAgentId }: HeldNumber): SQL | undefined {
  return and(
    wiredTo === null ? isNull(number.wiredTo) : eq(number.wiredTo, wiredTo),
    wiredUserId === null ? isNull(number.wiredUserId) : eq(number.wiredUserId, wiredUserId),
    wiredAgentId === null ? isNull(number.wiredAgentId) : eq(number.wiredAgentId, wiredAgentId),
  );
}

function stillHeld(ctx: Db, { agencyId, subAccountId }: Place, numberId: string): SQL | undefined {
  return and(
    eq(number.agencyId, agencyId),
    eq(number.id, numberId),
    sql`exists (select 1 from ${assignment} where ${assignment.numberId} = ${number.id}
      and ${assignment.subAccountId} = ${subAccountId} and ${assignment.state} not in ('pending', 'ended')
      and (${assignment.endsAt} is null or ${assignment.endsAt} > ${ctx.now}))`,
  );
}
