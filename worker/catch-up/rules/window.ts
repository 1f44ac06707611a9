/**
 * which span of time is looked through at Twilio for what never reached us. Spans overlap on purpose: what is
 * known by its SID already changes nothing. Instants are epoch ms.
 */
export interface Span {
  since: number;
  until: number;
}

/** What the second Worker noted: when it first and last answered for an account in the first one's place. */
export interface Away {
  since: number;
  last: number;
}

const MINUTE = 60_000;
/** What is younger may still be on its way through our own queue. */
const SETTLING_MS = 5 * MINUTE;
/** Twilio tries the first Worker before the second, and its clock is not ours. */
const BEFORE_MS = 30 * MINUTE;
/** A note is written anew after so long; KV may show an older one for as long. */
export const NOTE_MS = MINUTE;
/** Once it has been quiet for this long, or has gone on for the other, the span is looked through. */
const QUIET_MS = SETTLING_MS + 2 * NOTE_MS;
const GOING_ON_MS = 15 * MINUTE;

/** Whether the second Worker has to write its note (again). */
export function noteAgain(known: Away | undefined, now: number): boolean {
  return !known || known.last + NOTE_MS <= now;
}

/** The span a note asks for, and what is left of the note: null once nothing later can be hidden behind it. */
export function spanAway(note: Away, now: number): { span: Span; left: Away | null } | undefined {
  if (note.last + QUIET_MS > now && note.since + GOING_ON_MS > now) return undefined;
  const until = now - SETTLING_MS;
  const isOver = note.last + NOTE_MS < until;
  return { span: { since: note.since - BEFORE_MS, until }, left: isOver ? null : { ...note, since: until } };
}

/** What a night looks through: all since the last one, however long ago that was; a day where there was none. */
export function spanOfNight(before: number | undefined, now: number): Span {
  return { since: (before ?? now - 24 * 60 * MINUTE) - BEFORE_MS, until: now - SETTLING_MS };
}

export function isWithin(at: number, { since, until }: Span): boolean {
  return at >= since && at <= until;
}
