export type BulkAct = 'add' | 'move' | 'remove';

/** Rows of a bulk list beyond this many are rejected. */
export const MOST_ROWS = 500;

/** N-8: why a row of a bulk list was rejected. */
export type BulkReason =
  | 'invalid_format'
  | 'unknown'
  | 'elsewhere'
  | 'in_use'
  | 'duplicate'
  | 'bad_call_purpose'
  | 'too_many';

const SENTENCES: Record<Exclude<BulkReason, 'elsewhere' | 'in_use'>, string> = {
  invalid_format: 'This is not a complete phone number. Check the digits, or write it like +1 212 555 0100.',
  unknown: 'Your business does not hold this number. Check the digits.',
  duplicate: 'It is on the list more than once; the first one counts.',
  bad_call_purpose: 'There is no such call purpose. Choose one of the list, or leave it empty.',
  too_many: `One list takes at most ${MOST_ROWS} numbers. Put this one on the next.`,
};

const WIRES = {
  user: 'It is somebody’s direct number',
  company: 'It is a company number',
  agent: 'A voice agent, campaign or workflow answers it',
} as const;

export type Wire = keyof typeof WIRES | null;

/** Where a number sits and what it is wired to. */
export interface Seat {
  words: string;
  /** At the business itself. */
  isTop: boolean;
  wiredTo: Wire;
}

/** What was not done to a number, and what to do. @param seat of a number the business holds */
export function reasonInWords(reason: BulkReason, act: BulkAct, seat: Seat | undefined): string {
  if (reason === 'elsewhere') {
    const next = act === 'remove' ? 'Remove it there.' : 'Confirm to reassign it, or leave it there.';
    return `It sits ${seat?.words ?? 'on another level'}. ${next}`;
  }
  if (reason !== 'in_use') return SENTENCES[reason];
  if (act !== 'remove') return 'It is on this level already.';
  if (seat?.wiredTo && !seat.isTop) return `${WIRES[seat.wiredTo]}. Detach it first, or move it to another level.`;
  return 'The business itself holds and pays for it. Release it under Phone numbers if you no longer need it.';
}
