import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { standingOf } from '../../../worker/inbox/rules/claim.ts';
import { type CallerFacts, type RecordFacts, sightOf } from '../../../worker/inbox/rules/visible.ts';

const USERS = ['omar', 'mia', 'ben'];
const NOBODY: CallerFacts = { owner: null, claim: null, settled: null };
const missed: RecordFacts = {
  kind: 'call',
  direction: 'in',
  at: 10,
  isDirect: false,
  wasOwned: false,
  selected: ['omar'],
  answeredBy: null,
  isAnsweredElsewhere: false,
  by: null,
};
const staff = (userId: string) => ({ userId, isAdmin: false });
const admin = { userId: 'ana', isAdmin: true };

const user = fc.constantFrom(...USERS, 'ana');
const viewer = fc.record({ userId: user, isAdmin: fc.boolean() });
const record: fc.Arbitrary<RecordFacts> = fc.record({
  kind: fc.constantFrom('call' as const, 'text' as const),
  direction: fc.constantFrom('in' as const, 'out' as const),
  at: fc.nat(20),
  isDirect: fc.boolean(),
  wasOwned: fc.boolean(),
  selected: fc.subarray(USERS),
  answeredBy: fc.option(user, { nil: null }),
  isAnsweredElsewhere: fc.boolean(),
  by: fc.option(user, { nil: null }),
});
const mark = fc.option(fc.record({ userId: user, at: fc.nat(20) }), { nil: null });
const caller: fc.Arbitrary<CallerFacts> = fc.record({
  owner: fc.option(fc.record({ userId: fc.option(user, { nil: null }) }), { nil: null }),
  claim: mark,
  settled: mark,
});

describe('U-6 U-7 U-8 who sees and who may act', () => {
  test('nobody acts on what they do not see', () => {
    fc.assert(
      fc.property(viewer, record, caller, (who, what, of) => {
        const sight = sightOf(who, what, of);
        return sight.sees || sight.acts === 'no';
      }),
    );
  });

  test('a claimed caller can be claimed by nobody', () => {
    const claimed = caller.filter(of => of.claim !== null && of.owner === null);
    fc.assert(
      fc.property(viewer, fc.array(record), claimed, (who, what, of) => {
        const standing = standingOf(who, what, of);
        return !(standing.ok && standing.claims);
      }),
    );
  });

  test('of a claimed caller’s open records, staff see their own claims only', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...USERS),
        fc.constantFrom(...USERS),
        fc.constantFrom('call' as const, 'text' as const),
        (who, by, kind) => {
          const sight = sightOf(staff(who), { ...missed, kind }, { ...NOBODY, claim: { userId: by, at: 1 } });
          return sight.sees === (who === by);
        },
      ),
    );
  });

  test('admins see every record', () => {
    fc.assert(
      fc.property(user, record, caller, (userId, what, of) => sightOf({ userId, isAdmin: true }, what, of).sees),
    );
  });

  test('U-6 an answered one: who answered acts, admins look, nobody else sees it', () => {
    const answered = { ...missed, answeredBy: 'mia' };
    expect(sightOf(staff('mia'), answered, NOBODY)).toMatchObject({ sees: true, acts: 'freely' });
    expect(sightOf(admin, answered, NOBODY)).toMatchObject({ sees: true, acts: 'no' });
    expect(sightOf(staff('omar'), answered, NOBODY).sees).toBe(false);
  });

  test('U-6 who answered may act even when somebody else claimed the caller', () => {
    const taken = { ...NOBODY, claim: { userId: 'omar', at: 1 } };
    const records = [missed, { ...missed, answeredBy: 'mia' }];
    expect(standingOf(staff('mia'), records, taken)).toEqual({ ok: true, claims: false });
    expect(standingOf(admin, records, taken)).toEqual({ ok: false, why: 'claimed' });
    expect(standingOf(staff('ben'), records, taken)).toEqual({ ok: false, why: 'unseen' });
  });

  test('what came before a caller was made a contact stays with who made them one; what comes later is new', () => {
    const settled = { ...NOBODY, settled: { userId: 'omar', at: 10 } };
    expect(sightOf(staff('ben'), missed, settled).sees).toBe(false);
    expect(sightOf(staff('omar'), missed, settled).acts).toBe('freely');
    expect(sightOf(staff('ben'), { ...missed, at: 11 }, settled)).toMatchObject({ sees: true, isOpen: true });
  });

  test('what somebody of ours placed or wrote is theirs, and the claimer’s', () => {
    const out: RecordFacts = { ...missed, direction: 'out', selected: [], by: 'ben' };
    expect(sightOf(staff('ben'), out, NOBODY).acts).toBe('freely');
    expect(sightOf(staff('mia'), out, NOBODY).sees).toBe(false);
    expect(sightOf(staff('mia'), out, { ...NOBODY, claim: { userId: 'mia', at: 1 } }).acts).toBe('freely');
    expect(sightOf(admin, out, { ...NOBODY, claim: { userId: 'mia', at: 1 } })).toMatchObject({
      sees: true,
      acts: 'no',
    });
  });
});
