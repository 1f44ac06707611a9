import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { assignment, number } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';
import type { PoolPurposes } from '../shape.ts';

type Db = Pick<Ctx, 'db' | 'now' | 'actor'>;
export type Purposed = Awaited<ReturnType<typeof heldByIds>>[number];

/** Those of the named numbers that are in the agency's pool, and who has them. */
export function heldByIds(ctx: Pick<Ctx, 'db'>, agencyId: string, ids: readonly string[]) {
  return ctx.db.read
    .select({
      id: number.id,
      e164: number.e164,
      callPurpose: number.callPurpose,
      subAccountId: assignment.subAccountId,
    })
    .from(number)
    .leftJoin(assignment, and(eq(assignment.numberId, number.id), ne(assignment.state, 'ended')))
    .where(
      and(
        eq(number.agencyId, agencyId),
        isNull(number.releasedAt),
        sql`${number.id} in (select value from json_each(${JSON.stringify(ids)}))`,
      ),
    );
}

/**
 * Sets what numbers call for, with an audit line each, for one batch. Only numbers that call for what they were read
 * with: if one does not, the lines break their check and all rolls back as a lost race.
 */
export function purposesSet(
  { now, actor }: Db,
  agencyId: string,
  changes: readonly Purposed[],
  purpose: PoolPurposes['purpose'],
): Statement[] {
  const rows = JSON.stringify(changes.map(({ id, callPurpose, subAccountId }) => ({ id, callPurpose, subAccountId })));
  return [
    said(SET, [rows, agencyId, purpose]),
    said(LINES, [rows, agencyId, purpose, now, actor.kind, actor.id, actor.source, changes.length]),
  ];
}

const ROWS = `(select value ->> 'id' as id, value ->> 'callPurpose' as purpose, value ->> 'subAccountId' as place
  from json_each(?1)) as r`;

const SET = `update number set call_purpose = ?3 from ${ROWS}
  where number.id = r.id and number.agency_id = ?2 and number.released_at is null and number.call_purpose is r.purpose`;

const LINES = `insert into audit (agency_id, sub_account_id, entity, entity_id, act, actor_kind, actor_id, source,
    before, after, at, changed)
  select ?2, r.place, 'number', r.id, 'purpose_set', ?5, ?6, ?7,
    json_object('callPurpose', r.purpose), json_object('callPurpose', ?3), ?4, changes() = ?8
  from ${ROWS}`;

const said = (text: string, params: (string | number | null)[]): Statement => ({
  toSQL: () => ({ sql: text, params }),
});
