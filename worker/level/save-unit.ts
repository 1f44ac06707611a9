import { auditLine } from '../audit/store.ts';
import { attempt } from '../company-number/attempt.ts';
import type { Ctx } from '../context.ts';
import { conflict, invalid, refused } from '../problem.ts';
import type { Place } from '../staff/store.ts';
import { type Levels, loadLevels, unitIn, unitView } from './load.ts';
import type { UnitBody } from './shape.ts';
import { type UnitRow, unitDeleted, unitInsert, unitRenamed } from './store/tree.ts';

/** So many units are enough for any business; all are read at once. */
const MOST_UNITS = 200;

/** N-5: a new part of the business. */
export async function addUnit(ctx: Ctx, place: Place, { name }: UnitBody) {
  const levels = await loadLevels(ctx, place);
  if (levels.units.length >= MOST_UNITS) {
    throw refused('too_many_units', 'Not added.', `A business has at most ${MOST_UNITS} units. Remove one first.`);
  }
  mustBeNew(levels, name);
  const row: UnitRow = { id: ctx.id('unt'), ...place, name, createdAt: ctx.now };
  await ctx.db.commit([unitInsert(ctx, row), auditLine(ctx, { ...lineOf(place, row, 'added'), after: { name } })]);
  return unitView(levels, row);
}

export function renameUnit(ctx: Ctx, place: Place, unitId: string, { name }: UnitBody) {
  return attempt('Not saved.', async () => {
    const levels = await loadLevels(ctx, place);
    const row = unitIn(levels, unitId);
    mustBeNew(levels, name, unitId);
    if (row.name !== name) {
      const line = { ...lineOf(place, row, 'renamed'), before: { name: row.name }, after: { name } };
      await ctx.db.commit([unitRenamed(ctx, place, row, name), auditLine(ctx, line)]);
    }
    return unitView(levels, { ...row, name });
  });
}

/** Removes a unit that is empty: no program belongs to it and no number sits there. */
export function removeUnit(ctx: Ctx, place: Place, unitId: string): Promise<void> {
  return attempt('Not removed.', async () => {
    const levels = await loadLevels(ctx, place);
    const row = unitIn(levels, unitId);
    const { counts } = unitView(levels, row);
    if (counts.programs || counts.numbers) throw inUse(counts);
    const line = { ...lineOf(place, row, 'removed'), before: { name: row.name } };
    await ctx.db.commit([unitDeleted(ctx, place, row), auditLine(ctx, line)]);
  });
}

function mustBeNew({ units }: Levels, name: string, except?: string): void {
  const same = (other: UnitRow) => other.id !== except && other.name.toLowerCase() === name.toLowerCase();
  if (units.some(same)) throw invalid([{ field: 'name', message: 'There is a unit of that name. Choose another.' }]);
}

function inUse({ programs, numbers }: { programs: number; numbers: number }) {
  const why = `It still holds ${counted(programs, 'program')} and ${counted(numbers, 'number')}.`;
  const next = 'Move its numbers and remove its programs first.';
  return conflict('unit_in_use', 'Not removed.', `${why} ${next}`, { programs, numbers });
}

/** @param noun in the singular */
export function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

function lineOf(place: Place, { id }: UnitRow, act: string) {
  return { ...place, entity: 'business_unit', entityId: id, act };
}
