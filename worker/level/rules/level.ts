/** N-5: business → business unit → program. Every number of a sub-account sits on exactly one of them. */
export type LevelKind = 'business' | 'unit' | 'program';

/** Where a number sits; both null: at the business itself. One in a program also names the program's unit. */
export interface Position {
  unitId: string | null;
  programId: string | null;
}

export const AT_BUSINESS: Position = { unitId: null, programId: null };

export interface Unit {
  id: string;
  name: string;
}

/** What of a program places a number. */
export interface ProgramPlace extends Unit {
  unitId: string;
}

export interface Tree {
  business: { id: string; name: string };
  units: readonly Unit[];
  programs: readonly ProgramPlace[];
}

/** The position of a level; undefined when there is no such unit or program here. */
export function positionOf(tree: Tree, level: { kind: LevelKind; id?: string | undefined }): Position | undefined {
  if (level.kind === 'business') {
    return level.id === undefined || level.id === tree.business.id ? AT_BUSINESS : undefined;
  }
  if (level.kind === 'unit') {
    const unit = tree.units.find(one => one.id === level.id);
    return unit && { unitId: unit.id, programId: null };
  }
  const program = tree.programs.find(one => one.id === level.id);
  return program && { unitId: program.unitId, programId: program.id };
}

export function isAt(here: Position, position: Position): boolean {
  return here.unitId === position.unitId && here.programId === position.programId;
}

/** At the level itself, or anywhere under it. */
export function isAtOrBelow(level: Position, position: Position): boolean {
  if (level.programId) return position.programId === level.programId;
  return level.unitId === null || position.unitId === level.unitId;
}

/** The next level up; the business is its own. */
export function parentOf({ unitId, programId }: Position): Position {
  return programId ? { unitId, programId: null } : AT_BUSINESS;
}

/** A position as it is answered: which level, by name. */
export function levelAt(tree: Tree, { unitId, programId }: Position): { kind: LevelKind; id: string; name: string } {
  const program = programId ? tree.programs.find(one => one.id === programId) : undefined;
  if (program) return { kind: 'program', id: program.id, name: program.name };
  const unit = unitId ? tree.units.find(one => one.id === unitId) : undefined;
  return unit ? { kind: 'unit', id: unit.id, name: unit.name } : { kind: 'business', ...tree.business };
}

/** A position in words, such as “Spring drive” in “Fundraising”. */
export function placeInWords(tree: Tree, position: Position): string {
  const { kind, name } = levelAt(tree, position);
  if (kind === 'business') return `directly at ${name}`;
  const unit = kind === 'program' ? tree.units.find(one => one.id === position.unitId) : undefined;
  return unit ? `in the program “${name}” of “${unit.name}”` : `in the ${kind} “${name}”`;
}
