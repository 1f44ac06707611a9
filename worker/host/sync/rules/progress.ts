/** A part of the mirror as people see it in Settings (H-5). */

export type PartState = 'waiting' | 'running' | 'done' | 'failed';

interface Run {
  kind: 'places' | 'people' | 'contacts';
  phase: 'waiting' | 'listing' | 'sweeping' | 'done' | 'failed';
  done: number;
  changed: number;
  gone: number;
  total: number | null;
  startedAt: number;
  finishedAt: number | null;
  dueAt: number;
  error: string | null;
}

export interface Part {
  kind: Run['kind'];
  state: PartState;
  done: number;
  changed: number;
  gone: number;
  total: number | null;
  startedAt: number;
  finishedAt: number | null;
  /** Goes on then: the CRM did not answer, or wants to be left alone. */
  againAt: number | null;
  error: string | null;
}

export function partOf(run: Run): Part {
  const { kind, phase, done, changed, gone, total, startedAt, finishedAt, dueAt, error } = run;
  const isOpen = phase === 'waiting' || phase === 'listing' || phase === 'sweeping';
  const state: PartState = phase === 'done' || phase === 'failed' ? phase : phase === 'waiting' ? 'waiting' : 'running';
  const againAt = isOpen && dueAt > startedAt ? dueAt : null;
  return { kind, state, done, changed, gone, total, startedAt, finishedAt, againAt, error };
}

/** What somebody should see first: what failed, what stumbled, what is under way. */
export function urgency({ state, error }: Pick<Part, 'state' | 'error'>): number {
  if (state === 'failed') return 3;
  if (error !== null) return 2;
  return state === 'running' || state === 'waiting' ? 1 : 0;
}
