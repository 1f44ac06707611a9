import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';
import type { Kept } from './rules/difference.ts';
import { LIST_LAG_MS } from './rules/wait.ts';
import type { SyncRow } from './sync-store.ts';

type Place = Pick<SyncRow, 'agencyId' | 'subAccountId'>;

/** A contact as the statements below read it out of one JSON text: a page is a handful of statements, not thousands. */
export interface PageContact {
  id: string;
  host: string;
  name: string;
  owner: string | null;
  source: string | null;
  created: number;
  updated: number;
  phones: readonly string[];
  words: readonly string[];
}

const statement = (sql: string, params: unknown[]): Statement => ({ toSQL: () => ({ sql, params }) });

/** What we have of the given contacts, by the host's id. */
export async function keptContacts(ctx: Pick<Ctx, 'db'>, { subAccountId }: Place, hostIds: readonly string[]) {
  const [rows = []] = await ctx.db.ask([
    {
      sql: `select c.host_contact_id, c.name, c.owner_host_user_id, c.source, c.created_at, c.updated_at,
          c.deleted_at is not null, c.sync_run is null,
          (select json_group_array(p.e164) from contact_phone p where p.contact_id = c.id and p.kept_here = 0)
        from json_each(?) j cross join contact c
        where c.sub_account_id = ? and c.host_contact_id = j.value`,
      args: [JSON.stringify(hostIds), subAccountId],
    },
  ]);
  return new Map(
    rows.map(([hostId, name, owner, source, created, updated, isDeleted, isFresh, phones]): [string, Kept] => [
      String(hostId),
      {
        hostContactId: String(hostId),
        name: String(name),
        ownerHostUserId: owner === null ? null : String(owner),
        source: source === null ? null : String(source),
        createdAt: Number(created),
        updatedAt: Number(updated),
        isDeleted: Boolean(isDeleted),
        isFresh: Boolean(isFresh),
        phones: JSON.parse(String(phones)) as string[],
      },
    ]),
  );
}

/** Marks contacts as seen by a run; those an event spoke of since stay as they are. Nothing once the run moved on. */
export function contactsSeen(row: SyncRow, hostIds: readonly string[]): Statement[] {
  if (!hostIds.length) return [];
  return [
    statement(
      `update contact set sync_run = ?1 where sub_account_id = ?2 and sync_run is not null
        and host_contact_id in (select value from json_each(?3))
        and exists (select 1 from host_sync where id = ?4 and run_id = ?1 and pages = ?5)`,
      [row.runId, row.subAccountId, JSON.stringify(hostIds), row.id, row.pages],
    ),
  ];
}

/** Keeps a page's contacts, unless an event said something newer since the run began. */
export function contactsUpserted(row: SyncRow, page: string): Statement {
  return statement(
    `insert into contact (id, agency_id, sub_account_id, host_contact_id, name, owner_host_user_id, source,
        created_at, updated_at, deleted_at, sync_run)
      select j.value ->> 'id', ?1, ?2, j.value ->> 'host', j.value ->> 'name', j.value ->> 'owner', j.value ->> 'source',
        j.value ->> 'created', j.value ->> 'updated', null, ?3
      from json_each(?4) j where true
      on conflict (sub_account_id, host_contact_id) do update set name = excluded.name,
        owner_host_user_id = excluded.owner_host_user_id, source = excluded.source, created_at = excluded.created_at,
        updated_at = excluded.updated_at, deleted_at = null, sync_run = excluded.sync_run
      where contact.sync_run is not null or contact.updated_at <= excluded.updated_at`,
    [row.agencyId, row.subAccountId, row.runId, page],
  );
}

/** Their phones and words, of those that were kept. */
export function indexReplaced(row: SyncRow, page: string): Statement[] {
  const { subAccountId, runId } = row;
  const kept = `json_each(?1) j cross join contact c
    where c.sub_account_id = ?2 and c.host_contact_id = j.value ->> 'host' and c.sync_run = ?3`;
  const each = (member: string) => `json_each(?1) j cross join contact c, json_each(j.value, '$.${member}') one
    where c.sub_account_id = ?2 and c.host_contact_id = j.value ->> 'host' and c.sync_run = ?3`;
  const params = [page, subAccountId, runId];
  return [
    statement(`delete from contact_phone where kept_here = 0 and contact_id in (select c.id from ${kept})`, params),
    statement(
      `insert into contact_phone (sub_account_id, e164, contact_id) select ?2, one.value, c.id from ${each('phones')}
        on conflict (sub_account_id, e164, contact_id) do update set kept_here = 0`,
      params,
    ),
    statement(`delete from contact_word where contact_id in (select c.id from ${kept})`, params),
    statement(
      `insert or ignore into contact_word (sub_account_id, word, contact_id) select ?2, one.value, c.id from ${each('words')}`,
      params,
    ),
  ];
}

/**
 * At a run's beginning: whatever events said is older than its list, but for what they said just now, which the host's
 * list may not have caught up with.
 */
export function eventsAreOld(ctx: Pick<Ctx, 'now'>, row: Pick<SyncRow, 'id' | 'runId' | 'subAccountId'>): Statement {
  return statement(
    `update contact set sync_run = '' where sub_account_id = ?1 and sync_run is null and updated_at < ?4
      and exists (select 1 from host_sync where id = ?2 and run_id = ?3)`,
    [row.subAccountId, row.id, row.runId, ctx.now - LIST_LAG_MS],
  );
}

export interface Unseen {
  id: string;
  hostContactId: string;
}

/** Contacts that a run has not seen, in order of the host's ids. */
export async function unseenContacts(ctx: Pick<Ctx, 'db'>, row: SyncRow, limit: number): Promise<Unseen[]> {
  const [rows = []] = await ctx.db.ask([
    {
      sql: `select id, host_contact_id from contact where sub_account_id = ? and host_contact_id > ?
        and deleted_at is null and sync_run is not null and sync_run <> ? order by host_contact_id limit ?`,
      args: [row.subAccountId, row.cursor ?? '', row.runId, limit],
    },
  ]);
  return rows.map(([id, hostContactId]) => ({ id: String(id), hostContactId: String(hostContactId) }));
}

/** Removes contacts that are gone at the host, unless an event brought one back meanwhile. */
export function contactsGone(ctx: Pick<Ctx, 'now'>, row: SyncRow, ids: readonly string[]): Statement[] {
  const list = JSON.stringify(ids);
  const gone = `contact_id in (select j.value from json_each(?1) j cross join contact c
    where c.id = j.value and c.sub_account_id = ?2 and c.deleted_at is not null and c.sync_run is not null)`;
  return [
    statement(
      // The plus keeps SQLite from reading the whole sub-account for a few of its rows.
      `update contact set deleted_at = ?1 where +sub_account_id = ?2 and deleted_at is null and sync_run is not null
        and sync_run <> ?3 and id in (select value from json_each(?4))`,
      [ctx.now, row.subAccountId, row.runId, list],
    ),
    statement(`delete from contact_phone where ${gone}`, [list, row.subAccountId]),
    statement(`delete from contact_word where ${gone}`, [list, row.subAccountId]),
  ];
}

/** How many living contacts a sub-account has; counted no further than `most`. */
export async function knownContacts(ctx: Pick<Ctx, 'db'>, subAccountId: string, most: number): Promise<number> {
  const [rows = []] = await ctx.db.ask([
    {
      sql: 'select count(*) from (select 1 from contact where sub_account_id = ? and deleted_at is null limit ?)',
      args: [subAccountId, most],
    },
  ]);
  return Number(rows[0]?.[0] ?? 0);
}
