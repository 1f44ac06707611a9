import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Position } from '../../../worker/level/rules/level.ts';
import { type BulkFacts, type BulkRow, type Held, planBulk } from '../../../worker/level/rules/plan.ts';

const BUSINESS = { unitId: null, programId: null };
const UNIT = { unitId: 'u1', programId: null };
const OTHER_UNIT = { unitId: 'u2', programId: null };
const PROGRAM = { unitId: 'u1', programId: 'p1' };
const SIBLING = { unitId: 'u1', programId: 'p2' };
const FAR = { unitId: 'u2', programId: 'p3' };
const SEATS = { BUSINESS, UNIT, OTHER_UNIT, PROGRAM, SIBLING, FAR };

const tree = {
  business: { id: 'sub_1', name: 'Bayside' },
  units: [
    { id: 'u1', name: 'Fundraising' },
    { id: 'u2', name: 'Care' },
  ],
  programs: [
    { id: 'p1', name: 'Spring', unitId: 'u1' },
    { id: 'p2', name: 'Summer', unitId: 'u1' },
    { id: 'p3', name: 'Recall', unitId: 'u2' },
  ],
};

const e164Of = (n: number) => `+1415555${String(1000 + n)}`;
const held = (n: number, seat: Position = BUSINESS, over: Partial<Held> = {}): Held => ({
  ...{ numberId: `n${n}`, e164: e164Of(n), callPurpose: null, wiredTo: null },
  ...seat,
  ...over,
});

function facts(over: Partial<Omit<BulkFacts, 'held' | 'rows'>> & { held?: Held[]; rows?: BulkRow[] }): BulkFacts {
  const numbers = over.held ?? [held(1)];
  return {
    ...{ act: 'add', reassign: false, target: PROGRAM, programPurpose: null, tree, country: 'US' },
    ...over,
    rows: over.rows ?? [{ number: e164Of(1) }],
    held: new Map(numbers.map(number => [number.e164, number])),
  };
}

/** What becomes of one number that sits there. */
function one(over: Parameters<typeof facts>[0], seat: Position, more: Partial<Held> = {}) {
  const { done, rejected } = planBulk(facts({ ...over, held: [held(1, seat, more)] }));
  return done[0] ? { to: done[0].to } : rejected[0]?.reason;
}

describe('N-8 where a number may go', () => {
  test.each([
    ['BUSINESS', 'PROGRAM', 'done'],
    ['BUSINESS', 'UNIT', 'done'],
    ['UNIT', 'PROGRAM', 'done'],
    ['UNIT', 'FAR', 'elsewhere'],
    ['UNIT', 'BUSINESS', 'elsewhere'],
    ['PROGRAM', 'UNIT', 'elsewhere'],
    ['PROGRAM', 'SIBLING', 'elsewhere'],
    ['OTHER_UNIT', 'UNIT', 'elsewhere'],
    ['PROGRAM', 'PROGRAM', 'in_use'],
    ['BUSINESS', 'BUSINESS', 'in_use'],
  ] as const)('added from %s to %s: %s', (from, to, outcome) => {
    const done = { to: SEATS[to] };
    expect(one({ act: 'add', target: SEATS[to] }, SEATS[from])).toEqual(outcome === 'done' ? done : outcome);
    if (outcome === 'elsewhere') {
      expect(one({ act: 'add', target: SEATS[to], reassign: true }, SEATS[from])).toEqual(done);
    }
  });

  test.each([
    ['BUSINESS', 'PROGRAM', 'done'],
    ['OTHER_UNIT', 'PROGRAM', 'done'],
    ['PROGRAM', 'OTHER_UNIT', 'done'],
    ['PROGRAM', 'BUSINESS', 'done'],
    ['PROGRAM', 'SIBLING', 'elsewhere'],
    ['PROGRAM', 'FAR', 'elsewhere'],
    ['UNIT', 'UNIT', 'in_use'],
  ] as const)('moved from %s to %s: %s, from one program into another only when confirmed', (from, to, outcome) => {
    const done = { to: SEATS[to] };
    expect(one({ act: 'move', target: SEATS[to] }, SEATS[from])).toEqual(outcome === 'done' ? done : outcome);
    if (outcome === 'elsewhere') {
      expect(one({ act: 'move', target: SEATS[to], reassign: true }, SEATS[from])).toEqual(done);
    }
  });

  test.each([
    ['PROGRAM', 'PROGRAM', UNIT],
    ['PROGRAM', 'UNIT', BUSINESS],
    ['UNIT', 'UNIT', BUSINESS],
    ['UNIT', 'BUSINESS', BUSINESS],
    ['SIBLING', 'PROGRAM', 'elsewhere'],
    ['FAR', 'UNIT', 'elsewhere'],
    ['BUSINESS', 'UNIT', 'elsewhere'],
    ['BUSINESS', 'BUSINESS', 'in_use'],
  ] as const)('sitting at %s, removed from %s: goes one level up, or %o', (from, target, outcome) => {
    const asked = { act: 'remove', target: SEATS[target], reassign: true } as const;
    expect(one(asked, SEATS[from])).toEqual(typeof outcome === 'string' ? outcome : { to: outcome });
  });

  test.each(['user', 'company', 'agent'] as const)('wired to a %s it is not removed, but may be moved', wiredTo => {
    expect(one({ act: 'remove' }, PROGRAM, { wiredTo })).toBe('in_use');
    expect(one({ act: 'move', target: UNIT }, PROGRAM, { wiredTo })).toEqual({ to: UNIT });
  });

  test('a rejection says where the number sits and whether confirming would do', () => {
    const { rejected } = planBulk(facts({ act: 'move', held: [held(1, SIBLING)] }));
    expect(rejected).toMatchObject([{ row: 1, e164: e164Of(1), reason: 'elsewhere', reassignable: true }]);
    expect(rejected[0]?.sentence).toContain('the program “Summer” of “Fundraising”');
  });
});

describe('N-7, N-8 the call purpose of a row', () => {
  const purposes = (purpose: string | null, over: Parameters<typeof facts>[0], more: Partial<Held> = {}) => {
    const { done, rejected } = planBulk(
      facts({ ...over, rows: [{ number: e164Of(1), purpose }], held: [held(1, BUSINESS, more)] }),
    );
    return done[0] ? done[0].purpose : rejected[0]?.reason;
  };

  test('is the one it names, else the number’s own, else the program’s', () => {
    expect(purposes('Debt collection', { programPurpose: 'charity' }, { callPurpose: 'survey' })).toBe(
      'debt_collection',
    );
    expect(purposes('', { programPurpose: 'charity' }, { callPurpose: 'survey' })).toBe('survey');
    expect(purposes(null, { programPurpose: 'charity' })).toBe('charity');
    expect(purposes(null, {})).toBeNull();
  });

  test('that does not exist rejects the row; on a removal it does not matter', () => {
    expect(purposes('=sales', {})).toBe('bad_call_purpose');
    expect(one({ act: 'remove', rows: [{ number: e164Of(1), purpose: '=sales' }] }, PROGRAM)).toEqual({ to: UNIT });
  });

  test('is changed for a number that is on the level already', () => {
    expect(purposes('charity', { target: BUSINESS })).toBe('charity');
    expect(purposes('charity', { target: BUSINESS }, { callPurpose: 'charity' })).toBe('in_use');
  });
});

describe('N-8 a list', () => {
  const reasons = (rows: BulkRow[], numbers: Held[]) =>
    planBulk(facts({ rows, held: numbers })).rejected.map(({ row, reason }) => [row, reason]);

  test('of mixed rows does what fits and names what does not', () => {
    const rows = [
      { number: '(415) 555-1001' },
      { number: '+1 415 555 1001' },
      { number: '12' },
      { number: e164Of(9) },
      { number: e164Of(2), purpose: 'x' },
      { number: e164Of(3) },
    ];
    expect(reasons(rows, [held(1), held(2), held(3, FAR)])).toEqual([
      [2, 'duplicate'],
      [3, 'invalid_format'],
      [4, 'unknown'],
      [5, 'bad_call_purpose'],
      [6, 'elsewhere'],
    ]);
  });

  test('knows a number that is held, also in an area that the numbering plans do not know yet', () => {
    const young = { ...held(1), e164: '+19995550132' };
    const rows = [{ number: '+19995550132' }, { number: "'+19995550132" }, { number: '+19995550133' }];
    const { done } = planBulk(facts({ rows: rows.slice(0, 1), held: [young] }));
    expect(done).toMatchObject([{ was: { e164: '+19995550132' } }]);
    expect(reasons(rows, [young])).toEqual([
      [2, 'duplicate'],
      [3, 'invalid_format'],
    ]);
  });

  test('takes 500 rows; those beyond are named, whatever they hold', () => {
    const rows = Array.from({ length: 502 }, (_, n) => ({ number: e164Of(n) }));
    const { done, rejected } = planBulk(facts({ rows, held: rows.map((_, n) => held(n)) }));
    expect(done).toHaveLength(500);
    expect(rejected.map(({ row, reason }) => [row, reason])).toEqual([
      [501, 'too_many'],
      [502, 'too_many'],
    ]);
  });
});

describe('N-8 any list', () => {
  const HELD = Object.values(SEATS).flatMap((seat, n) => [
    held(n * 2, seat),
    held(n * 2 + 1, seat, { callPurpose: 'survey', wiredTo: 'agent' }),
  ]);
  const spelled = fc
    .tuple(fc.nat(HELD.length + 3), fc.nat(3))
    .map(([n, how]) => [e164Of(n), e164Of(n).slice(2), ` ${e164Of(n)} `, `(415) 555-${1000 + n}`][how] ?? '');
  const row = fc.record({
    number: fc.oneof(
      { weight: 4, arbitrary: spelled },
      fc.constantFrom('', '=1+1', '+SUM(A1)', '@x', '911', '-1'),
      fc.string(),
    ),
    purpose: fc.oneof(fc.constantFrom(null, '', 'Charity', 'multi_use', '=charity'), fc.string()),
  });
  const lists = fc.record({
    act: fc.constantFrom('add', 'move', 'remove'),
    target: fc.constantFrom(...Object.values(SEATS)),
    reassign: fc.boolean(),
    rows: fc.array(row, { maxLength: 30 }),
  });
  const plan = (list: Parameters<typeof facts>[0]) => planBulk(facts({ ...list, held: HELD }));

  test('has one outcome per row, and no number is done twice', () => {
    fc.assert(
      fc.property(lists, list => {
        const { done, rejected } = plan(list);
        const rows = [...done, ...rejected].map(one => one.row).sort((a, b) => a - b);
        expect(rows).toEqual(list.rows.map((_, at) => at + 1));
        expect(new Set(done.map(({ was }) => was.numberId)).size).toBe(done.length);
        for (const { input, row } of rejected) expect(input).toBe(list.rows[row - 1]?.number);
      }),
    );
  });

  test('does the same without its rejected rows, and in any order where none repeats', () => {
    const what = (list: Parameters<typeof facts>[0]) =>
      plan(list)
        .done.map(({ was, to, purpose }) => ({ id: was.numberId, to, purpose }))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    fc.assert(
      fc.property(lists, list => {
        const kept = plan(list)
          .done.map(({ row }) => list.rows[row - 1])
          .filter(one => one !== undefined);
        expect(what({ ...list, rows: kept })).toEqual(what(list));
        expect(what({ ...list, rows: [...kept].reverse() })).toEqual(what(list));
      }),
    );
  });

  test('done once has nothing left to do but what must be confirmed', () => {
    fc.assert(
      fc.property(lists, list => {
        if (list.act === 'remove') return;
        const { done } = plan(list);
        const after = HELD.map(number => {
          const moved = done.find(({ was }) => was.numberId === number.numberId);
          return moved ? { ...number, ...moved.to, callPurpose: moved.purpose } : number;
        });
        expect(planBulk(facts({ ...list, held: after })).done).toEqual([]);
      }),
    );
  });

  test('takes nothing from one program into another unless that is confirmed', () => {
    fc.assert(
      fc.property(lists, list => {
        for (const { was, to } of plan({ ...list, reassign: false }).done) {
          expect(was.programId !== null && to.programId !== null && was.programId !== to.programId).toBe(false);
        }
      }),
    );
  });
});
