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
  const rows: OutboxStatement[] = effects.map(keyed => outboxRow(ctx, agencyId, keyed));
  await ctx.db.commit([...changes, ...rows]);
  if (rows.length) await ctx.queue.send([{ kind: 'deliver', outboxIds: rows.map(row => row.outboxId) }]);
}
