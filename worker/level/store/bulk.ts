import { and, eq } from 'drizzle-orm';
import { bulkResult } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';
import type { Place } from '../../staff/store.ts';
import type { Position } from '../rules/level.ts';
import type { Held } from '../rules/plan.ts';
import type { Purpose } from '../rules/purpose.ts';

type Db = Pick<Ctx, 'db' | 'now' | 'actor'>;

/** A number and where it is to sit, or what it is to call for. */
export interface Change {
  was: Held;
  to: Position;
  purpose: Purpose | null;
}

/** What became of an earlier request under that id. */
export async function resultOf(ctx: Pick<Ctx, 'db'>, { agencyId, subAccountId }: Place, requestId: string) {
  const [row] = await ctx.db.read
    .select()
    .from(bulkResult)
    .where(
      and(
        eq(bulkResult.agencyId, agencyId),
        eq(bulkResult.subAccountId, subAccountId),
        eq(bulkResult.requestId, requestId),
      ),
    );
  return row;
}

export function resultInsert(ctx: Pick<Ctx, 'db'>, row: typeof bulkResult.$inferInsert): Statement {
  return ctx.db.read.insert(bulkResult).values(row);
}

/**
 * Places numbers, with an audit line each, as two statements for one batch. Only numbers still held here and exactly as
 * they were read, and only onto a level that is still there: if one is not, the lines break their check and all rolls
 * back as a lost race, to be planned anew.
 */
export function numbersPlaced(
  ctx: Db,
  { agencyId, subAccountId }: Place,
  act: string,
  changes: readonly Change[],
): Statement[] {
  const rows = JSON.stringify(
    changes.map(({ was, to, purpose }) => ({
      id: was.numberId,
      ...{ unit: was.unitId, program: was.programId, purpose: was.callPurpose, wired: was.wiredTo },
      ...{ toUnit: to.unitId, toProgram: to.programId, toPurpose: purpose },
    })),
  );
  const { kind, id: actorId, source } = ctx.actor;
  return [
    said(PLACED, [rows, agencyId, subAccountId, ctx.now]),
    said(LINES, [rows, agencyId, subAccountId, ctx.now, act, kind, actorId, source, changes.length]),
  ];
}

const ROWS = `(select value ->> 'id' as id, value ->> 'unit' as unit, value ->> 'program' as program,
  value ->> 'purpose' as purpose, value ->> 'wired' as wired, value ->> 'toUnit' as to_unit,
  value ->> 'toProgram' as to_program, value ->> 'toPurpose' as to_purpose from json_each(?1)) as r`;

const PLACED = `update number set unit_id = r.to_unit, program_id = r.to_program, call_purpose = r.to_purpose
  from ${ROWS}
  where number.id = r.id and number.agency_id = ?2 and number.released_at is null
    and number.unit_id is r.unit and number.program_id is r.program and number.call_purpose is r.purpose
    and number.wired_to is r.wired
    and exists (select 1 from assignment a where a.number_id = number.id and a.sub_account_id = ?3
      and a.state <> 'ended' and (a.ends_at is null or a.ends_at > ?4))
    and (r.to_unit is null
      or exists (select 1 from business_unit u where u.id = r.to_unit and u.sub_account_id = ?3))
    and (r.to_program is null
      or exists (select 1 from program p where p.id = r.to_program and p.unit_id = r.to_unit and p.sub_account_id = ?3))`;

const LINES = `insert into audit (agency_id, sub_account_id, entity, entity_id, act, actor_kind, actor_id, source,
    before, after, at, changed)
  select ?2, ?3, 'number', r.id, ?5, ?6, ?7, ?8,
    json_object('unitId', r.unit, 'programId', r.program, 'callPurpose', r.purpose),
    json_object('unitId', r.to_unit, 'programId', r.to_program, 'callPurpose', r.to_purpose), ?4, changes() = ?9
  from ${ROWS}`;

const said = (text: string, params: (string | number)[]): Statement => ({ toSQL: () => ({ sql: text, params }) });
