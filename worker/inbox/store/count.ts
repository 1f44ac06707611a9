import { type SQL, sql } from 'drizzle-orm';
import { call, claim, contactPhone, inboxShare, message } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Viewer } from '../rules/visible.ts';
import type { Place } from './records.ts';

/** More than this many are shown as so many and more. */
const MOST = 100;
/** What nobody looked after for so long no longer counts as waiting. */
const WAITS_MS = 90 * 86_400_000;

/**
 * How many callers wait for somebody, as that person sees it in *Unknown inbound* (U-7, U-8): contacts without an owner too
 * (R-6). At most 100.
 */
export async function countUnknown(ctx: Pick<Ctx, 'db' | 'now'>, place: Place, viewer: Viewer): Promise<number> {
  const { agencyId, subAccountId } = place;
  const since = ctx.now - WAITS_MS;
  const isShared = (record: unknown) => sql`exists (select 1 from ${inboxShare} s where s.record = ${record})`;
  const isMine = (record: unknown) =>
    sql`exists (select 1 from ${inboxShare} s where s.record = ${record} and s.user_id = ${viewer.userId})`;
  const isFor = (record: unknown) => (viewer.isAdmin ? sql`1` : sql`(not ${isShared(record)} or ${isMine(record)})`);
  // What came to a direct number or to a contact's owner is theirs; nothing from an unknown caller on a shared number is.
  const isTheirs = (decision: SQL, record: SQL) => sql`(${isShared(record)} and exists (
    select 1 from json_each(${decision}, '$.trace') where json_extract(value, '$.rule') in ('R-3', 'R-5')
      and json_extract(value, '$.matched')))`;
  const isContact = (
    which: SQL,
  ) => sql`exists (select 1 from contact t where t.deleted_at is null ${which} and t.id in (
    select p.contact_id from ${contactPhone} p where p.sub_account_id = ${subAccountId} and p.e164 = party
    union all select contact_id where party = own))`;
  const isClaimed = (which: SQL) => sql`exists (select 1 from ${claim} k where k.sub_account_id = ${subAccountId}
    and k.caller in (party, own) and ${which})`;
  const [row] = await ctx.db.read.all<{
    count: number;
  }>(sql`select count(*) as count from (select distinct party from (
    select iif(c."from" like '+%', c."from", 'call:' || c.id) as party, 'call:' || c.id as own, c.contact_id, c.started_at as at
      from ${call} c where c.agency_id = ${agencyId} and c.sub_account_id = ${subAccountId} and c.started_at > ${since}
      and c.direction = 'in' and c.status in ('missed', 'abandoned', 'voicemail')
      and (c.unknown or not ${isTheirs(sql`c.decision`, sql`'call:' || c.id`)})
    union all
    select iif(m."from" like '+%', m."from", 'message:' || m.id), 'message:' || m.id, m.contact_id, m.at
      from ${message} m where m.agency_id = ${agencyId} and m.sub_account_id = ${subAccountId} and m.at > ${since}
      and m.direction = 'in' and ${isFor(sql`'message:' || m.id`)}
      and (m.unknown or not ${isTheirs(sql`m.decision`, sql`'message:' || m.id`)})
    ) where not ${isClaimed(sql`k.freed_at is null`)} and not ${isContact(sql`and t.owner_host_user_id is not null`)}
    and not (${isClaimed(sql`k.freed_why = 'contact' and k.freed_at >= at`)} and ${isContact(sql``)})
    limit ${MOST})`);
  return row?.count ?? 0;
}
