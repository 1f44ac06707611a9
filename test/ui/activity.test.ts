import { beforeAll, describe, expect, it } from 'vitest';
import { loadPhones } from '../../ui/format/phone.ts';
import { changesOf, currencyOf, fieldName, isInstant, isMoney } from '../../ui/panels/activity/changes.ts';
import { stateOf } from '../../ui/panels/activity/finding-state.ts';
import { prose } from '../../ui/panels/activity/words.ts';
import { axisMoney } from '../../ui/panels/margin/words.ts';
import { viewer } from '../../ui/viewer.ts';

describe('X-3 a line of the trail, before and after', () => {
  beforeAll(loadPhones);

  it('shows what changed and leaves out what stayed', () => {
    const before = { state: 'pending', price: 450, paidThrough: null };
    const after = { state: 'active', price: 450, paidThrough: 1_800_000_000_000 };
    expect(changesOf(before, after)).toEqual([
      { field: 'state', before: 'pending', after: 'active' },
      { field: 'paidThrough', before: null, after: 1_800_000_000_000 },
    ]);
  });

  it('keeps a number in a sentence whole, however the server spaced it', () => {
    expect(prose('+1 415 204 6661 was bought.')).toBe('(415)\u00a0204\u20116661 was bought.');
    expect(prose('Twilio holds +442071838750, 3 times.')).toBe(
      'Twilio holds +44\u00a020\u00a07183\u00a08750, 3 times.',
    );
  });

  it('copes with lines that carry nothing, or something plain', () => {
    expect(changesOf(null, null)).toEqual([]);
    expect(changesOf(undefined, 'gone')).toEqual([{ field: '', before: null, after: 'gone' }]);
  });

  it('reads field names, times and money as people do', () => {
    expect(fieldName('paidThrough')).toBe('Paid through');
    expect([isInstant('paidThrough', 1_800_000_000_000), isInstant('price', 1_800_000_000_000)]).toEqual([true, false]);
    expect(['amount', 'numberPrice', 'telcoCost', 'count'].map(isMoney)).toEqual([true, true, true, false]);
    expect([currencyOf({ currency: 'usd' }), currencyOf({ currency: 4 }), currencyOf(null)]).toEqual([
      'usd',
      undefined,
      undefined,
    ]);
  });
});

describe('A-14 a finding', () => {
  const finding = {
    id: 'f',
    kind: 'number_urls',
    sentence: '',
    subject: '',
    foundAt: 1,
    repairedAt: null,
    resolvedAt: null,
  };

  it('is open until it is mended or gone; a number merely not imported is no trouble', () => {
    expect(stateOf(finding)).toBe('open');
    expect(stateOf({ ...finding, repairedAt: 2, resolvedAt: 3 })).toBe('repaired');
    expect(stateOf({ ...finding, resolvedAt: 3 })).toBe('resolved');
    expect(stateOf({ ...finding, kind: 'not_imported' })).toBe('notImported');
  });
});

describe('A-15 money on an axis', () => {
  it('drops cents where they are noise and keeps them where they are all there is', () => {
    viewer.value = { ...viewer.value, locale: 'en-US' };
    expect([axisMoney(40_000, 'usd'), axisMoney(125_000, 'usd'), axisMoney(50, 'usd'), axisMoney(0, 'usd')]).toEqual([
      '$400',
      '$1.3K',
      '$0.50',
      '$0',
    ]);
    expect(axisMoney(4_000, 'jpy')).toBe('¥4K');
  });
});
