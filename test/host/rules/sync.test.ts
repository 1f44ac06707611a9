import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { difference, type Kept, type Listed } from '../../../worker/host/sync/rules/difference.ts';
import { partOf, urgency } from '../../../worker/host/sync/rules/progress.ts';
import { nextTry } from '../../../worker/host/sync/rules/wait.ts';

const LISTED: Listed = {
  hostContactId: 'k1',
  name: 'Ana',
  ownerHostUserId: 'u1',
  source: 'Web',
  createdAt: 10,
  updatedAt: 20,
  phones: ['+14155550141', '+14155550142'],
};
const KEPT: Kept = { ...LISTED, createdAt: 10, updatedAt: 20, isDeleted: false, isFresh: false };
const judged = (listed: Partial<Listed>, kept?: Partial<Kept>) => {
  const known = new Map(kept ? [['k1', { ...KEPT, ...kept }]] : []);
  const { changed, same } = difference([{ ...LISTED, ...listed }], known);
  return changed.length ? 'changed' : same.length ? 'same' : 'left';
};

describe('H-5 what a page says that is not known', () => {
  test.each<[string, Partial<Listed>, Partial<Kept> | undefined, string]>([
    ['somebody unknown', {}, undefined, 'changed'],
    ['the same', {}, {}, 'same'],
    ['the same phones in another order', { phones: ['+14155550142', '+14155550141'] }, {}, 'same'],
    ['another name', { name: 'Anna' }, {}, 'changed'],
    ['another owner', { ownerHostUserId: null }, {}, 'changed'],
    ['another source', { source: null }, {}, 'changed'],
    ['one phone less', { phones: ['+14155550141'] }, {}, 'changed'],
    ['a later change', { updatedAt: 21 }, {}, 'changed'],
    ['an earlier change than we know, before the run', { updatedAt: 19 }, {}, 'changed'],
    ['an earlier change than an event since', { updatedAt: 19 }, { isFresh: true }, 'left'],
    ['a later change than an event since', { updatedAt: 21 }, { isFresh: true }, 'changed'],
    ['no time at all, after an event', { updatedAt: null }, { isFresh: true }, 'left'],
    ['no time at all', { updatedAt: null, createdAt: null }, {}, 'same'],
    ['somebody deleted here', {}, { isDeleted: true }, 'changed'],
  ])('%s', (_what, listed, kept, expected) => {
    expect(judged(listed, kept)).toBe(expected);
  });

  test('a page that names somebody twice means what it says last', () => {
    const { changed } = difference([LISTED, { ...LISTED, name: 'Later' }], new Map());
    expect(changed.map(({ name }) => name)).toEqual(['Later']);
  });

  test('whatever was applied is the same when the page comes again', () => {
    const listed = fc.record({
      name: fc.string(),
      source: fc.option(fc.string()),
      updatedAt: fc.option(fc.nat()),
      phones: fc.array(fc.constantFrom('+1', '+2', '+3')),
    });
    fc.assert(
      fc.property(listed, of => {
        const one = { ...LISTED, ...of };
        const kept = { ...one, createdAt: 10, updatedAt: one.updatedAt ?? 99, isDeleted: false, isFresh: false };
        expect(difference([one], new Map([['k1', kept]]))).toEqual({ changed: [], same: ['k1'] });
      }),
    );
  });
});

describe('H-5 after the host did not answer as hoped', () => {
  const trouble = { mayPass: true, retryAfterMs: undefined, attempts: 0 };
  test.each([
    ['it waits a little', trouble, { kind: 'later', waitMs: 5000 }],
    ['then longer', { ...trouble, attempts: 3 }, { kind: 'later', waitMs: 135_000 }],
    ['at most an hour', { ...trouble, attempts: 8 }, { kind: 'later', waitMs: 3_600_000 }],
    ['and gives up', { ...trouble, attempts: 9 }, { kind: 'never' }],
    ['as long as the host says', { ...trouble, retryAfterMs: 10_000 }, { kind: 'later', waitMs: 10_000 }],
    [
      'as often as the host says',
      { ...trouble, retryAfterMs: 10_000, attempts: 99 },
      { kind: 'later', waitMs: 10_000 },
    ],
    ['not where the host refuses', { ...trouble, mayPass: false, retryAfterMs: 10_000 }, { kind: 'never' }],
  ])('%s', (_what, of, expected) => {
    expect(nextTry(of)).toEqual(expected);
  });
});

describe('H-5 a part as Settings shows it', () => {
  const run = { kind: 'contacts' as const, phase: 'listing' as const, done: 5, changed: 1, gone: 0, total: 9 };
  const times = { startedAt: 100, finishedAt: null, dueAt: 100, error: null };
  test('under way, held up until then, failed before others', () => {
    const going = partOf({ ...run, ...times });
    const held = partOf({ ...run, ...times, dueAt: 400, error: 'the CRM did not answer' });
    const failed = partOf({ ...run, ...times, phase: 'failed', dueAt: 400, error: 'no' });
    expect([going.state, going.againAt, held.againAt, failed.state, failed.againAt]).toEqual([
      ...['running', null, 400, 'failed', null],
    ]);
    expect(partOf({ ...run, ...times, phase: 'sweeping' }).state).toBe('running');
    const done = partOf({ ...run, ...times, phase: 'done' });
    expect([done, going, held, failed].map(urgency)).toEqual([0, 1, 2, 3]);
  });
});
