import { type Ctx, newId } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { KEPT_MS, type Kept } from './rules/kept.ts';

/** Cross-tenant: forgets the next rows of a table that were kept long enough, at most `limit` of them. */
export function forgotten({ now }: Pick<Ctx, 'now'>, kept: Kept, limit: number): Statement {
  const before = now - KEPT_MS[kept];
  const prefix = BY_ID[kept];
  const more = prefix ? [firstIdAt(prefix, before)] : [];
  return { toSQL: () => ({ sql: DELETES[kept], params: [before, limit, ...more] }) };
}

/** Tables whose ids tell the time, so that no index is needed only for this. */
const BY_ID: Partial<Record<Kept, string>> = { outbox: 'out', workflow_delivery: 'dlv' };

const DELETES: Record<Kept, string> = {
  webhook_event: `delete from webhook_event
    where id in (select id from webhook_event where processed_at < ?1 limit ?2)`,
  outbox: `delete from outbox
    where id in (select id from outbox where id < ?3 and delivered_at < ?1 order by id limit ?2)`,
  bulk_result: `delete from bulk_result where (sub_account_id, request_id) in
    (select sub_account_id, request_id from bulk_result where at < ?1 limit ?2)`,
  pool_result: `delete from pool_result where (agency_id, request_id) in
    (select agency_id, request_id from pool_result where at < ?1 limit ?2)`,
  // Few were ever parked: it needs no index.
  parked_job: `delete from parked_job where id in (select id from parked_job where done_at < ?1 limit ?2)`,
  workflow_delivery: `delete from workflow_delivery where id in (select id from workflow_delivery
    where id < ?3 and created_at < ?1 and (delivered_at is not null or failed_at is not null) order by id limit ?2)`,
  // One that was sent again lately is still spoken of.
  workflow_event: `delete from workflow_event where id in (select id from workflow_event e where at < ?1
    and not exists (select 1 from workflow_delivery d where d.event_id = e.id) order by at limit ?2)`,
  workflow_run: `delete from workflow_run
    where id in (select id from workflow_run where started_at < ?1 order by started_at limit ?2)`,
};

function firstIdAt(prefix: string, at: number): string {
  return newId(prefix, at).slice(0, prefix.length + 1 + 9);
}
