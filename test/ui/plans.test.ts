import { describe, expect, it } from 'vitest';
import type { OwnPlan } from '../../ui/panels/phone-numbers/plan/calls.ts';
import { actOf } from '../../ui/panels/phone-numbers/plan/PlanBlock.tsx';
import type { Place, Plan } from '../../ui/panels/sub-accounts/calls.ts';
import { minorOf, typedOf } from '../../ui/panels/sub-accounts/plans/amount.ts';
import {
  changesOf,
  type Draft,
  draftOf,
  exampleOf,
  FRESH,
  refusedFields,
  termsOf,
} from '../../ui/panels/sub-accounts/plans/draft.ts';
import { standingOf } from '../../ui/panels/sub-accounts/words.ts';

const PLAN: Plan = {
  id: 'pln_1',
  name: 'Practice',
  currency: 'usd',
  basePrice: 4900,
  trialDays: 0,
  numberPrice: 335,
  mode: 'paid',
  clientsMayBuy: false,
  directNumbers: true,
  conversionRate: 1_000_000,
  archivedAt: null,
  subAccounts: 2,
};

describe('T-4 an amount as people type it', () => {
  it.each([
    ['4.50', 'usd', 450],
    ['4,50', 'eur', 450],
    ['4.5', 'usd', 450],
    ['$ 49', 'usd', 4900],
    ['1,234.50', 'usd', 123_450],
    ['1.234,50', 'eur', 123_450],
    ['1,234', 'usd', 123_400],
    ['1 234', 'usd', 123_400],
    ['500', 'jpy', 500],
    ['1.250', 'kwd', 1250],
    ['0', 'usd', 0],
  ])('%s in %s', (typed, currency, minor) => {
    expect(minorOf(typed, currency)).toBe(minor);
  });

  it.each(['', 'abc', '-1', '4.505', '0,505', '1.2.3', '4.', '1,23,456'])('%j is none', typed => {
    expect(minorOf(typed, 'usd')).toBeNull();
  });

  it.each([
    [450, 'usd', '4.50'],
    [500, 'jpy', '500'],
    [1250, 'kwd', '1.250'],
  ])('%i in %s is written so that it reads back the same', (minor, currency, typed) => {
    expect(typedOf(minor, currency)).toBe(typed);
    expect(minorOf(typed, currency)).toBe(minor);
  });
});

describe('T-4 a plan as it is edited', () => {
  const draft = (over: Partial<Draft> = {}): Draft => ({ ...FRESH, name: 'Clinic', base: '29', ...over });

  it('saves what was typed, in minor units', () => {
    expect(termsOf(draft({ trial: '14', number: '3,35' }))).toMatchObject({
      terms: {
        name: 'Clinic',
        currency: 'usd',
        basePrice: 2900,
        trialDays: 14,
        numberPrice: 335,
        conversionRate: 1_000_000,
      },
    });
  });

  it('names every field that is wrong', () => {
    const read = termsOf(draft({ name: ' ', base: 'much', trial: '1.5', number: '-1' }));
    expect(Object.keys('flaws' in read ? read.flaws : {}).sort()).toEqual(['base', 'name', 'number', 'trial']);
  });

  it('asks for a rate only where the currencies differ', () => {
    expect(termsOf(draft({ currency: 'eur', rate: '' }))).toHaveProperty('flaws.rate');
    expect(termsOf(draft({ currency: 'eur', rate: '0,92' }))).toMatchObject({ terms: { conversionRate: 920_000 } });
    expect(termsOf(draft({ rate: 'nonsense' }))).toHaveProperty('terms');
  });

  it('A-11 an included plan lets clients buy nothing', () => {
    expect(termsOf(draft({ mode: 'included', clientsMayBuy: true }))).toMatchObject({
      terms: { clientsMayBuy: false },
    });
  });

  it('A-4 the example is carrier plus markup, in the plan’s currency', () => {
    expect(exampleOf(draft())).toMatchObject({ total: 450, currency: 'usd' });
    expect(exampleOf(draft({ currency: 'eur', rate: '0.92', number: '3.10' }))).toMatchObject({ total: 416 });
    expect(exampleOf(draft({ number: 'x' }))).toBeNull();
  });

  it('sends only what was changed', () => {
    const read = termsOf({ ...draftOf(PLAN), number: '4' });
    expect('terms' in read && changesOf(PLAN, read.terms)).toEqual({ numberPrice: 400 });
  });

  it('shows a refusal at the field it is about', () => {
    expect(Object.keys(refusedFields({ basePrice: 'too small', name: 'taken' })).sort()).toEqual(['base', 'name']);
  });
});

describe('T-5 standing in a word', () => {
  const place = (reason: string | null, over: Partial<Place> = {}) =>
    ({ planMode: 'paid', planStatus: null, standing: { ok: reason === null, reason, sentence: '' }, ...over }) as Place;

  it.each([
    [place(null, { planStatus: 'active' }), 'good', 'In good standing'],
    [place(null, { planStatus: 'trialing' }), 'good', 'In trial'],
    [place(null, { planMode: 'included' }), 'good', 'Numbers included'],
    [place('no_plan'), 'free', 'No plan'],
    [place('plan_not_active'), 'wait', 'Plan not active'],
    [place('plan_not_active', { planStatus: 'past_due' }), 'bad', 'Payment failed'],
    [place('no_valid_card', { planStatus: 'active' }), 'bad', 'No valid card'],
    [place('something_new'), 'wait', 'Needs attention'],
  ])('%#', (given, tone, word) => {
    expect(standingOf(given)).toEqual({ tone, word });
  });
});

describe('T-5 what a client can do about its plan', () => {
  const own = (over: Partial<OwnPlan>) =>
    ({
      plan: { mode: 'paid' },
      planStatus: null,
      standing: { ok: false, reason: 'plan_not_active' },
      ...over,
    }) as OwnPlan;

  it('starts one that was never started or has ended', () => {
    expect(actOf(own({}))).toBe('start');
    expect(actOf(own({ planStatus: 'canceled' }))).toBe('start');
  });

  it('never starts a second one where a payment is missing: the card is changed', () => {
    expect(actOf(own({ planStatus: 'past_due' }))).toBe('card');
    expect(actOf(own({ planStatus: 'active' }))).toBe('card');
  });

  it('has nothing to do without a plan, with an included one, or before the agency can be paid', () => {
    expect(actOf(own({ plan: null }))).toBeNull();
    expect(actOf(own({ plan: { mode: 'included' } as OwnPlan['plan'] }))).toBeNull();
    expect(actOf(own({ standing: { ok: false, reason: 'agency_not_connected', sentence: '' } }))).toBeNull();
    expect(actOf(own({ standing: { ok: false, reason: 'agency_cannot_charge', sentence: '' } }))).toBeNull();
  });
});
