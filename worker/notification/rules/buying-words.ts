import type { Language } from '../../language/rules/tag.ts';
import type { MailParams } from './effect.ts';
import type { Said, Sayings } from './said.ts';

/** What is told about buying numbers and keeping them (N-2, N-11, N-12). */
export const BUYING_WORDS = {
  number_requested: p => ({
    subject: `${p.place} asks for a phone number`,
    body: [
      `${p.by} of ${p.place} asks for a phone number: ${p.wish}.`,
      ...(p.note ? [`“${p.note}”`] : []),
      'Open Trunkline in your CRM and go to Numbers to give them one or to decline.',
    ],
  }),
  request_declined: p => ({
    subject: 'Your request for a phone number was declined',
    body: [
      `${p.agency} declined the request for a phone number for ${p.place}: ${p.wish}.`,
      ...(p.note ? [`“${p.note}”`] : []),
    ],
  }),
  consent_wanted: p => ({
    subject: `Your bank asks about ${p.number}`,
    body: [
      `${p.place} is buying the phone number ${p.number}, and your bank wants your consent before your card pays ${p.price} for it.`,
      `Confirm the payment within 24 hours: ${p.link}`,
      'Without it nothing is charged and nothing is bought.',
    ],
  }),
  keeping_unpaid: p => ({
    subject: 'The monthly payment for your phone numbers failed',
    body: [
      `${p.price ? `The payment of ${p.price}` : 'The payment'} for keeping your phone numbers did not go through. Your numbers keep working.`,
      p.link
        ? `Pay it here: ${p.link}`
        : 'Open Trunkline in your CRM, go to Settings and change the card; the payment is then tried again.',
    ],
  }),
} satisfies Sayings;

const AREA = { en: 'area code', es: 'código de área' } as const;
const TYPES: Record<Language, Record<string, string>> = {
  en: { toll_free: 'toll-free' },
  es: { local: 'local', toll_free: 'gratuito', mobile: 'móvil' },
};

/** A request in words. Names and notes come from people: each is one line whatever they hold. */
export function requestSaid(request: MailParams['request'], language: Language): Pick<Said, 'by' | 'wish' | 'note'> {
  if (!request) return { by: '', wish: '', note: '' };
  const { by, country, type, areaCode, note } = request;
  const wish = `${TYPES[language][type] ?? type}, ${country}${areaCode ? `, ${AREA[language]} ${areaCode}` : ''}`;
  return { by: line(by), wish, note: line(note) };
}

function line(text: string): string {
  return text.replace(/[\p{C}\s]+/gu, ' ').trim();
}
