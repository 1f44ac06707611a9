import { and, eq, isNull, ne } from 'drizzle-orm';
import { assignment, number, subAccount } from '../../schema/index.ts';
import { isLive } from '../assignment/rules/live.ts';
import type { Ctx } from '../context.ts';
import { type Mirrored, mirrorKey } from './last-resort.ts';

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
    .select({ number, assignment, byDefault: subAccount.forwardTo })
    .from(number)
    .innerJoin(assignment, and(eq(assignment.numberId, number.id), ne(assignment.state, 'ended')))
    .innerJoin(subAccount, eq(subAccount.id, assignment.subAccountId))
    .where(and(eq(number.e164, named.e164), isNull(number.releasedAt)));
  const live = rows.find(row => isLive(row.assignment, ctx.now));
  const to = live && (live.number.forwardTo ?? live.byDefault);
  if (!live || !to) return ctx.fallback.delete(mirrorKey(named.e164));
  const entry: Mirrored = { to, accountSid: live.number.twilioAccountSid };
  await ctx.fallback.put(mirrorKey(named.e164), JSON.stringify(entry));
}
