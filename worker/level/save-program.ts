import { auditLine } from '../audit/store.ts';
import { attempt } from '../company-number/attempt.ts';
import type { Ctx } from '../context.ts';
import { conflict, invalid, refused } from '../problem.ts';
import type { Place } from '../staff/store.ts';
import { type Levels, loadLevels, programIn, programView, unitIn } from './load.ts';
import { daysRefusal } from './rules/program.ts';
import { counted } from './save-unit.ts';
import type { ProgramBody, ProgramChange } from './shape.ts';
import { type ProgramRow, programChanged, programDeleted, programInsert } from './store/tree.ts';

/** All programs of a business are read at once. */
const MOST_PROGRAMS = 1000;

/** N-5: a new program of a unit. */
export function addProgram(ctx: Ctx, place: Place, unitId: string, wanted: ProgramBody) {
  return attempt('Not added.', async () => {
    const levels = await loadLevels(ctx, place);
    unitIn(levels, unitId);
    if (levels.programs.length >= MOST_PROGRAMS) {
      const why = `A business has at most ${MOST_PROGRAMS} programs. Remove one that has ended first.`;
      throw refused('too_many_programs', 'Not added.', why);
    }
    const row: ProgramRow = { id: ctx.id('prg'), ...place, unitId, ...wanted, createdAt: ctx.now };
    mustFit(levels, row);
    const line = { ...lineOf(place, row, 'added'), after: wordsOf(row) };
    await ctx.db.commit([programInsert(row), auditLine(ctx, line)]);
    return programView(levels, row);
  });
}

/** Changes what is given; what is not stays. A new purpose is that of numbers placed there from then on. */
export function changeProgram(ctx: Ctx, place: Place, programId: string, wanted: ProgramChange) {
  return attempt('Not saved.', async () => {
    const levels = await loadLevels(ctx, place);
    const row = programIn(levels, programId);
    const after: ProgramRow = { ...row, ...given(wanted) };
    mustFit(levels, after);
    const [before, words] = [wordsOf(row), wordsOf(after)];
    if (JSON.stringify(before) !== JSON.stringify(words)) {
      const line = { ...lineOf(place, row, 'changed'), before, after: words };
      await ctx.db.commit([programChanged(ctx, place, row, words), auditLine(ctx, line)]);
    }
    return programView(levels, after);
  });
}

/** Removes a program in which no number sits. */
export function removeProgram(ctx: Ctx, place: Place, programId: string): Promise<void> {
  return attempt('Not removed.', async () => {
    const levels = await loadLevels(ctx, place);
    const row = programIn(levels, programId);
    const { numbers } = programView(levels, row);
    if (numbers) {
      const why = `${counted(numbers, 'number')} still ${numbers === 1 ? 'sits' : 'sit'} in it. Move or remove them first.`;
      throw conflict('program_in_use', 'Not removed.', why, { numbers });
    }
    const line = { ...lineOf(place, row, 'removed'), before: wordsOf(row) };
    await ctx.db.commit([programDeleted(ctx, place, row), auditLine(ctx, line)]);
  });
}

function mustFit({ programs }: Levels, wanted: ProgramRow): void {
  const fault = daysRefusal(wanted);
  if (fault) throw invalid([fault]);
  const isSame = ({ id, unitId, name }: ProgramRow) =>
    id !== wanted.id && unitId === wanted.unitId && name.toLowerCase() === wanted.name.toLowerCase();
  if (!programs.some(isSame)) return;
  throw invalid([{ field: 'name', message: 'This unit has a program of that name. Choose another.' }]);
}

function given({ name, callPurpose, displayName, startsAt, endsAt }: ProgramChange) {
  return {
    ...(name !== undefined && { name }),
    ...(callPurpose !== undefined && { callPurpose }),
    ...(displayName !== undefined && { displayName }),
    ...(startsAt !== undefined && { startsAt }),
    ...(endsAt !== undefined && { endsAt }),
  };
}

function wordsOf({ name, callPurpose, displayName, startsAt, endsAt }: ProgramRow) {
  return { name, callPurpose, displayName, startsAt, endsAt };
}

function lineOf(place: Place, { id }: ProgramRow, act: string) {
  return { ...place, entity: 'program', entityId: id, act };
}
