import { describe, expect, test } from 'vitest';
import { CALL_PURPOSES } from '../../../schema/index.ts';
import { entryOf } from '../../../worker/level/rules/entry.ts';
import { daysRefusal, localDate, programStatus } from '../../../worker/level/rules/program.ts';
import { PURPOSE_LABELS, PURPOSES, purposeOf } from '../../../worker/level/rules/purpose.ts';
import { resultCsv } from '../../../worker/level/rules/result-csv.ts';

test.each([
  ['+14155550132', 'US', '+14155550132'],
  ['(415) 555-0132', 'US', '+14155550132'],
  ['1 415 555 0132', 'US', '+14155550132'],
  ['\u00a0415.555.0132 ', 'US', '+14155550132'],
  ["'+14155550132", 'GB', '+14155550132'],
  ['020 7183 8750', 'GB', '+442071838750'],
  ['+44 20 7183 8750', 'US', '+442071838750'],
  ['020 7183 8750', 'US', undefined],
  ['=+14155550132', 'US', undefined],
  ['=HYPERLINK("https://x.example")', 'US', undefined],
  ['1.41556E+10', 'US', undefined],
  ['415 555 0132 ext 5', 'US', undefined],
  ['', 'US', undefined],
])('N-8 %j typed in %s is %j', (typed, country, e164) => {
  expect(entryOf(typed, country)).toBe(e164);
});

describe('N-7 call purposes', () => {
  test('are those of the database, each known by id and by label, however spelled', () => {
    expect(PURPOSES).toEqual([...CALL_PURPOSES]);
    for (const id of PURPOSES) {
      expect(
        [id, id.toUpperCase(), PURPOSE_LABELS[id], ` ${PURPOSE_LABELS[id].toLowerCase()}  `].map(purposeOf),
      ).toEqual(Array(4).fill(id));
    }
    expect(purposeOf('Informational')).toBe('informational');
    expect(purposeOf('notification')).toBe('informational');
  });

  test.each(['', 'sales', '=charity', 'charity, survey'])('%j is none', typed => {
    expect(purposeOf(typed)).toBeUndefined();
  });
});

describe('N-5 a program runs by the sub-account’s calendar', () => {
  const lateEvening = Date.UTC(2026, 2, 4, 4, 30);

  test('its day is the one on the wall there', () => {
    expect(localDate('America/New_York', lateEvening)).toBe('2026-03-03');
    expect(localDate('Europe/Berlin', lateEvening)).toBe('2026-03-04');
    expect(localDate('Nowhere/Such', lateEvening)).toBe('2026-03-04');
  });

  test.each([
    ['America/New_York', '2026-03-07', '2026-03-08', Date.UTC(2026, 2, 8, 5)],
    ['America/New_York', '2026-03-08', '2026-03-09', Date.UTC(2026, 2, 9, 4)],
    ['America/New_York', '2026-11-01', '2026-11-02', Date.UTC(2026, 10, 2, 5)],
    // Midnight itself is skipped there.
    ['Africa/Cairo', '2026-04-23', '2026-04-24', Date.UTC(2026, 3, 23, 22)],
  ])('N-5 in %s %s turns into %s at midnight there, when clocks change too', (zone, last, first, midnight) => {
    expect([localDate(zone, midnight - 1), localDate(zone, midnight)]).toEqual([last, first]);
  });

  test.each([
    ['2026-03-04', null, 'upcoming'],
    ['2026-03-03', null, 'running'],
    ['2026-01-01', '2026-03-03', 'running'],
    ['2026-01-01', '2026-03-02', 'ended'],
  ])('from %s to %s it is %s: both days count', (startsAt, endsAt, status) => {
    expect(programStatus({ startsAt, endsAt }, localDate('America/New_York', lateEvening))).toBe(status);
  });

  test.each([
    ['2026-02-29', null, 'startsAt'],
    ['2024-02-29', null, undefined],
    ['2026-13-01', null, 'startsAt'],
    ['2026-03-01', '2026-02-28', 'endsAt'],
    ['2026-03-01', '2026-04-31', 'endsAt'],
    ['2026-03-01', '2026-03-01', undefined],
  ])('from %s to %s is refused at %s', (startsAt, endsAt, field) => {
    expect(daysRefusal({ startsAt, endsAt })?.field).toBe(field);
  });
});

test('N-8 the result as CSV keeps the order of the list and is no formula to any spreadsheet', () => {
  const file = resultCsv({
    act: 'add',
    done: [{ row: 2, e164: '+14155550132', purpose: 'charity', to: { name: '=1+1' } }],
    rejected: [{ row: 1, input: '=cmd|"x"', reason: 'invalid_format', sentence: 'No, check it.' }],
  });
  expect(file.split('\r\n')).toEqual([
    '\uFEFFNumber,Call purpose,Result,Now at,Reason,What to do,Row',
    `"'=cmd|""x""",,Rejected,,invalid_format,"No, check it.",1`,
    "'+14155550132,Charity,Added,'=1+1,,,2",
    '',
  ]);
});
