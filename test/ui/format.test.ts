import { beforeAll, describe, expect, it } from 'vitest';
import { money } from '../../ui/format/money.ts';
import { loadPhones, showNumber, typeNumber } from '../../ui/format/phone.ts';
import { day, duration, exact, relative } from '../../ui/format/time.ts';

const NOW = Date.UTC(2026, 2, 3, 12);
const MIN = 60_000;
const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u2011', '-').replaceAll('\u202f', ' ');

describe('P-1 phone numbers', () => {
  beforeAll(loadPhones);

  it('are national for the viewer’s country, international otherwise, and never break', () => {
    expect(plain(showNumber('+14155550132', 'US'))).toBe('(415) 555-0132');
    expect(plain(showNumber('+14155550132', 'GB'))).toBe('+1 415 555 0132');
    expect(plain(showNumber('+442079460018', 'GB'))).toBe('020 7946 0018');
    expect(showNumber('+14155550132', 'US')).not.toMatch(/[ -]/);
  });

  it('that are not whole are shown as they are', () => {
    expect(showNumber('anonymous', 'US')).toBe('anonymous');
    expect(showNumber('+1', 'XX')).toBe('+1');
  });

  it('N-8 are formatted while typed and recognised once whole', () => {
    expect(typeNumber('4155550', 'US')).toMatchObject({ text: '(415) 555-0', e164: null });
    expect(typeNumber('4155550132', 'US')).toMatchObject({ e164: '+14155550132', country: 'US' });
    expect(typeNumber('+44 20 7946 0018', 'US').e164).toBe('+442079460018');
    expect(typeNumber('hello', 'US')).toMatchObject({ text: '', e164: null });
  });
});

describe('P-1 times', () => {
  it.each([
    [0, 'now'],
    [-3 * MIN, '3 min ago'],
    [-50_000, '1 min ago'],
    [-2 * 60 * MIN, '2 hr ago'],
    [26 * 60 * MIN, 'tomorrow'],
    [-20 * 24 * 60 * MIN, 'Feb 11'],
  ])('%i ms from now read as %s', (gap, words) => {
    expect(relative(NOW + gap, NOW, 'en-US', 'UTC')).toBe(words);
  });

  it('name the zone only when it is not the viewer’s', () => {
    expect(plain(exact(NOW, 'en-US', 'America/New_York', 'America/New_York'))).toBe('Tue, Mar 3, 2026, 7:00 AM');
    expect(plain(exact(NOW, 'en-US', 'America/New_York', 'Europe/Berlin'))).toBe('Tue, Mar 3, 2026, 7:00 AM EST');
  });

  it('leave the year out while it is this one, by the zone’s own calendar', () => {
    expect(day(NOW, NOW, 'en-GB', 'UTC')).toBe('3 Mar');
    expect(day(Date.UTC(2027, 0, 1, 1), NOW, 'en-GB', 'UTC')).toBe('1 Jan 2027');
    expect(day(Date.UTC(2027, 0, 1, 1), NOW, 'en-GB', 'America/New_York')).toBe('31 Dec');
  });

  it('of recordings are minutes and seconds', () => {
    expect([duration(0), duration(65.9), duration(3_729)]).toEqual(['0:00', '1:05', '1:02:09']);
  });
});

describe('P-1 money', () => {
  it('is written from minor units, as many as the currency has', () => {
    expect(money(450, 'USD', 'en-US')).toBe('$4.50');
    expect(money(450, 'JPY', 'en-US')).toBe('¥450');
    expect(plain(money(-450, 'EUR', 'de-DE'))).toBe('-4,50 €');
  });
});
