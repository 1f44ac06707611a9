import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Item, Thread } from '../../ui/panels/inbox/calls.ts';
import { placeIn } from '../../ui/panels/inbox/place.ts';
import { sizeOf } from '../../ui/panels/inbox/segments.ts';
import { callerName, previewText, refusalText } from '../../ui/panels/inbox/words.ts';

describe('O-1 the composer says how many texts a text makes', () => {
  test.each([
    ['', 1, false],
    ['a'.repeat(160), 1, false],
    ['a'.repeat(161), 2, false],
    ['a'.repeat(306), 2, false],
    ['a'.repeat(307), 3, false],
    ['€'.repeat(80), 1, false],
    ['€'.repeat(81), 2, false],
    // An escaped letter is not cut in two: 152 + 2 does not fit into 153.
    [`${'a'.repeat(152)}€${'a'.repeat(151)}`, 2, false],
    ['é'.repeat(160), 1, false],
    ['م'.repeat(70), 1, true],
    ['م'.repeat(71), 2, true],
    ['🙂'.repeat(35), 1, true],
    ['🙂'.repeat(36), 2, true],
    [`${'a'.repeat(100)}🙂`, 2, true],
  ])('case %#', (body, parts, special) => {
    expect(sizeOf(body)).toEqual({ characters: body.length, parts, special });
  });

  test('more text never makes fewer parts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string({ maxLength: 50 }), (body, more) => {
        expect(sizeOf(body + more).parts).toBeGreaterThanOrEqual(sizeOf(body).parts);
      }),
    );
  });
});

test('P-1 an address names list and conversation; a link may leave the list out', () => {
  expect(placeIn([])).toEqual({ view: 'unknown', key: undefined });
  expect(placeIn(['mine'])).toEqual({ view: 'mine', key: undefined });
  expect(placeIn(['all', 'n-14155550100'])).toEqual({ view: 'all', key: 'n-14155550100' });
  expect(placeIn(['c-cal_1'])).toEqual({ view: 'unknown', key: 'c-cal_1' });
});

const item = (over: Partial<Item>): Item => ({
  key: 'n-14155550100',
  kind: 'unknown',
  caller: { e164: '+14155550100' },
  contact: null,
  lastAt: 1,
  preview: { kind: 'call', text: '', direction: 'in', outcome: 'missed' },
  claim: null,
  number: { e164: '+14155550199', source: null },
  canAct: true,
  canClaim: true,
  whyNot: null,
  ...over,
});

describe('U-7 a line of the list', () => {
  test('says what came last', () => {
    const said = (preview: Item['preview']) => previewText(item({ preview }));
    expect(said({ kind: 'call', text: '', direction: 'in', outcome: 'missed' })).toBe('Missed call');
    expect(said({ kind: 'voicemail', text: '', direction: 'in', outcome: 'voicemail' })).toBe('Voicemail');
    expect(said({ kind: 'text', text: 'a\n\nb', direction: 'in', outcome: 'received' })).toBe('a b');
    expect(said({ kind: 'text', text: ' ', direction: 'in', outcome: 'received' })).toBe('Attachment');
    expect(said({ kind: 'text', text: 'Yes', direction: 'out', outcome: 'sent' })).toBe('Sent: Yes');
  });

  test('names a contact, else the number, else that it was withheld', () => {
    expect(callerName(item({ contact: { id: 'c', name: 'Zoë' } }))).toBe('Zoë');
    expect(callerName(item({ caller: { e164: null } }))).toBe('Number withheld');
    expect(callerName(item({}))).toMatch(/0100$/);
  });
});

describe('U-6 U-7 who may not act reads why and what to do', () => {
  const thread = (over: Partial<Thread>): Thread => ({
    ...item({ canAct: false, canClaim: false }),
    records: [],
    next: null,
    optedOut: false,
    senders: [],
    ...over,
  });

  test('nothing when they may', () => {
    expect(refusalText(thread({ canAct: true }), false)).toBeUndefined();
  });

  test('who claimed; an admin is told that they can free the caller', () => {
    const claimed = thread({ whyNot: 'claimed', claim: { by: { id: 'u', name: 'Priya' }, mine: false, at: 1 } });
    expect(refusalText(claimed, false)).toEqual({
      title: 'Priya looks after this caller.',
      next: 'Ask them, or ask an admin to free the caller.',
    });
    expect(refusalText(claimed, true)?.next).toBe('Free the caller to let others act.');
  });

  test('that it came to others, or that somebody answered', () => {
    expect(refusalText(thread({ whyNot: 'not_selected' }), false)?.title).toMatch(/other people of your team/);
    expect(refusalText(thread({ whyNot: 'answered_by_other' }), true)?.title).toMatch(/answered this caller/);
  });
});
