import { beforeAll, describe, expect, it } from 'vitest';
import { loadPhones } from '../../ui/format/phone.ts';
import { instantOf, wallFields } from '../../ui/panels/call-log/instant.ts';
import { askedOf, type Trial } from '../../ui/panels/call-log/trial.ts';
import { legText, partyText, prose, traceSteps } from '../../ui/panels/call-log/words.ts';
import { viewer } from '../../ui/viewer.ts';

const plain = (text: string) => text.replace(/\u00a0|\u202f/g, ' ').replaceAll('\u2011', '-');

beforeAll(async () => {
  viewer.value = { locale: 'en-US', tz: 'UTC', zone: 'UTC', country: 'US' };
  await loadPhones();
});

describe('L-4 U-5 the time of a test on the sub-account’s clock', () => {
  const iso = (date: string, time: string, zone: string) => {
    const found = instantOf(date, time, zone);
    return found && [new Date(found.at).toISOString().slice(0, 16), found.skipped];
  };

  it.each([
    ['2026-07-01', '09:00', 'America/New_York', '2026-07-01T13:00'],
    ['2026-01-01', '00:00', 'Asia/Kathmandu', '2025-12-31T18:15'],
    ['2026-06-01', '23:59', 'Pacific/Kiritimati', '2026-06-01T09:59'],
  ])('%s %s in %s', (date, time, zone, at) => {
    expect(iso(date, time, zone)).toEqual([at, false]);
  });

  it.each([
    ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30'],
    ['2026-10-25', '01:30', 'Europe/London', '2026-10-25T00:30'],
    ['2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45'],
  ])('a repeated hour is its first: %s %s in %s', (date, time, zone, at) => {
    expect(iso(date, time, zone)).toEqual([at, false]);
  });

  it.each([
    ['2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30'],
    ['2026-03-29', '01:30', 'Europe/London', '2026-03-29T01:30'],
    ['2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:45'],
  ])('a skipped hour says so: %s %s in %s', (date, time, zone, at) => {
    expect(iso(date, time, zone)).toEqual([at, true]);
  });

  it('is nothing while the fields are not whole, and begins at now', () => {
    expect(instantOf('', '09:00', 'UTC')).toBeNull();
    expect(instantOf('2026-03-08', '', 'UTC')).toBeNull();
    expect(wallFields(Date.UTC(2026, 2, 8, 1, 5), 'America/New_York')).toEqual({ date: '2026-03-07', time: '20:05' });
  });
});

describe('L-4 what a test asks', () => {
  const trial: Trial = {
    numberId: 'num_1',
    kind: 'call',
    who: 'number',
    from: '+14155550301',
    contact: null,
    when: 'now',
    date: '2026-03-08',
    time: '09:00',
  };

  it('is complete only with a caller and a time', () => {
    expect(askedOf(trial, undefined)).toEqual({ numberId: 'num_1', kind: 'call', from: '+14155550301' });
    expect(askedOf({ ...trial, from: '' }, undefined)).toBeNull();
    expect(askedOf({ ...trial, when: 'at' }, undefined)).toBeNull();
    expect(askedOf({ ...trial, when: 'at' }, 5)).toMatchObject({ at: 5 });
  });

  it('R-4 a withheld caller has no number', () => {
    expect(askedOf({ ...trial, who: 'withheld' }, undefined)).toMatchObject({ from: '' });
  });
});

describe('R-15 a call in words', () => {
  it('names each rule that was considered instead of its id', () => {
    expect(traceSteps([{ rule: 'R-7', matched: true, why: 'It goes on to +14155550110.' }])).toEqual([
      { rule: 'Call forwarding', matched: true, why: expect.stringContaining('(415)') },
    ]);
    expect(traceSteps([{ rule: 'R-99', matched: false, why: '' }])[0]?.rule).toBe('Rule');
  });

  it('writes numbers as the viewer reads them, and withheld ones in words', () => {
    expect(plain(prose('Somebody at +14155550110 answered.'))).toBe('Somebody at (415) 555-0110 answered.');
    expect([partyText('anonymous'), plain(partyText('+442079460018'))]).toEqual([
      'Withheld number',
      '+44 20 7946 0018',
    ]);
  });

  it('R-11 tells who took the call from a mailbox that picked up', () => {
    const leg = {
      to: '+1',
      user: null,
      rangAt: 0,
      acceptedAt: null,
      answeredAt: null,
      endedAt: 20_000,
      bridged: false,
    };
    const told = [
      { ...leg, endedAt: null },
      leg,
      { ...leg, answeredAt: 4_000 },
      { ...leg, answeredAt: 3_000, acceptedAt: 5_000, bridged: true },
    ];
    expect(legText({ ...leg, endedAt: null }, false)).toMatch(/rings now$/);
    expect(told.map(one => plain(legText(one, true)).replace(/^rang at [^,]+, /, ''))).toEqual([
      'not answered',
      'not answered, rang for 20 seconds',
      'picked up after 4 seconds, but nobody pressed 1',
      'took the call after 5 seconds',
    ]);
  });
});
