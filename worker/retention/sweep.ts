import type { Ctx } from '../context.ts';
import { lastNight } from '../reconcile/rules/due.ts';
import { endTurn, takeTurn } from '../turn.ts';
import { KEPT_MS, type Kept } from './rules/kept.ts';
import { forgotten } from './store.ts';

const DAY = 86_400_000;
const TURN_MS = 5 * 60_000;
/** Rows of one statement: short enough that a call's own writes never wait long for it. */
const CHUNK = 500;
const MOST_CHUNKS = 40;
/** Between two statements others write. */
const BREATH_MS = 20;

/**
 * Cross-tenant: once a night forgets what was kept long enough, in steps; what is left over is the next tick's.
 * @param most statements of one tick and table
 */
export async function sweepKept(ctx: Ctx, most = MOST_CHUNKS): Promise<void> {
  const until = ctx.now + TURN_MS;
  if (!(await takeTurn(ctx, 'purge', until))) return;
  const done = [];
  for (const kept of Object.keys(KEPT_MS) as Kept[]) done.push(await forget(ctx, kept, most));
  await endTurn(ctx, 'purge', until, done.every(Boolean) ? lastNight(ctx.now) + DAY : ctx.now);
}

/** @returns whether nothing is left to forget */
async function forget(ctx: Ctx, kept: Kept, most: number): Promise<boolean> {
  let count = 0;
  for (let chunk = 0; chunk < most; chunk += 1) {
    const [gone = 0] = await ctx.db.commit([forgotten(ctx, kept, CHUNK)]);
    count += gone;
    if (gone < CHUNK) {
      if (count) ctx.log.info('kept.forgotten', { kept, count });
      return true;
    }
    await new Promise(done => setTimeout(done, BREATH_MS));
  }
  return false;
}
