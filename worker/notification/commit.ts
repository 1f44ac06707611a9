import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import type { KeyedEffect } from './rules/effect.ts';
import { type OutboxStatement, outboxRow } from './store.ts';

/**
 * Commits a change together with its outbox rows, then wakes the queue to deliver them.
 * @param changes the statements, each followed by its audit line
 */
export async function commitWith(
  ctx: Ctx,
  agencyId: string,
  changes: readonly Statement[],
  effects: readonly KeyedEffect[],
): Promise<void> {
  // Ids of one instant sort by chance; a lane goes by id, and its effects are given in order.
  const ids = effects.map(() => ctx.id('out')).sort();
  const rows: OutboxStatement[] = effects.map((keyed, n) => outboxRow(ctx, agencyId, keyed, ids[n]));
  const changed = await ctx.db.commit([...changes, ...rows]);
  // A key that was there already, or that nobody listens to, made no row.
  const made = rows.filter((_, n) => changed[changes.length + n] !== 0);
  if (made.length) await ctx.queue.send([{ kind: 'deliver', outboxIds: made.map(row => row.outboxId) }]);
}
