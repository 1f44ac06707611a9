import { parsePhoneNumber } from 'libphonenumber-js/min';
import { isCaller, nationalFormat } from '../../number/rules/phone.ts';
import type { MailParams, MailTemplate } from './effect.ts';

/** M-1: what each mail says. Plain text, and the same as simple HTML. */
export interface Reader {
  name: string;
  agency: string;
  /** Whom to ask; may be empty. */
  support: string;
}

interface Words {
  subject: string;
  body: string[];
}

const WORDS: Record<MailTemplate, (p: Said) => Words> = {
  number_pending: p => ({
    subject: `${p.number} is reserved for ${p.place}`,
    body: [
      `${p.agency} reserved the phone number ${p.number} for ${p.place}.`,
      `It starts working once it is paid: ${p.price} a month. Open Trunkline in your CRM, go to Phone numbers and choose Pay now.`,
    ],
  }),
  number_activated: p => ({
    subject: `${p.number} is active`,
    body: [
      `The phone number ${p.number} now works for ${p.place}. It costs ${p.price} a month.`,
      'Next, give it to somebody of your team or set where its calls are forwarded: open Trunkline in your CRM.',
    ],
  }),
  release_scheduled: p => ({
    subject: `${p.number} will be released${p.until ? ` on ${p.until}` : ''}`,
    body: [
      `${p.place} gives up the phone number ${p.number}. It keeps working until ${p.until || 'the paid period ends'}; nothing more will be charged.`,
      'Changed your mind? Until then you can keep it: open Trunkline in your CRM, go to Phone numbers and choose Keep it.',
    ],
  }),
  number_released: p => ({
    subject: `${p.number} was released`,
    body: [
      `The paid period of ${p.number} has ended. Calls to it no longer reach ${p.place}, and nothing more is charged.`,
    ],
  }),
  overflow: p => ({
    subject: `Calls to ${p.number} found all lines taken`,
    body: [
      `As many calls as allowed were on ${p.number} of ${p.place} at once, so at least one more went to forwarding or voicemail.`,
      'The call log shows which ones. You can raise the limit, up to 50 calls at once, in Trunkline under Company number.',
    ],
  }),
  voicemail: p => ({
    subject: `Voicemail from ${p.caller}`,
    body: [
      `${p.caller} left a voicemail of ${p.length} on ${p.number} of ${p.place}${p.left && `, on ${p.left}`}.`,
      'Listen to it in Trunkline: open your CRM and go to Inbox.',
    ],
  }),
  number_unassigned: p =>
    p.reservedOnly
      ? {
          subject: `${p.number} is no longer reserved`,
          body: [
            `The reservation of the phone number ${p.number} for ${p.place} has ended. It was not paid, and nothing is charged.`,
          ],
        }
      : {
          subject: `${p.number} was taken back`,
          body: [
            `${p.agency} took the phone number ${p.number} back. Calls to it no longer reach ${p.place}, and its ${p.price} a month end today.`,
          ],
        },
};

interface Said {
  number: string;
  place: string;
  agency: string;
  price: string;
  until: string;
  reservedOnly: boolean;
  /** Of a voicemail: who left it, how long it is, and when. */
  caller: string;
  length: string;
  left: string;
}

export function message(template: MailTemplate, params: MailParams, reader: Reader) {
  const { subject, body } = WORDS[template]({
    number: parsePhoneNumber(params.e164).formatInternational(),
    place: params.subAccountName,
    agency: reader.agency,
    price: money(params.price, params.currency),
    reservedOnly: params.reservedOnly ?? false,
    until: params.endsAt === undefined ? '' : day(params.endsAt, params.timezone),
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
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: currency.toUpperCase() });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}

function day(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone }).format(at);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, char => `&#${char.charCodeAt(0)};`);
}
