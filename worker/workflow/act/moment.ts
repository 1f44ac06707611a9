/** A moment as a workflow says it. `at`: epoch ms; null = at once over. */
export type Moment = { ok: true; at: number | null } | { ok: false; field: 'minutes' | 'until'; message: string };

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** S-2, W-2: until when somebody is left alone. Minutes go before a moment; neither, or none, ends it. */
export function momentOf(said: { minutes?: string | undefined; until?: string | undefined }, now: number): Moment {
  if (said.minutes !== undefined) {
    const minutes = Number(said.minutes);
    if (Number.isInteger(minutes) && minutes >= 0) return { ok: true, at: minutes ? now + minutes * 60_000 : null };
    return { ok: false, field: 'minutes', message: 'Enter whole minutes, 0 or more.' };
  }
  if (said.until === undefined) return { ok: true, at: null };
  const at = INSTANT.test(said.until) ? Date.parse(said.until) : Number.NaN;
  if (!Number.isNaN(at)) return { ok: true, at };
  return { ok: false, field: 'until', message: 'Enter a moment with its zone, like 2026-03-03T18:00:00Z.' };
}
