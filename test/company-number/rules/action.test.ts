import { expect, test } from 'vitest';
import { actionFault, usersOf } from '../../../worker/company-number/rules/action.ts';
import { customRules } from '../../../worker/company-number/rules/limit.ts';
import { summaryOf } from '../../../worker/company-number/rules/summary.ts';
import { daysWords, windowWords } from '../../../worker/company-number/rules/words.ts';

const members = new Set(['a', 'b', 'c', 'd', 'e', 'f']);
const group = (userIds: string[], seconds = 20) => ({ kind: 'ring_group' as const, userIds, seconds });

test.each([
  [group(['a']), null],
  [group(['a', 'b', 'c', 'd', 'e']), null],
  [group(['a'], 5), null],
  [group(['a'], 60), null],
  [group([]), 'action.userIds'],
  [group(['a', 'b', 'c', 'd', 'e', 'f']), 'action.userIds'],
  [group(['a', 'b', 'a']), 'action.userIds'],
  [group(['a', 'x']), 'action.userIds.1'],
  [group(['a'], 4), 'action.seconds'],
  [group(['a'], 61), 'action.seconds'],
  [group(['a'], 20.5), 'action.seconds'],
  [{ kind: 'user' as const, userId: 'a' }, null],
  [{ kind: 'user' as const, userId: 'x' }, 'action.userId'],
  [{ kind: 'user' as const, userId: null }, 'action.userId'],
  [{ kind: 'number' as const, e164: '+12125550101' }, null],
])('U-2 the action %j is judged', (action, field) => {
  expect(actionFault(action, members, false)?.field ?? null).toBe(field);
});

test('U-2 the default rule rings the owner until somebody is chosen', () => {
  const action = { kind: 'user' as const, userId: null };
  expect(actionFault(action, members, true)).toBeNull();
  expect(usersOf(action, 'a')).toEqual(['a']);
  expect(usersOf(action, null)).toEqual([]);
});

test('U-3 there is room for ten custom rules beside the default', () => {
  const rules = Array.from({ length: 9 }, () => ({ isDefault: false }));
  expect(customRules([...rules, { isDefault: true }])).toEqual({ used: 9, max: 10, isFull: false });
  expect(customRules([...rules, { isDefault: false }, { isDefault: true }]).isFull).toBe(true);
});

test('U-10 a rule reads as a sentence', () => {
  const names: Record<string, string> = { a: 'Rosa', b: 'Omar' };
  const nameOf = (id: string) => names[id] ?? '';
  const hours = [
    { days: [1, 2, 3, 4, 5], start: 540, end: 1020 },
    { days: [6], start: 600, end: 1440 },
  ];
  expect(summaryOf({ isDefault: false, action: group(['a', 'b'], 25), hours }, nameOf)).toBe(
    'Rings Rosa and Omar at once for 25 seconds, Mon–Fri 09:00–17:00, Sat 10:00–24:00.',
  );
  expect(summaryOf({ isDefault: true, action: { kind: 'user', userId: null }, hours: [] }, nameOf)).toBe(
    'Rings the owner of the sub-account, whenever no other rule holds.',
  );
});

test('U-10 days and windows are said as people say them', () => {
  expect(daysWords([0, 1, 2, 3, 4, 5, 6])).toBe('every day');
  expect(daysWords([0, 6])).toBe('Sat, Sun');
  expect(daysWords([0, 1, 3])).toBe('Mon, Wed, Sun');
  expect(windowWords({ start: 0, end: 1440 })).toBe('Sun 00:00–24:00');
  expect(windowWords({ start: 5 * 1440 + 1320, end: 6 * 1440 + 360 })).toBe('Fri 22:00–Sat 06:00');
});
