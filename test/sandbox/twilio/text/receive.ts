import { randomUUID } from 'node:crypto';
import { parse } from '../call/document.ts';
import { whereabouts } from '../call/progress.ts';
import { type Carrier, newSid } from '../carrier.ts';
import type { OwnedNumber } from '../number/owned.ts';
import { type Exchanged, send as sendWebhook } from '../webhook.ts';
import { type XmlElement, XmlError } from '../xml.ts';
import type { TextRecord } from './record.ts';
import { send } from './send.ts';

export interface Arriving {
  from: string;
  to: string;
  body: string;
  media?: string[];
}

const STOP = /^\s*(stop|stopall|unsubscribe|cancel|end|quit|revoke|optout)\s*$/i;
const START = /^\s*(start|yes|unstop)\s*$/i;

/** A text arrives at a number: its SmsUrl is asked and the `<Message>`s answered are sent. */
export async function receive(carrier: Carrier, arriving: Arriving): Promise<TextRecord> {
  const number = carrier.owned(arriving.to);
  const now = carrier.now();
  const media = arriving.media ?? [];
  const text: TextRecord = {
    sid: newSid(media.length > 0 ? 'MM' : 'SM'),
    accountSid: number?.account_sid ?? carrier.ctx.secrets.twilioSid,
    direction: 'inbound',
    from: arriving.from,
    to: arriving.to,
    body: arriving.body,
    media,
    status: number?.capabilities.sms ? 'received' : 'failed',
    createdAt: now,
    updatedAt: now,
    steps: [],
  };
  carrier.texts.set(text.sid, text);
  carrier.changed();
  if (!number || text.status === 'failed') return text;
  noteOptOut(carrier, text);
  if (number.sms_url) await deliver(carrier, text, number);
  return text;
}

/** STOP and START act on the pair at the telephone company, whatever the customer's server does. */
function noteOptOut(carrier: Carrier, text: TextRecord): void {
  const pair = `${text.to}>${text.from}`;
  const reply = (body: string) =>
    send(carrier, { accountSid: text.accountSid, from: text.to, to: text.from, body, direction: 'outbound-reply' });
  if (STOP.test(text.body)) {
    if (!carrier.optOuts.has(pair)) reply('You are unsubscribed and get no more messages. Reply START to resubscribe.');
    carrier.optOuts.set(pair, true);
  } else if (START.test(text.body) && carrier.optOuts.delete(pair)) {
    reply('You are resubscribed and get messages again. Reply STOP to unsubscribe.');
  }
}

async function deliver(carrier: Carrier, text: TextRecord, number: OwnedNumber): Promise<void> {
  const request = { url: number.sms_url, method: number.sms_method, params: params(text), token: randomUUID() };
  const first = await ask(carrier, text, request);
  const retried = first.document ? first : await ask(carrier, text, request);
  const fallback = {
    ...request,
    url: number.sms_fallback_url,
    method: number.sms_fallback_method,
    token: randomUUID(),
  };
  const told = { ErrorCode: '11200', ErrorUrl: number.sms_url };
  const last =
    retried.document || !fallback.url
      ? retried
      : await ask(carrier, text, { ...fallback, params: { ...request.params, ...told } });
  for (const message of last.document?.children ?? []) if (message.name === 'Message') reply(carrier, text, message);
}

function reply(carrier: Carrier, text: TextRecord, message: XmlElement): void {
  const part = (name: string) => message.children.filter(child => child.name === name).map(child => child.text);
  const { to = text.from, from = text.to, action, method = 'POST' } = message.attributes;
  if (carrier.optOuts.has(`${from}>${to}`)) return;
  send(carrier, {
    accountSid: text.accountSid,
    from,
    to,
    body: part('Body').join('') || message.text,
    media: part('Media'),
    direction: 'outbound-reply',
    ...(action ? { callback: { url: new URL(action, text.steps.at(-1)?.url).href, method } } : {}),
  });
}

async function ask(
  carrier: Carrier,
  text: TextRecord,
  request: Parameters<typeof sendWebhook>[1],
): Promise<{ answer?: Exchanged; document?: XmlElement }> {
  const account = carrier.account(text.accountSid);
  if (!account) return {};
  const answer = await sendWebhook(account, request, carrier.now());
  text.steps.push(answer);
  carrier.changed();
  if (answer.status === undefined || answer.status >= 400) return { answer };
  if (answer.response?.trim() === '') return { answer, document: parse('<Response/>') };
  try {
    return { answer, document: parse(answer.response ?? '') };
  } catch (cause) {
    if (cause instanceof XmlError) return { answer };
    throw cause;
  }
}

function params(text: TextRecord): Record<string, string> {
  const media = text.media.flatMap((url, n): [string, string][] => [
    [`MediaUrl${n}`, url],
    [`MediaContentType${n}`, 'image/png'],
  ]);
  return {
    AccountSid: text.accountSid,
    ApiVersion: '2010-04-01',
    Body: text.body,
    From: text.from,
    To: text.to,
    MessageSid: text.sid,
    SmsMessageSid: text.sid,
    SmsSid: text.sid,
    SmsStatus: 'received',
    NumMedia: String(text.media.length),
    NumSegments: String(Math.max(1, Math.ceil(text.body.length / 153))),
    ...whereabouts('From', text.from),
    ...whereabouts('To', text.to),
    ...Object.fromEntries(media),
  };
}
