import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Away,
  isWithin,
  noteAgain,
  type Span,
  spanAway,
  spanOfNight,
} from '../../../worker/catch-up/rules/window.ts';

const MINUTE = 60_000;
const NOW = 1_800_000_000_000;
const ago = (minutes: number) => NOW - minutes * MINUTE;

test.each<[string, Away, boolean]>([
  ['just now: it may still be going on', { since: ago(1), last: ago(0) }, false],
  ['ten minutes ago, and quiet since', { since: ago(10), last: ago(8) }, true],
  ['for twenty minutes, still going on', { since: ago(20), last: ago(0) }, true],
])('X-5 the second Worker answered %s', (_when, note, isDue) => {
  expect(spanAway(note, NOW) !== undefined).toBe(isDue);
});

test('X-5 a span begins before the first note and ends before what may still be under way', () => {
  const due = spanAway({ since: ago(20), last: ago(9) }, NOW);
  expect(due).toEqual({ span: { since: ago(50), until: ago(5) }, left: null });
  expect(spanAway({ since: ago(20), last: ago(1) }, NOW)?.left).toEqual({ since: ago(5), last: ago(1) });
});

test('X-2 a night looks through all since the last one, however long ago; a day where there was none', () => {
  expect(spanOfNight(ago(3 * 24 * 60), NOW)).toEqual({ since: ago(3 * 24 * 60 + 30), until: ago(5) });
  expect(spanOfNight(undefined, NOW)).toEqual({ since: ago(24 * 60 + 30), until: ago(5) });
});

test('X-5 X-2 whenever calls come and cron ticks, and though KV shows a note of a minute ago, each is looked for', () => {
  const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 180 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(minutes, fc.uniqueArray(fc.integer({ min: 0, max: 180 })), (calls, ticks) => {
      const spans: Span[] = [];
      const history: { at: number; note: Away | undefined }[] = [];
      const seen = (at: number) => history.filter(one => one.at <= at).at(-1)?.note;
      const write = (at: number, note: Away | undefined) => history.push({ at, note });
      const last = [...Array.from({ length: 12 }, (_, n) => 185 + 5 * n)];
      for (let minute = 0; minute <= 240; minute += 1) {
        const at = NOW + minute * MINUTE;
        // The second Worker's copy of the note is up to a minute old.
        const stale = seen(at - MINUTE + 1);
        if (calls.includes(minute) && noteAgain(stale, at)) write(at, { since: stale?.since ?? at, last: at });
        const note = seen(at);
        const due = ticks.includes(minute) || last.includes(minute) ? note && spanAway(note, at) : undefined;
        if (!due) continue;
        spans.push(due.span);
        write(at, due.left ?? undefined);
      }
      for (const minute of calls) {
        expect(spans.some(span => isWithin(NOW + minute * MINUTE, span))).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});
