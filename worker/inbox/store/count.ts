import { sql } from 'drizzle-orm';
import { call, claim, contactPhone, inboxShare, message } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Viewer } from '../rules/visible.ts';
import type { Place } from './records.ts';

/** More than this many are shown as so many and more. */
const MOST = 100;
/** What nobody looked after for so long no longer counts as waiting. */
const WAITS_MS = 90 * 86_400_000;

/** How many unknown callers wait for somebody, as that person sees it (U-7, U-8); at most 100. */
export async function countUnknown(ctx: Pick<Ctx, 'db' | 'now'>, place: Place, viewer: Viewer): Promise<number> {
  const since = ctx.now - WAITS_MS;
  const isShared = (record: unknown) => sql`exists (select 1 from ${inboxShare} s where s.record = ${record})`;
  const isMine = (record: unknown) =>
    sql`exists (select 1 from ${inboxShare} s where s.record = ${record} and s.user_id = ${viewer.userId})`;
  const isFor = (record: unknown) => (viewer.isAdmin ? sql`1` : sql`(not ${isShared(record)} or ${isMine(record)})`);
  const [row] = await ctx.db.read.all<{
    count: number;
  }>(sql`select count(*) as count from (select distinct party from (
    select iif(c."from" like '+%', c."from", 'call:' || c.id) as party, 'call:' || c.id as own from ${call} c
      where c.agency_id = ${place.agencyId} and c.sub_account_id = ${place.subAccountId} and c.started_at > ${since}
      and c.direction = 'in' and c.unknown and c.status in ('missed', 'abandoned', 'voicemail')
    union all
    select iif(m."from" like '+%', m."from", 'message:' || m.id), 'message:' || m.id from ${message} m
      where m.agency_id = ${place.agencyId} and m.sub_account_id = ${place.subAccountId} and m.at > ${since}
      and m.direction = 'in' and m.unknown and ${isFor(sql`'message:' || m.id`)}
    ) where not exists (select 1 from ${claim} k where k.sub_account_id = ${place.subAccountId}
      and k.caller in (party, own) and k.freed_at is null)
    and not exists (select 1 from ${contactPhone} p where p.sub_account_id = ${place.subAccountId} and p.e164 = party)
    limit ${MOST})`);
  return row?.count ?? 0;
}
