import { and, asc, eq, gt, isNull, like, type SQL, sql } from 'drizzle-orm';
import { agent, assignment, number, user } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Place } from '../../staff/store.ts';
import type { Position } from '../rules/level.ts';
import type { Held } from '../rules/plan.ts';
import { holding } from './tree.ts';

type Db = Pick<Ctx, 'db' | 'now'>;

export interface PageQuery {
  cursor?: string | undefined;
  q?: string | undefined;
  limit: number;
}

/** A page of the numbers at and below a level, by digits, and how many there are in all: one round trip. */
export async function numbersAt(ctx: Db, place: Place, level: Position, { cursor, q, limit }: PageQuery) {
  const where = and(
    holding(ctx, place),
    isNull(number.releasedAt),
    under(level),
    q ? like(number.e164, `%${q}%`) : undefined,
  );
  const { read } = ctx.db;
  const [rows, [count]] = await read.batch([
    read
      .select({
        numberId: number.id,
        e164: number.e164,
        type: number.type,
        voice: number.voice,
        sms: number.sms,
        callPurpose: number.callPurpose,
        wiredTo: number.wiredTo,
        userName: user.name,
        agentName: agent.name,
        unitId: number.unitId,
        programId: number.programId,
        state: assignment.state,
        assignmentId: assignment.id,
        endsAt: assignment.endsAt,
      })
      .from(assignment)
      .innerJoin(number, eq(number.id, assignment.numberId))
      .leftJoin(user, eq(user.id, number.wiredUserId))
      .leftJoin(agent, eq(agent.id, number.wiredAgentId))
      .where(and(where, cursor ? gt(number.e164, cursor) : undefined))
      .orderBy(asc(number.e164))
      .limit(limit + 1),
    read
      .select({ total: sql<number>`count(*)` })
      .from(assignment)
      .innerJoin(number, eq(number.id, assignment.numberId))
      .where(where),
  ]);
  return { rows, total: count?.total ?? 0 };
}

export type NumberRow = Awaited<ReturnType<typeof numbersAt>>['rows'][number];

function under({ unitId, programId }: Position): SQL | undefined {
  if (programId) return eq(number.programId, programId);
  return unitId ? eq(number.unitId, unitId) : undefined;
}

/** Those of the named numbers that the sub-account holds. @param by what names them: E.164 or our ids */
export async function heldAmong(ctx: Db, place: Place, by: 'e164' | 'id', names: readonly string[]): Promise<Held[]> {
  if (!names.length) return [];
  return ctx.db.read
    .select({
      numberId: number.id,
      e164: number.e164,
      unitId: number.unitId,
      programId: number.programId,
      callPurpose: number.callPurpose,
      wiredTo: number.wiredTo,
    })
    .from(assignment)
    .innerJoin(number, eq(number.id, assignment.numberId))
    .where(
      and(
        holding(ctx, place),
        isNull(number.releasedAt),
        sql`${number[by]} in (select value from json_each(${JSON.stringify(names)}))`,
      ),
    );
}
