import { describe, expect, test } from 'vitest';
import { flawsOf, type PlanTerms } from '../../../worker/plan/rules/plan.ts';

const SOUND: PlanTerms = { currency: 'usd', basePrice: 4900, numberPrice: 335, conversionRate: undefined };

describe('T-4 what makes a plan sellable', () => {
  test.each<[string, Partial<PlanTerms>, string[]]>([
    ['an ordinary one', {}, []],
    ['a free one, whose numbers are paid', { basePrice: 0 }, []],
    ['numbers at cost', { numberPrice: 0 }, []],
    ['a price below what Stripe charges', { basePrice: 49 }, ['basePrice']],
    ['the smallest price', { basePrice: 50 }, []],
    ['pounds may cost less', { currency: 'gbp', basePrice: 30, conversionRate: 780_000 }, []],
    ['kronor must cost more', { currency: 'sek', basePrice: 299, conversionRate: 10_400_000 }, ['basePrice']],
    ['another currency needs its rate', { currency: 'eur' }, ['conversionRate']],
    ['all at once', { currency: 'dkk', basePrice: 1 }, ['basePrice', 'conversionRate']],
    ['a currency nobody has', { currency: 'zzz', basePrice: 1 }, ['currency']],
  ])('%s', (_what, over, fields) => {
    expect(flawsOf({ ...SOUND, ...over }).map(flaw => flaw.field)).toEqual(fields);
  });
});
