import { parsePhoneNumber } from 'libphonenumber-js/min';
import { wholeOf, writtenWith } from '../../assignment/rules/decimals.ts';
import { type Language, languageOf } from '../../language/rules/tag.ts';
import { isCaller, nationalFormat } from '../../number/rules/phone.ts';
import { AGENCY_WORDS } from './agency-words.ts';
import { AGENCY_WORDS_ES } from './agency-words-es.ts';
import { BUYING_WORDS, requestSaid } from './buying-words.ts';
import { BUYING_WORDS_ES } from './buying-words-es.ts';
import { CALL_WORDS } from './call-words.ts';
import { CALL_WORDS_ES } from './call-words-es.ts';
import type { MailParams, MailTemplate } from './effect.ts';
import { NUMBER_WORDS } from './number-words.ts';
import { NUMBER_WORDS_ES } from './number-words-es.ts';
import type { Said, Words } from './said.ts';

/** M-1: what each mail says. Plain text, and the same as simple HTML. */
export interface Reader {
  name: string;
  agency: string;
  /** Whom to ask; may be empty. */
  support: string;
  /** The language they use the host in, e.g. `es-MX`; else that of their agency. */
  locale?: string | null;
  agencyLocale?: string | null;
}

/** One file per topic and language. */
const WORDS: Record<Language, Record<MailTemplate, (p: Said) => Words>> = {
  en: { ...NUMBER_WORDS, ...CALL_WORDS, ...AGENCY_WORDS, ...BUYING_WORDS },
  es: { ...NUMBER_WORDS_ES, ...CALL_WORDS_ES, ...AGENCY_WORDS_ES, ...BUYING_WORDS_ES },
};

/** What every mail says around its own words. */
const FRAME = {
  en: {
    hello: (name: string) => `Hello ${name},`,
    ask: (support: string) => (support ? `Questions? Write to ${support}.` : 'Questions? Ask your agency.'),
    withheld: 'a withheld number',
  },
  es: {
    hello: (name: string) => `Hola, ${name}:`,
    ask: (support: string) => (support ? `¿Preguntas? Escribe a ${support}.` : '¿Preguntas? Habla con tu agencia.'),
    withheld: 'un número oculto',
  },
} as const;

/** A mail in the reader's language (P-1). */
export function message(template: MailTemplate, params: MailParams, reader: Reader) {
  const { language, tag } = languageOf(reader.locale, reader.agencyLocale);
  const { subject, body } = WORDS[language][template]({
    number: params.e164 ? parsePhoneNumber(params.e164).formatInternational() : '',
    place: params.subAccountName ?? '',
    agency: reader.agency,
    price: params.price === undefined ? '' : money(params.price, params.currency ?? 'usd', tag),
    findings: params.findings ?? [],
    reservedOnly: params.reservedOnly ?? false,
    unpaid: params.unpaid ?? false,
    atStripe: params.atStripe ?? false,
    included: params.included ?? false,
    until: params.endsAt === undefined ? '' : day(params.endsAt, params.timezone, tag),
    link: params.link ?? '',
    ...requestSaid(params.request, language),
    ...saidOf(params, FRAME[language].withheld, tag),
  });
  const { hello, ask } = FRAME[language];
  const lines = [hello(reader.name), ...body, ask(reader.support), reader.agency];
  return {
    subject,
    text: `${lines.join('\n\n')}\n`,
    html: lines.map(line => `<p>${escaped(line)}</p>`).join('\n'),
  };
}

/** Names come from the CRM: a subject is one line whatever they hold. */
function saidOf(
  { voicemail, timezone }: MailParams,
  withheld: string,
  tag: string,
): Pick<Said, 'caller' | 'length' | 'left'> {
  if (!voicemail) return { caller: '', length: '', left: '' };
  const { from, callerName, durationS, at } = voicemail;
  const number = isCaller(from) ? nationalFormat(from, '') : '';
  const name = callerName?.replace(/[\p{C}\s]+/gu, ' ').trim();
  const minutes = Math.floor(durationS / 60);
  const length = `${minutes ? `${minutes} min ` : ''}${durationS % 60} s`;
  const caller = name ? `${name}${number && ` (${number})`}` : number || withheld;
  return { caller, length, left: time(at, timezone, tag) };
}

function time(at: number, timeZone: string, tag: string): string {
  return new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at);
}

function money(minor: number, currency: string, tag: string): string {
  return new Intl.NumberFormat(tag, writtenWith(minor, currency)).format(wholeOf(minor, currency));
}

function day(at: number, timeZone: string, tag: string): string {
  return new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone }).format(at);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, char => `&#${char.charCodeAt(0)};`);
}
