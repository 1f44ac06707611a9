import { beforeAll, describe, expect, it } from 'vitest';
import { loadPhones } from '../../ui/format/phone.ts';
import { zoneName } from '../../ui/format/time.ts';
import type { Colleague, Rule } from '../../ui/panels/company-number/calls.ts';
import { bodyOf, clashesOf, draftOf, faultsOf } from '../../ui/panels/company-number/draft.ts';
import { readTime } from '../../ui/panels/company-number/time.ts';
import { drawn, nowOf, slotsOf } from '../../ui/panels/company-number/week.ts';
import { actionText, clashText, daysText, hoursSentence } from '../../ui/panels/company-number/words.ts';
import { viewer } from '../../ui/viewer.ts';
import { weekOf } from '../../worker/company-number/rules/week.ts';

const WORKDAYS = [1, 2, 3, 4, 5];
const people: Colleague[] = [
  { id: 'rosa', name: 'Rosa', isOwner: true, issues: [] },
  { id: 'omar', name: 'Omar', isOwner: false, issues: ['no_phone'] },
];

function ruleOf(change: Partial<Rule> = {}): Rule {
  const hours = change.hours ?? [{ days: WORKDAYS, start: 540, end: 1020 }];
  const action = { kind: 'user', userId: 'rosa' } as const;
  const told = { id: 'rul_desk', isDefault: false, name: 'Front desk', enabled: true, summary: '' };
  return { ...told, action, hours, week: weekOf(hours), ...change };
}

beforeAll(async () => {
  viewer.value = { ...viewer.value, locale: 'en-US', country: 'US' };
  await loadPhones();
});

describe('U-4 a time of day', () => {
  it.each([
    ['9', 540],
    ['930', 570],
    ['09:30', 570],
    ['17.45', 1065],
    ['5 pm', 1020],
    ['12am', 0],
    ['12:15 pm', 735],
    ['24:00', 1440],
    ['0:00', 0],
  ])('typed as %s is understood', (entry, minute) => {
    expect(readTime(entry)).toBe(minute);
  });

  it.each(['', 'noon', '24:01', '25', '9:60', '13 pm', '9:5:1'])('typed as %s is not', entry => {
    expect(readTime(entry)).toBeNull();
  });
});

describe('U-10 the week picture', () => {
  it('begins on Monday and cuts a window at midnight; Saturday night goes on in Sunday’s column', () => {
    expect(slotsOf(weekOf([{ days: [6], start: 1320, end: 360 }]))).toEqual([
      { day: 6, from: 0, to: 360 },
      { day: 5, from: 1320, to: 1440 },
    ]);
  });

  it('says where now is on the sub-account’s clock', () => {
    expect(nowOf(0)).toEqual({ day: 6, minute: 0 });
    expect(nowOf(1440 + 75)).toEqual({ day: 0, minute: 75 });
  });

  it('leaves out rules that are off, while the others keep their tint', () => {
    const rules = [ruleOf({ id: 'a', enabled: false }), ruleOf({ id: 'b' }), ruleOf({ id: 'd', isDefault: true })];
    expect(drawn(rules).map(({ id, tint }) => [id, tint])).toEqual([['b', 1]]);
  });
});

describe('U-4 hours in words', () => {
  it('say when a night ends on the next day', () => {
    expect(hoursSentence({ days: [5], start: 1320, end: 360 })).toBe('Fri, from 22:00 until 06:00 the next day.');
    expect(hoursSentence({ days: WORKDAYS, start: 540, end: 1020 })).toBe('Mon–Fri, from 09:00 until 17:00.');
    expect(hoursSentence({ days: [0, 6], start: 1080, end: 1440 })).toBe('Sat, Sun, from 18:00 until midnight.');
    expect(hoursSentence({ days: [0, 1, 2, 3, 4, 5, 6], start: 0, end: 1440 })).toBe('Every day, all day.');
  });

  it('join days that follow each other', () => {
    expect(daysText([1, 2, 3, 5, 0])).toBe('Mon–Wed, Fri, Sun');
  });

  it('P-1 name the zone as people call it', () => {
    expect(zoneName('America/Los_Angeles', 'en-US')).toBe('Pacific Time');
  });
});

describe('U-2 U-3 a rule being edited', () => {
  const draft = { ...draftOf(undefined), name: ' Nights ', kind: 'ring_group' as const, userIds: ['rosa'] };

  it('U-4 shows the minutes it would share with an enabled rule, and with none that is off', () => {
    const late = { ...draft, hours: [{ days: WORKDAYS, start: 960, end: 360 }] };
    const [clash] = clashesOf(late, [ruleOf()], null);
    expect([clash?.name, clashText(clash?.windows ?? [])]).toEqual(['Front desk', 'Mon–Fri 16:00–17:00']);
    expect(clashesOf(late, [ruleOf({ enabled: false })], null)).toEqual([]);
    expect(clashesOf(late, [ruleOf()], 'rul_desk')).toEqual([]);
  });

  it('cuts a long list of clashing minutes short', () => {
    const windows = [0, 1, 2, 3, 4, 5].map(day => ({ start: day * 1500, end: day * 1500 + 30 }));
    expect(clashText(windows)).toBe('Sun 00:00–00:30, Mon 01:00–01:30, Tue 02:00–02:30, Wed 03:00–03:30 and 2 more');
  });

  it('is whole, or says what is missing', () => {
    expect(faultsOf(draft, false)).toEqual([]);
    expect(faultsOf({ ...draft, name: ' ', userIds: [], seconds: 4 }, false)).toEqual(['name', 'people', 'seconds']);
    expect(faultsOf({ ...draft, kind: 'number', hours: [{ days: [], start: 0, end: 1440 }] }, false)).toEqual([
      'e164',
      'hours',
    ]);
    expect(faultsOf({ ...draft, hours: [{ days: [1], start: 540, end: 540 }] }, false)).toEqual(['hours']);
    expect(faultsOf({ ...draft, hours: [{ days: [1], start: 540, end: null }] }, false)).toEqual(['hours']);
  });

  it('U-2 the default rule may leave the person to the owner, and has no hours', () => {
    const byDefault = { ...draft, kind: 'user' as const, userId: null };
    expect([faultsOf(byDefault, true), faultsOf(byDefault, false)]).toEqual([[], ['person']]);
    expect(bodyOf(byDefault, true)).toEqual({
      name: 'Nights',
      action: { kind: 'user', userId: null },
      hours: [],
      enabled: true,
    });
  });
});

describe('U-2 what a rule does, in words', () => {
  it('names people and writes numbers as the viewer reads them', () => {
    expect(actionText({ kind: 'ring_group', userIds: ['rosa', 'omar'], seconds: 20 }, people)).toBe(
      'Rings Rosa and Omar at once for 20 seconds',
    );
    expect(actionText({ kind: 'user', userId: 'gone' }, people)).toBe('Rings Somebody who left');
    expect(actionText({ kind: 'number', e164: '+14155550177' }, []).replace(/[\u00a0\u2011]/g, '_')).toBe(
      'Passes the call on to (415)_555_0177',
    );
  });
});
