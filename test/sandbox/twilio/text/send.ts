import { type Carrier, newSid } from '../carrier.ts';
import { phoneKey } from '../phone.ts';
import { receive } from './receive.ts';
import type { TextRecord, TextStatus } from './record.ts';

/** Telephone ms between a text's statuses. */
const STEP_MS = 300;
const forever = new AbortController().signal;

export interface Sending {
  accountSid: string;
  from: string;
  to: string;
  body: string;
  media?: string[];
  direction?: TextRecord['direction'];
  callback?: { url: string; method: string };
}

/** Writes a text down as queued and lets it travel. */
export function send(carrier: Carrier, sending: Sending): TextRecord {
  const now = carrier.now();
  const media = sending.media ?? [];
  const text: TextRecord = {
    sid: newSid(media.length > 0 ? 'MM' : 'SM'),
    direction: 'outbound-api',
    status: 'queued',
    createdAt: now,
    updatedAt: now,
    steps: [],
    ...sending,
    media,
  };
  carrier.texts.set(text.sid, text);
  carrier.changed();
  carrier.track(travel(carrier, text));
  return text;
}

async function travel(carrier: Carrier, text: TextRecord): Promise<void> {
  await carrier.time.wait(STEP_MS, forever);
  const phone = carrier.phones.get(phoneKey(text.to));
  const error = phone?.textError ?? (phone?.script === 'unreachable' ? 30003 : undefined);
  move(carrier, text, 'sent');
  await carrier.time.wait(STEP_MS, forever);
  if (error) text.errorCode = error;
  move(carrier, text, error ? 'undelivered' : 'delivered');
  const number = carrier.owned(text.to);
  if (!error && number) await receive(carrier, { from: text.from, to: text.to, body: text.body, media: text.media });
}

function move(carrier: Carrier, text: TextRecord, status: TextStatus): void {
  text.status = status;
  text.updatedAt = carrier.now();
  if (status === 'sent') text.sentAt = text.updatedAt;
  carrier.changed();
  if (!text.callback) return;
  carrier.callbacks.enqueue({
    accountSid: text.accountSid,
    subject: text.sid,
    url: text.callback.url,
    method: text.callback.method,
    params: {
      AccountSid: text.accountSid,
      ApiVersion: '2010-04-01',
      From: text.from,
      To: text.to,
      MessageSid: text.sid,
      SmsSid: text.sid,
      MessageStatus: status,
      SmsStatus: status,
      ...(text.errorCode ? { ErrorCode: String(text.errorCode) } : {}),
    },
  });
}
