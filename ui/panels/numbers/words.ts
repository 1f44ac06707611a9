import { now } from '../../clock.ts';
import { showNumber } from '../../format/phone.ts';
import { moneyText } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import { viewer } from '../../viewer.ts';
import type { PoolNumber } from './calls.ts';

const DAY = 86_400_000;

/** The number as people read it, for inside sentences. */
export const numberText = (e164: string) => showNumber(e164, viewer.value.country);

/** A client's name for inside a sentence, kept apart so that a right-to-left name does not turn the words around it. */
export const nameText = (name: string | undefined) => (name ? `\u2068${name}\u2069` : '');

/** What the agency pays for it, "$1.15 a month". */
export const costText = ({ telco }: PoolNumber) => moneyText(telco.amount, telco.currency, 'month');

/** What the client pays, "$4.50 a month"; empty when it pays nothing of its own. */
export const priceText = ({ price }: PoolNumber) =>
  price?.amount ? moneyText(price.amount, price.currency, 'month') : '';

/** "in 13 days" until a reservation lapses; whole days, since nobody counts hours of two weeks. */
export const expiresText = (at: number) => t.numbers.expires(Math.max(0, Math.round((at - now()) / DAY)));

/** Who a number is wired to, or an empty text (L-1). */
export function wiredText({ wiredTo, wiredUser, wiredAgent }: PoolNumber): string {
  if (wiredTo === 'company') return t.numbers.company;
  return (wiredTo === 'agent' ? wiredAgent : wiredUser)?.name ?? '';
}

export function canText({ voice, sms }: { voice: boolean; sms: boolean }): string {
  const { can } = t.numbers;
  return voice && sms ? can.both : sms ? can.sms : can.voice;
}

/** "United States" in the viewer's language. */
export function countryName(code: string): string {
  return new Intl.DisplayNames([viewer.value.locale], { type: 'region', fallback: 'code' }).of(code) ?? code;
}

export const countText = (n: number) => new Intl.NumberFormat(viewer.value.locale).format(n);
