import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { number, subAccount } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';

export function numberInsert(ctx: Ctx, row: typeof number.$inferInsert): Statement {
  return ctx.db.read.insert(number).values(row);
}

/** The pool row of a number that somebody here holds, whoever it is. */
export async function heldRow(ctx: Ctx, e164: string) {
  const [row] = await ctx.db.read
    .select({ id: number.id, agencyId: number.agencyId, twilioSid: number.twilioSid })
    .from(number)
    .where(and(eq(number.e164, e164), isNull(number.releasedAt)));
  return row;
}

/** Whether the agency handed that number of its account back to the carrier, which may not have happened there yet (N-9). */
export async function isHandedBack(ctx: Ctx, agencyId: string, e164: string, twilioSid: string): Promise<boolean> {
  const rows = await ctx.db.read
    .select({ twilioSid: number.twilioSid })
    .from(number)
    .where(and(eq(number.agencyId, agencyId), eq(number.e164, e164), isNotNull(number.releasedAt)));
  return rows.some(row => row.twilioSid === twilioSid);
}

/** Every number of the agency's pool. */
export async function heldHere(ctx: Ctx, agencyId: string): Promise<string[]> {
  const rows = await ctx.db.read
    .select({ e164: number.e164 })
    .from(number)
    .where(and(eq(number.agencyId, agencyId), isNull(number.releasedAt)));
  return rows.map(row => row.e164);
}

export async function subAccountNamed(ctx: Ctx, agencyId: string, id: string) {
  const [row] = await ctx.db.read
    .select({ name: subAccount.name })
    .from(subAccount)
    .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.id, id)));
  return row;
}
