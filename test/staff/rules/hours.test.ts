import { expect, test } from 'vitest';
import { type Hours, hoursRefusal, tidyHours } from '../../../worker/staff/rules/hours.ts';
import { changesOf, settingsOf } from '../../../worker/staff/rules/settings.ts';

const week = (over: Partial<Hours['windows'][number]> = {}, zone = 'Europe/London'): Hours => ({
  zone,
  windows: [{ days: [1, 2], start: 540, end: 1020, ...over }],
});

test.each([
  ['office hours', week()],
  ['overnight', week({ start: 1320, end: 360 })],
  ['a whole day', week({ start: 0, end: 1440 })],
])('U-4 personal hours may be %s', (_, hours) => {
  expect(hoursRefusal(hours)).toBeNull();
});

test.each([
  ['a zone that does not exist', week({}, 'Mars/Olympus'), 'hours.zone'],
  ['no windows', { zone: 'UTC', windows: [] }, 'hours.windows'],
  ['no day', week({ days: [] }), 'hours.windows.0.days'],
  ['an eighth day', week({ days: [7] }), 'hours.windows.0.days'],
  ['start after midnight', week({ start: 1440 }), 'hours.windows.0.start'],
  ['half a minute', week({ end: 600.5 }), 'hours.windows.0.end'],
  ['start = end', week({ end: 540 }), 'hours.windows.0.end'],
])('U-4 personal hours with %s are refused at the field', (_, hours, field) => {
  expect(hoursRefusal(hours)).toMatchObject({ field });
});

test('S-2 days are kept once and in order', () => {
  expect(tidyHours(week({ days: [5, 1, 5] })).windows[0]?.days).toEqual([1, 5]);
});

test('S-2 only what differs is a change; what is left out is none', () => {
  const before = settingsOf(null);
  expect(changesOf(before, { ringSeconds: 20, voicemail: true, hours: undefined })).toEqual({
    before: { voicemail: false },
    after: { voicemail: true },
  });
  const set = { ...before, hours: week() };
  expect(changesOf(set, { hours: week() }).after).toEqual({});
  expect(changesOf(set, { hours: null })).toEqual({ before: { hours: week() }, after: { hours: null } });
});
