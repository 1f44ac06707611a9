import { expect, test } from 'vitest';
import { overlapSentence, overlapsOf } from '../../../worker/company-number/rules/overlap.ts';
import { DAY } from '../../../worker/company-number/rules/week.ts';

const [SUN, MON, SAT] = [0, 1, 6];
const rule = (name: string, days: number[], start: number, end: number, enabled = true) => ({
  id: `rul_${name}`,
  name,
  isDefault: false,
  enabled,
  hours: [{ days, start, end }],
});
const day = rule('Day', [MON], 540, 1020);

test('U-4 an overlap names the rule and the minutes that both claim', () => {
  const overlaps = overlapsOf([{ days: [MON], start: 1000, end: 1200 }], [day], null);
  expect(overlaps).toEqual([{ ruleId: 'rul_Day', name: 'Day', windows: [{ start: DAY + 1000, end: DAY + 1020 }] }]);
  expect(overlapSentence(overlaps)).toContain('“Day” (Mon 16:40–17:00)');
});

test('U-4 windows are half-open: one may begin where another ends', () => {
  expect(overlapsOf([{ days: [MON], start: 1020, end: 1200 }], [day], null)).toEqual([]);
  expect(overlapsOf([{ days: [MON], start: 1019, end: 1200 }], [day], null)).toHaveLength(1);
});

test('U-4 overnight hours overlap the morning after, also from Saturday into Sunday', () => {
  const morning = rule('Early', [SUN], 300, 420);
  const overlaps = overlapsOf([{ days: [SAT], start: 1320, end: 360 }], [morning], null);
  expect(overlaps).toMatchObject([{ windows: [{ start: 300, end: 360 }] }]);
  expect(overlapSentence(overlaps)).toContain('Sun 05:00–06:00');
});

test('U-4 rules that are off, the default and the rule itself do not count', () => {
  const hours = [{ days: [MON], start: 600, end: 660 }];
  const off = { ...day, enabled: false };
  const byDefault = { ...day, id: 'rul_default', isDefault: true };
  expect(overlapsOf(hours, [off, byDefault], null)).toEqual([]);
  expect(overlapsOf(hours, [day], day.id)).toEqual([]);
  expect(overlapsOf(hours, [day], 'rul_other')).toHaveLength(1);
});
