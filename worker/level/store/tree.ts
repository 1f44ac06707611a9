import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { assignment, businessUnit, number, program, subAccount } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';
import type { Place } from '../../staff/store.ts';

type Db = Pick<Ctx, 'db' | 'now'>;

export type UnitRow = typeof businessUnit.$inferSelect;
export type ProgramRow = typeof program.$inferSelect;

/** The assignment by which the sub-account holds the number now, reserved ones included; over means over. */
export function holding(ctx: Db, { agencyId, subAccountId }: Place): SQL | undefined {
  return and(
    eq(assignment.agencyId, agencyId),
    eq(assignment.subAccountId, subAccountId),
    sql`${assignment.state} <> 'ended'`,
    sql`(${assignment.endsAt} is null or ${assignment.endsAt} > ${ctx.now})`,
  );
}

const unitsIn = ({ agencyId, subAccountId }: Place) =>
  and(eq(businessUnit.agencyId, agencyId), eq(businessUnit.subAccountId, subAccountId));

const programsIn = ({ agencyId, subAccountId }: Place) =>
  and(eq(program.agencyId, agencyId), eq(program.subAccountId, subAccountId));

/** The business with its units and programs by name, and how many numbers sit where: one round trip. */
export async function treeOf(ctx: Db, place: Place) {
  const { read } = ctx.db;
  const [[business], units, programs, seats] = await read.batch([
    read
      .select({ id: subAccount.id, name: subAccount.name, country: subAccount.country, zone: subAccount.timezone })
      .from(subAccount)
      .where(and(eq(subAccount.agencyId, place.agencyId), eq(subAccount.id, place.subAccountId))),
    read.select().from(businessUnit).where(unitsIn(place)).orderBy(asc(businessUnit.name), asc(businessUnit.id)),
    read.select().from(program).where(programsIn(place)).orderBy(asc(program.name), asc(program.id)),
    read
      .select({ unitId: number.unitId, programId: number.programId, numbers: sql<number>`count(*)` })
      .from(assignment)
      .innerJoin(number, eq(number.id, assignment.numberId))
      .where(and(holding(ctx, place), isNull(number.releasedAt)))
      .groupBy(number.unitId, number.programId),
  ]);
  return { business, units, programs, seats };
}

export type TreeRows = Awaited<ReturnType<typeof treeOf>>;

export function unitInsert(ctx: Db, row: UnitRow): Statement {
  return ctx.db.read.insert(businessUnit).values(row);
}

export function unitRenamed(ctx: Db, place: Place, { id, name: was }: UnitRow, name: string): Statement {
  return ctx.db.read
    .update(businessUnit)
    .set({ name })
    .where(and(unitsIn(place), eq(businessUnit.id, id), eq(businessUnit.name, was)));
}

/** Hits nothing while a program belongs to it or a number sits there. */
export function unitDeleted(ctx: Db, place: Place, { id }: UnitRow): Statement {
  return ctx.db.read
    .delete(businessUnit)
    .where(
      and(
        unitsIn(place),
        eq(businessUnit.id, id),
        sql`not exists (select 1 from ${program} where ${program.unitId} = ${id})`,
        sql`not exists (select 1 from ${number} where ${number.unitId} = ${id})`,
      ),
    );
}

/** A program in a unit that is still there; hits nothing otherwise. */
export function programInsert(row: ProgramRow): Statement {
  const { id, agencyId, subAccountId, unitId, name, callPurpose, displayName, startsAt, endsAt, createdAt } = row;
  const text = `insert into program (id, agency_id, sub_account_id, unit_id, name, call_purpose, display_name, starts_at,
    ends_at, created_at) select ?, agency_id, sub_account_id, id, ?, ?, ?, ?, ?, ? from business_unit
    where id = ? and agency_id = ? and sub_account_id = ?`;
  const params = [id, name, callPurpose, displayName, startsAt, endsAt, createdAt, unitId, agencyId, subAccountId];
  return { toSQL: () => ({ sql: text, params }) };
}

/** Changes a program nobody changed since it was read. */
export function programChanged(
  ctx: Db,
  place: Place,
  was: ProgramRow,
  set: Pick<ProgramRow, 'name' | 'callPurpose' | 'displayName' | 'startsAt' | 'endsAt'>,
): Statement {
  return ctx.db.read
    .update(program)
    .set(set)
    .where(
      and(
        programsIn(place),
        eq(program.id, was.id),
        eq(program.name, was.name),
        eq(program.callPurpose, was.callPurpose),
        eq(program.displayName, was.displayName),
        eq(program.startsAt, was.startsAt),
        sql`${program.endsAt} is ${was.endsAt}`,
      ),
    );
}

/** Hits nothing while a number sits there. */
export function programDeleted(ctx: Db, place: Place, { id }: ProgramRow): Statement {
  return ctx.db.read
    .delete(program)
    .where(
      and(
        programsIn(place),
        eq(program.id, id),
        sql`not exists (select 1 from ${number} where ${number.programId} = ${id})`,
      ),
    );
}
