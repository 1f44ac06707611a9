import { sql } from 'drizzle-orm';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';

/** Rows of one batch: short enough that a call's own writes never wait long for it. */
export const CHUNK = 500;
/** At this rate mails go out and Stripe is read again behind a crowd, so that neither takes offence. */
const RELEASES_PER_SECOND = 5;

/** Released, and the end of what was paid for has passed: the whole proof is in the row. */
const OVER = `state = 'ending' and state <> 'ended' and check_at <= ?1 and ends_at <= ?1 and mode = 'paid'
  and subscription_id is not null and stripe_account_id is not null`;

/** The same rows in each statement of a batch, since nobody else writes in between; the last one takes them out of it. */
const NEXT = `select rowid from assignment where ${OVER} order by check_at, rowid limit ${CHUNK}`;

/** Cross-tenant: whether more than `least` releases are due. */
export async function isCrowd(ctx: Ctx, least: number): Promise<boolean> {
  const over = sql.raw(OVER.replaceAll('?1', String(ctx.now)));
  const [row] = await ctx.db.read.all<{ n: number }>(
    sql`select count(*) as n from (select 1 from assignment where ${over} limit ${least + 1})`,
  );
  return (row?.n ?? 0) > least;
}

/**
 * Cross-tenant: ends the next releases that are due, as set-based statements for one batch: per assignment its audit
 * line, that of its number, the number's wires (L-6), the mail, an effect that settles it with Stripe and KV, and what
 * workflows hear. The last statement changes the assignments and tells how many there were.
 * @param before how many vendors' turns are given out already, by this tick and those before it; theirs come behind them
 */
export function crowdEnded(ctx: Ctx, before: number): Statement[] {
  const { kind, id: actorId, source } = ctx.actor;
  const actor = [kind, actorId, source];
  const [prefix, apart] = [ctx.id('out').slice(0, 13), 1000 / RELEASES_PER_SECOND];
  return [
    said(assignmentLines, [ctx.now, ...actor]),
    said(numberLines, [ctx.now, ...actor]),
    said(wiresCleared, [ctx.now]),
    said(mails, [ctx.now, prefix, before, apart]),
    said(settlements, [ctx.now, prefix, before, apart]),
    said(triggers, [ctx.now, prefix, before, apart]),
    said(turnsGiven, [ctx.now, before, apart]),
    said(ended, [ctx.now]),
  ];
}

/** How many turns at that rate lie between now and when the last one given out is due. */
export function turnsUntil(nextAt: number, now: number): number {
  return Math.max(0, Math.ceil(((nextAt - now) * RELEASES_PER_SECOND) / 1000));
}

const said = (text: string, params: (string | number)[]): Statement => ({ toSQL: () => ({ sql: text, params }) });

const LINE = `insert into audit (agency_id, sub_account_id, entity, entity_id, act, actor_kind, actor_id, source, before, after, at, changed)`;

const assignmentLines = `${LINE}
  select agency_id, sub_account_id, 'assignment', id, 'released', ?2, ?3, ?4,
    json_object('is', 'ending', 'subscriptionId', subscription_id, 'paidThrough', paid_through, 'endsAt', ends_at),
    json_object('is', 'ended', 'reason', 'released', 'endedAt', ends_at, 'subscriptionId', subscription_id), ?1, 1
  from assignment where rowid in (${NEXT})`;

const numberLines = `${LINE}
  select agency_id, sub_account_id, 'number', number_id, 'returned', ?2, ?3, ?4, null, null, ?1, 1
  from assignment where rowid in (${NEXT})`;

const wiresCleared = `update number set wired_to = null, wired_user_id = null, wired_agent_id = null, forward_to = null,
  unit_id = null, program_id = null, call_purpose = null, returned_at = ?1
  where id in (select number_id from assignment where rowid in (${NEXT}))`;

const OUTBOX = `insert into outbox (id, agency_id, key, effect, created_at, due_at)`;
const ID = `?2 || lower(hex(randomblob(6))) || 'z'`;
const TURN = `?1 + cast((?3 + row_number() over ()) * ?4 as integer)`;

const mails = `${OUTBOX}
  select ${ID}, a.agency_id, 'mail:number_released:' || a.id || ':' || ?1 || ':' || a.user_id,
    json_object('kind', 'mail', 'template', 'number_released', 'agencyId', a.agency_id, 'subAccountId', a.sub_account_id,
      'userId', a.user_id, 'params', json_object('e164', n.e164, 'subAccountName', s.name, 'price', a.price,
        'currency', a.currency, 'reservedOnly', json('false'), 'timezone', s.timezone)),
    ?1, ${TURN}
  from assignment a join number n on n.id = a.number_id join sub_account s on s.id = a.sub_account_id
  where a.rowid in (${NEXT}) and true on conflict (key) do nothing`;

const settlements = `${OUTBOX}
  select ${ID}, agency_id, 'settle_release:' || id, json_object('kind', 'settle_release', 'assignmentId', id),
    ?1, ${TURN}
  from assignment where rowid in (${NEXT}) and true on conflict (key) do nothing`;

/** W-1, as `triggered` words it: only where a workflow listens. */
const triggers = `${OUTBOX}
  select ${ID}, agency_id, 'trigger:number_released:' || id || ':' || ?1,
    json_object('kind', 'trigger', 'happening', 'number_released', 'agencyId', agency_id, 'subAccountId', sub_account_id,
      'subjectId', id, 'at', ?1),
    ?1, ${TURN}
  from assignment a where rowid in (${NEXT}) and exists (select 1 from workflow_subscription w
    where w.agency_id = a.agency_id and w.trigger = 'number_released' and w.ended_at is null
    and (w.sub_account_id is null or w.sub_account_id = a.sub_account_id)) on conflict (key) do nothing`;

const turnsGiven = `update turn set next_at = ?1 + cast((?2 + (select count(*) from (${NEXT}))) * ?3 as integer)
  where name = 'crowd'`;

const ended = `update assignment set state = 'ended', end_reason = 'released', ended_at = ends_at, check_at = null
  where rowid in (${NEXT})`;
