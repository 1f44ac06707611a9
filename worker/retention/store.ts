import { type Ctx, newId } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { KEPT_MS, type Kept } from './rules/kept.ts';

/** Cross-tenant: forgets the next rows of a table that were kept long enough, at most `limit` of them. */
export function forgotten({ now }: Pick<Ctx, 'now'>, kept: Kept, limit: number): Statement {
  const before = now - KEPT_MS[kept];
  const more = kept === 'outbox' ? [firstIdAt(before)] : [];
  return { toSQL: () => ({ sql: DELETES[kept], params: [before, limit, ...more] }) };
}

const DELETES: Record<Kept, string> = {
  webhook_event: `delete from webhook_event
    where id in (select id from webhook_event where processed_at < ?1 limit ?2)`,
  // Ids tell the time: no index is needed only for this.
  outbox: `delete from outbox
    where id in (select id from outbox where id < ?3 and delivered_at < ?1 order by id limit ?2)`,
  bulk_result: `delete from bulk_result where (sub_account_id, request_id) in
    (select sub_account_id, request_id from bulk_result where at < ?1 limit ?2)`,
};

function firstIdAt(at: number): string {
  return newId('out', at).slice(0, 'out_'.length + 9);
}
