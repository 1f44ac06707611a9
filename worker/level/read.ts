import type { Ctx } from '../context.ts';
import { notFound } from '../problem.ts';
import type { Place } from '../staff/store.ts';
import { businessView, type Levels, loadLevels, programIn, programView, unitIn, unitView } from './load.ts';
import { AT_BUSINESS, type Position, positionOf } from './rules/level.ts';
import { programStatus } from './rules/program.ts';
import type { LevelNumbersQuery } from './shape.ts';
import { type NumberRow, numbersAt, type PageQuery } from './store/numbers.ts';

const FIRST_PAGE: PageQuery = { limit: 50 };

/** The whole of a sub-account's levels: the business, its units, their programs (N-5). */
export async function listUnits(ctx: Ctx, place: Place) {
  const levels = await loadLevels(ctx, place);
  return { business: businessView(levels), items: levels.units.map(unit => unitView(levels, unit)) };
}

/** A unit's dashboard: counts, programs, and the first numbers at and below it. */
export async function readUnit(ctx: Ctx, place: Place, unitId: string) {
  const levels = await loadLevels(ctx, place);
  const unit = unitIn(levels, unitId);
  const numbers = await page(ctx, place, levels, { unitId, programId: null }, FIRST_PAGE);
  return { ...unitView(levels, unit), zone: levels.business.zone, numbers };
}

/** A program's dashboard: its days in the sub-account's zone, whether it has ended, and its first numbers. */
export async function readProgram(ctx: Ctx, place: Place, programId: string) {
  const levels = await loadLevels(ctx, place);
  const program = programIn(levels, programId);
  const { unitId } = program;
  const { id, name } = unitIn(levels, unitId);
  const { numbers: count, ...view } = programView(levels, program);
  const numbers = await page(ctx, place, levels, { unitId, programId }, FIRST_PAGE);
  return { ...view, unit: { id, name }, zone: levels.business.zone, counts: { numbers: count }, numbers };
}

/** The numbers at and below a level, by page (N-5). */
export async function levelNumbers(ctx: Ctx, place: Place, { level, id, ...query }: LevelNumbersQuery) {
  const levels = await loadLevels(ctx, place);
  const position = positionOf(levels, { kind: level, id });
  if (!position) throw notFound('level');
  return page(ctx, place, levels, position, query);
}

/** N-6: which number sits where, under which display name and for how long. */
export async function viewAssignments(ctx: Ctx, place: Place, query: PageQuery) {
  const levels = await loadLevels(ctx, place);
  const { items, total, next } = await page(ctx, place, levels, AT_BUSINESS, query);
  const { id, name, zone } = levels.business;
  const rows = items.map(({ numberId, e164, unit, program }) => ({
    ...{ numberId, e164, business: { id, name }, unit },
    program: program && { id: program.id, name: program.name },
    displayName: program?.displayName ?? null,
    duration: program && { startsAt: program.startsAt, endsAt: program.endsAt, status: program.status },
  }));
  return { items: rows, total, next, zone };
}

async function page(ctx: Ctx, place: Place, levels: Levels, level: Position, query: PageQuery) {
  const { rows, total } = await numbersAt(ctx, place, level, query);
  const items = rows.slice(0, query.limit).map(row => numberView(levels, row));
  return { items, total, next: rows.length > query.limit ? (items.at(-1)?.e164 ?? null) : null };
}

function numberView(levels: Levels, row: NumberRow) {
  const { numberId, e164, type, voice, sms, callPurpose, wiredTo, state, assignmentId, endsAt } = row;
  const unit = levels.units.find(one => one.id === row.unitId);
  const program = levels.programs.find(one => one.id === row.programId);
  return {
    ...{ numberId, e164, type, voice, sms, callPurpose, state, assignmentId, endsAt, wiredTo },
    wiredName: row.userName ?? row.agentName,
    unit: unit ? { id: unit.id, name: unit.name } : null,
    program: program
      ? {
          ...{ id: program.id, name: program.name, displayName: program.displayName },
          ...{ startsAt: program.startsAt, endsAt: program.endsAt },
          status: programStatus(program, levels.today),
        }
      : null,
  };
}

export type LevelNumber = ReturnType<typeof numberView>;
