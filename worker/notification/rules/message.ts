import { parsePhoneNumber } from 'libphonenumber-js/min';
import { wholeOf, writtenWith } from '../../assignment/rules/decimals.ts';
import { isCaller, nationalFormat } from '../../number/rules/phone.ts';
import { AGENCY_WORDS } from './agency-words.ts';
import { BUYING_WORDS, requestSaid } from './buying-words.ts';
import { CALL_WORDS } from './call-words.ts';
import type { MailParams, MailTemplate } from './effect.ts';
import { NUMBER_WORDS } from './number-words.ts';
import type { Said, Words } from './said.ts';

/** M-1: what each mail says. Plain text, and the same as simple HTML. */
export interface Reader {
  name: string;
  agency: string;
  /** Whom to ask; may be empty. */
  support: string;
}

/** One file per topic. */
const WORDS: Record<MailTemplate, (p: Said) => Words> = {
  ...NUMBER_WORDS,
  ...CALL_WORDS,
  ...AGENCY_WORDS,
  ...BUYING_WORDS,
};

export function message(template: MailTemplate, params: MailParams, reader: Reader) {
  const { subject, body } = WORDS[template]({
    number: params.e164 ? parsePhoneNumber(params.e164).formatInternational() : '',
    place: params.subAccountName ?? '',
    agency: reader.agency,
    price: params.price === undefined ? '' : money(params.price, params.currency ?? 'usd'),
    findings: params.findings ?? [],
    reservedOnly: params.reservedOnly ?? false,
    unpaid: params.unpaid ?? false,
    atStripe: params.atStripe ?? false,
    included: params.included ?? false,
    until: params.endsAt === undefined ? '' : day(params.endsAt, params.timezone),
    link: params.link ?? '',
    ...requestSaid(params.request),
    ...saidOf(params),
  });
  const lines = [
    `Hello ${reader.name},`,
    ...body,
    reader.support ? `Questions? Write to ${reader.support}.` : 'Questions? Ask your agency.',
    reader.agency,
  ];
  return {
    subject,
    text: `${lines.join('\n\n')}\n`,
    html: lines.map(line => `<p>${escaped(line)}</p>`).join('\n'),
  };
}

/** Names come from the CRM: a subject is one line whatever they hold. */
function saidOf({ voicemail, timezone }: MailParams): Pick<Said, 'caller' | 'length' | 'left'> {
  if (!voicemail) return { caller: '', length: '', left: '' };
  const { from, callerName, durationS, at } = voicemail;
  const number = isCaller(from) ? nationalFormat(from, '') : '';
  const name = callerName?.replace(/[\p{C}\s]+/gu, ' ').trim();
  const minutes = Math.floor(durationS / 60);
  const length = `${minutes ? `${minutes} min ` : ''}${durationS % 60} s`;
  const caller = name ? `${name}${number && ` (${number})`}` : number || 'a withheld number';
  return { caller, length, left: time(at, timezone) };
}

function time(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at);
}

function money(minor: number, currency: string): string {
  return new Intl.NumberFormat('en-US', writtenWith(minor, currency)).format(wholeOf(minor, currency));
}

function day(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone }).format(at);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, char => `&#${char.charCodeAt(0)};`);
}
