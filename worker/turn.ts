import { and, eq, lte } from 'drizzle-orm';
import { turn } from '../schema/index.ts';
import type { Ctx } from './context.ts';

/** Work that only one tick does at a time, or once a night. */
export type Work = 'crowd' | 'our_numbers' | 'purge';

export interface Turn {
  /** What was left behind by the turn before; epoch ms. */
  nextAt: number;
}

/**
 * Takes the turn of a piece of work, unless somebody has it. One who dies loses it when it runs out.
 * @param until nobody else begins before that (epoch ms)
 */
export async function takeTurn(ctx: Ctx, name: Work, until: number): Promise<Turn | undefined> {
  const [row] = await ctx.db.read
    .insert(turn)
    .values({ name, heldUntil: until })
    .onConflictDoUpdate({ target: turn.name, set: { heldUntil: until }, setWhere: lte(turn.heldUntil, ctx.now) })
    .returning({ nextAt: turn.nextAt });
  return row;
}

/** Hands the turn on. @param taken until when it was taken; @param from when the next one may begin */
export async function endTurn(ctx: Ctx, name: Work, taken: number, from: number): Promise<void> {
  await ctx.db.read
    .update(turn)
    .set({ heldUntil: from })
    .where(and(eq(turn.name, name), eq(turn.heldUntil, taken)));
}

/** Whether nobody has it, before anything is queued for it. */
export async function isFree(ctx: Ctx, name: Work): Promise<boolean> {
  const [row] = await ctx.db.read.select({ heldUntil: turn.heldUntil }).from(turn).where(eq(turn.name, name));
  return !row || row.heldUntil <= ctx.now;
}
