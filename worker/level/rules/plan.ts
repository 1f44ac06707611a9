import { entryOf, exactly } from './entry.ts';
import { AT_BUSINESS, isAt, isAtOrBelow, type Position, parentOf, placeInWords, type Tree } from './level.ts';
import { type Purpose, purposeOf } from './purpose.ts';
import { type BulkAct, type BulkReason, MOST_ROWS, reasonInWords, type Wire } from './reason.ts';

/** N-8: what comes of a bulk list, row by row. One bad row never harms another. */
export interface BulkRow {
  number: string;
  purpose?: string | null | undefined;
}

/** A number the business holds, as it was read. */
export interface Held extends Position {
  numberId: string;
  e164: string;
  callPurpose: Purpose | null;
  wiredTo: Wire;
}

export interface BulkFacts {
  act: BulkAct;
  rows: readonly BulkRow[];
  /** The person confirmed that numbers are taken from where they are. */
  reassign: boolean;
  target: Position;
  /** What a program's numbers call for unless they say otherwise. */
  programPurpose: Purpose | null;
  tree: Tree;
  /** ISO country of the sub-account. */
  country: string;
  /** By E.164. */
  held: ReadonlyMap<string, Held>;
}

/** A number that is to sit elsewhere or to call for something else. */
export interface Placement {
  /** From 1. */
  row: number;
  was: Held;
  to: Position;
  purpose: Purpose | null;
}

export interface Rejection {
  row: number;
  input: string;
  e164: string | null;
  reason: BulkReason;
  sentence: string;
  /** It would be done if the person confirmed *reassign*. */
  reassignable: boolean;
}

function seatOf(tree: Tree, was: Held) {
  return { words: placeInWords(tree, was), isTop: isAt(AT_BUSINESS, was), wiredTo: was.wiredTo };
}

type Verdict = { to: Position; purpose: Purpose | null } | { reason: BulkReason; reassignable?: boolean };

export function planBulk(facts: BulkFacts): { done: Placement[]; rejected: Rejection[] } {
  const done: Placement[] = [];
  const rejected: Rejection[] = [];
  const seen = new Set<string>();
  facts.rows.forEach(({ number: input, purpose }, at) => {
    const e164 = at < MOST_ROWS ? named(facts, input) : undefined;
    const was = e164 === undefined ? undefined : facts.held.get(e164);
    const verdict = at < MOST_ROWS ? judge(facts, e164, was, seen, purpose) : { reason: 'too_many' as const };
    if (e164 !== undefined) seen.add(e164);
    if (!('reason' in verdict)) {
      if (was) done.push({ row: at + 1, was, ...verdict });
      return;
    }
    const { reason, reassignable = false } = verdict;
    const sentence = reasonInWords(reason, facts.act, was && seatOf(facts.tree, was));
    rejected.push({ row: at + 1, input, e164: e164 ?? null, reason, sentence, reassignable });
  });
  return { done, rejected };
}

function named({ country, held }: BulkFacts, input: string): string | undefined {
  const exact = exactly(input);
  return exact !== undefined && held.has(exact) ? exact : entryOf(input, country);
}

function judge(
  facts: BulkFacts,
  e164: string | undefined,
  was: Held | undefined,
  seen: ReadonlySet<string>,
  purpose: string | null | undefined,
): Verdict {
  if (e164 === undefined) return { reason: 'invalid_format' };
  if (seen.has(e164)) return { reason: 'duplicate' };
  if (!was) return { reason: 'unknown' };
  if (facts.act === 'remove') return removed(facts.target, was);
  const typed = purpose?.trim();
  const wanted = typed ? purposeOf(typed) : null;
  if (wanted === undefined) return { reason: 'bad_call_purpose' };
  return placed(facts, was, wanted);
}

/** @param wanted the purpose the row names; without one the number keeps its own, or takes the program's */
function placed({ act, target, reassign, programPurpose }: BulkFacts, was: Held, wanted: Purpose | null): Verdict {
  const purpose = wanted ?? was.callPurpose ?? programPurpose;
  if (isAt(target, was)) return purpose === was.callPurpose ? { reason: 'in_use' } : { to: target, purpose };
  if (!reassign && mustConfirm(act, target, was)) return { reason: 'elsewhere', reassignable: true };
  return { to: target, purpose };
}

/** Adding goes only down from a level above; moving takes from anywhere but from one program into another. */
function mustConfirm(act: BulkAct, target: Position, was: Held): boolean {
  if (act === 'move') return was.programId !== null && target.programId !== null;
  return !isAtOrBelow(was, target);
}

/** Leaves the level for the next one up. */
function removed(target: Position, was: Held): Verdict {
  if (!isAtOrBelow(target, was)) return { reason: 'elsewhere' };
  const to = parentOf(target);
  if (isAt(to, was) || was.wiredTo !== null) return { reason: 'in_use' };
  return { to, purpose: was.callPurpose };
}
