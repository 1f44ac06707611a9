import { describe, expect, test } from 'vitest';
import { languageTag } from '../../../worker/language/rules/tag.ts';
import { message } from '../../../worker/notification/rules/message.ts';
import { retryAt } from '../../../worker/notification/rules/retry.ts';

const params = {
  e164: '+14155550132',
  subAccountName: 'Bayside <Dental> 🦷',
  price: 450,
  currency: 'usd',
  endsAt: Date.UTC(2026, 2, 3, 6),
  timezone: 'America/Los_Angeles',
};
const reader = { name: 'Rosa', agency: 'Harbor Growth', support: 'help@harbor.example' };

describe('M-1 mails', () => {
  test('name the number, the money, whom to ask, and carry the agency’s name', () => {
    const { subject, text } = message('number_pending', params, reader);
    expect(subject).toBe('+1 415 555 0132 is reserved for Bayside <Dental> 🦷');
    expect(text).toContain('$4.50 a month');
    expect(text).toContain('help@harbor.example');
    expect(text.trim().endsWith('Harbor Growth')).toBe(true);
  });

  test('a day is told in the sub-account’s own zone', () => {
    expect(message('release_scheduled', params, reader).subject).toContain('March 2, 2026');
  });

  test('a reservation that lapsed says nothing of service or money ending', () => {
    const lapsed = message('number_unassigned', { ...params, reservedOnly: true }, reader);
    expect(lapsed.text).toContain('nothing is charged');
    expect(message('number_unassigned', params, reader).text).toContain('$4.50 a month end today');
  });

  test('A-12 why a number was released: its period ended, nobody paid, or Stripe ended the subscription within it', () => {
    const said = (more: object) => message('number_released', { ...params, ...more }, reader).text;
    expect(said({})).toContain('The paid period of +1 415 555 0132 has ended.');
    expect(said({ unpaid: true })).toContain('was not paid and went back to Harbor Growth');
    expect(said({ atStripe: true })).toContain('was cancelled at Stripe, so it went back to Harbor Growth');
    expect(said({ atStripe: true })).not.toContain('paid period');
  });

  test('names cannot bring markup into the HTML', () => {
    expect(message('number_pending', params, reader).html).not.toContain('<Dental>');
  });

  test('currencies without decimals are not divided', () => {
    expect(message('number_activated', { ...params, price: 500, currency: 'jpy' }, reader).text).toContain(
      '¥500 a month',
    );
  });
});

test('X-2 a delivery is tried later and later for about two days, then parked', () => {
  const waits = Array.from({ length: 9 }, (_, n) => retryAt(n + 1, 0));
  const tried = waits.filter(wait => wait !== null);
  expect(tried).toEqual([...tried].sort((a, b) => a - b));
  expect(waits.at(-1)).toBeNull();
});

describe('P-1 the language of a mail', () => {
  const say = (locale: string | null, agencyLocale: string | null = null) =>
    message('number_pending', params, { ...reader, locale, agencyLocale });

  test('is the reader’s, with their dates and money', () => {
    const { subject, text } = say('es-MX');
    expect(subject).toBe('+1 415 555 0132 está reservado para Bayside <Dental> 🦷');
    expect(text).toContain('Hola, Rosa:');
    expect(text).toMatch(/USD\s4\.50 al mes/);
    expect(message('release_scheduled', params, { ...reader, locale: 'es' }).subject).toContain(
      'el 2 de marzo de 2026',
    );
  });

  test('is else the agency’s, else English', () => {
    expect(say(null, 'es').subject).toContain('está reservado');
    expect(say('en-US', 'es').subject).toContain('is reserved');
    expect(say('fr', null).subject).toContain('is reserved');
    expect(say(null).subject).toContain('is reserved');
  });

  test('tells what the night found in it too', () => {
    const findings = [
      '+1 415 555 0132 is in your pool, but Twilio does not hold it for you. It gets no calls. Ask support.',
    ];
    const { text } = message('reconcile_drift', { findings, timezone: 'UTC' }, { ...reader, locale: 'es' });
    expect(text).toContain(
      '+1 415 555 0132 está en tu inventario, pero Twilio no lo tiene para ti. No recibe llamadas.',
    );
  });

  test.each([
    ['es_MX', 'es-MX'],
    ['ES', 'es'],
    ['', undefined],
    ['not a tag', undefined],
    ['x'.repeat(40), undefined],
  ])('a host’s "%s" is the tag %s', (told, tag) => expect(languageTag(told)).toBe(tag));
});
