import type { Ctx } from '../context.ts';
import { notFound } from '../problem.ts';
import type { Place } from '../staff/store.ts';
import { isAt, isAtOrBelow, type Position, type Tree } from './rules/level.ts';
import { localDate, programStatus } from './rules/program.ts';
import { type ProgramRow, type TreeRows, treeOf, type UnitRow } from './store/tree.ts';

/** A sub-account's levels as they were read, with today's date there. */
export interface Levels extends Tree {
  business: NonNullable<TreeRows['business']>;
  units: UnitRow[];
  programs: ProgramRow[];
  seats: TreeRows['seats'];
  today: string;
}

export async function loadLevels(ctx: Ctx, place: Place): Promise<Levels> {
  const { business, ...rest } = await treeOf(ctx, place);
  if (!business) throw notFound('sub-account');
  return { business, ...rest, today: localDate(business.zone, ctx.now) };
}

export function unitIn({ units }: Levels, unitId: string): UnitRow {
  const unit = units.find(one => one.id === unitId);
  if (!unit) throw notFound('business unit');
  return unit;
}

export function programIn({ programs }: Levels, programId: string): ProgramRow {
  const program = programs.find(one => one.id === programId);
  if (!program) throw notFound('program');
  return program;
}

/** How many numbers sit at a level itself, and how many at and below it. */
function countsAt({ seats }: Levels, level: Position) {
  const sum = (fits: (seat: Position) => boolean) => seats.filter(fits).reduce((n, { numbers }) => n + numbers, 0);
  return { numbers: sum(seat => isAtOrBelow(level, seat)), numbersHere: sum(seat => isAt(level, seat)) };
}

function programCounts({ today }: Levels, programs: readonly ProgramRow[]) {
  const running = programs.filter(program => programStatus(program, today) === 'running').length;
  const ended = programs.filter(program => programStatus(program, today) === 'ended').length;
  return { programs: programs.length, running, ended };
}

/** A program as the panels show it. */
export function programView(levels: Levels, row: ProgramRow) {
  const { id, unitId, name, callPurpose, displayName, startsAt, endsAt } = row;
  const status = programStatus(row, levels.today);
  const { numbers } = countsAt(levels, { unitId, programId: id });
  return { id, unitId, name, callPurpose, displayName, startsAt, endsAt, status, ended: status === 'ended', numbers };
}

/** A unit as the panels show it: counts at and below it, and its programs. */
export function unitView(levels: Levels, { id, name }: UnitRow) {
  const programs = levels.programs.filter(program => program.unitId === id);
  const counts = { ...countsAt(levels, { unitId: id, programId: null }), ...programCounts(levels, programs) };
  return { id, name, counts, programs: programs.map(row => programView(levels, row)) };
}

/** The business itself, with all that is below it. */
export function businessView(levels: Levels) {
  const { id, name, country, zone } = levels.business;
  const counts = {
    ...countsAt(levels, { unitId: null, programId: null }),
    units: levels.units.length,
    ...programCounts(levels, levels.programs),
  };
  return { id, name, country, zone, today: levels.today, counts };
}
