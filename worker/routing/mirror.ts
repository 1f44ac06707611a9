import { and, eq, isNull, ne } from 'drizzle-orm';
import { agency, assignment, number, subAccount } from '../../schema/index.ts';
import { isLive } from '../assignment/rules/live.ts';
import type { Ctx } from '../context.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { type Mirrored, mirrorKey } from './last-resort.ts';
import { mayDial } from './rules/target.ts';

/**
 * Makes a number's KV entry say what the database says now: where it forwards to while its assignment lives, else
 * nothing. Carries out the effect `mirror_forwarding`; harmless when repeated.
 */
export async function mirrorForwarding(ctx: Pick<Ctx, 'db' | 'now' | 'fallback'>, numberId: string): Promise<void> {
  const db = ctx.db.read;
  const [named] = await db.select({ e164: number.e164 }).from(number).where(eq(number.id, numberId));
  if (!named) return;
  // The number may have gone back to the carrier and come again as another row: the entry follows who holds it now.
  const rows = await db
    .select({ number, assignment, byDefault: subAccount.forwardTo, allowed: agency.allowedCountries })
    .from(number)
    .innerJoin(agency, eq(agency.id, number.agencyId))
    .innerJoin(assignment, and(eq(assignment.numberId, number.id), ne(assignment.state, 'ended')))
    .innerJoin(subAccount, eq(subAccount.id, assignment.subAccountId))
    .where(and(eq(number.e164, named.e164), isNull(number.releasedAt)));
  const live = rows.find(row => isLive(row.assignment, ctx.now));
  const to = live && (live.number.forwardTo ?? live.byDefault);
  // what the agency allows no longer is not dialled here either.
  if (!live || !to || !mayDial(to, live.allowed)) return ctx.fallback.delete(mirrorKey(named.e164));
  const entry: Mirrored = { to, accountSid: live.number.twilioAccountSid };
  await ctx.fallback.put(mirrorKey(named.e164), JSON.stringify(entry));
}

/** the mirrors that a change of the countries an agency allows opens or closes. */
export async function mirrorsMoved(
  ctx: Pick<Ctx, 'db' | 'id'>,
  agencyId: string,
  was: readonly string[],
  is: readonly string[],
): Promise<KeyedEffect[]> {
  const rows = await ctx.db.read
    .select({ numberId: number.id, own: number.forwardTo, byDefault: subAccount.forwardTo })
    .from(number)
    .innerJoin(assignment, and(eq(assignment.numberId, number.id), ne(assignment.state, 'ended')))
    .innerJoin(subAccount, eq(subAccount.id, assignment.subAccountId))
    .where(and(eq(number.agencyId, agencyId), isNull(number.releasedAt)));
  return rows.flatMap(({ numberId, own, byDefault }) => {
    const to = own ?? byDefault;
    if (!to || mayDial(to, was) === mayDial(to, is)) return [];
    const key = `mirror_forwarding:${numberId}:${ctx.id('fwd')}`;
    return [{ key, effect: { kind: 'mirror_forwarding', numberId } }];
  });
}
