import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { isPhone } from '../call/dial-plan.ts';
import type { Carrier } from '../carrier.ts';
import { phoneKey } from '../phone.ts';
import { type Form, notFound, page, readForm, rfc2822, TwilioError, within } from '../wire.ts';
import type { TextRecord } from './record.ts';
import { send } from './send.ts';

const LONGEST = 1600;

/** `Messages`: send, list, read. */
export function messageRoutes(carrier: Carrier): Hono {
  const app = new Hono();
  const accountOf = (c: Context) => c.req.param('account') ?? '';

  app.post('/Messages.json', async c => {
    const form = await readForm(c);
    const sending = check(carrier, accountOf(c), form);
    return c.json(wire(send(carrier, sending)), 201);
  });
  app.get('/Messages.json', c => {
    const { To, From } = c.req.query();
    const onDay = within(c, 'DateSent');
    const rows = [...carrier.texts.values()]
      .filter(
        t =>
          t.accountSid === accountOf(c) &&
          (!To || t.to === To.replace(/^ /, '+')) &&
          (!From || t.from === From.replace(/^ /, '+')) &&
          onDay(sentAt(t)),
      )
      .reverse();
    return page(c, 'messages', rows, wire);
  });
  app.get('/Messages/:sid{(SM|MM)[0-9a-f]{32}\\.json}', c => {
    const text = carrier.texts.get(c.req.param('sid').replace('.json', ''));
    if (text?.accountSid !== accountOf(c)) throw notFound(c.req.path);
    return c.json(wire(text));
  });
  app.get('/Messages/:sid{(SM|MM)[0-9a-f]{32}}/Media.json', c => {
    const text = carrier.texts.get(c.req.param('sid'));
    if (text?.accountSid !== accountOf(c)) throw notFound(c.req.path);
    return page(c, 'media_list', text.media, url => mediaWire(text, url));
  });
  return app;
}

/** When it went, or came: an inbound text is sent and there in one. */
function sentAt(text: TextRecord): number | undefined {
  return text.sentAt ?? (text.direction === 'inbound' ? text.createdAt : undefined);
}

function mediaWire(text: TextRecord, url: string) {
  const sid = `ME${createHash('md5').update(url).digest('hex')}`;
  return {
    ...{ sid, account_sid: text.accountSid, parent_sid: text.sid, content_type: 'image/png' },
    ...{ date_created: rfc2822(text.createdAt), date_updated: rfc2822(text.createdAt) },
    uri: `/2010-04-01/Accounts/${text.accountSid}/Messages/${text.sid}/Media/${sid}.json`,
  };
}

function check(carrier: Carrier, accountSid: string, form: Form) {
  const refuse = (code: number, message: string): never => {
    throw new TwilioError(400, code, message);
  };
  const to = phoneKey(form.get('To') ?? refuse(21604, "A 'To' phone number is required."));
  const from = phoneKey(form.get('From') ?? refuse(21603, "A 'From' phone number is required."));
  const body = form.get('Body') ?? '';
  const media = form.all('MediaUrl');
  if (!isPhone(to)) refuse(21211, `Invalid 'To' Phone Number: ${to}`);
  if (body === '' && media.length === 0) refuse(21602, 'Message body is required.');
  if (body.length > LONGEST) refuse(21617, `The concatenated message body exceeds the ${LONGEST} character limit`);
  const number = carrier.owned(from);
  if (number?.account_sid !== accountSid || !number.capabilities.sms)
    refuse(21606, `The 'From' phone number ${from} is not a valid, SMS-capable number of this account.`);
  if (to === from) refuse(21266, "'To' and 'From' number cannot be the same");
  if (carrier.optOuts.has(`${from}>${to}`)) refuse(21610, 'Attempt to send to unsubscribed recipient');
  const url = form.get('StatusCallback');
  return { accountSid, from, to, body, media, ...(url ? { callback: { url, method: 'POST' } } : {}) };
}

const WHY: Record<number, string> = {
  30003: 'Unreachable destination handset',
  30004: 'Message blocked',
  30005: 'Unknown destination handset',
  30006: 'Landline or unreachable carrier',
  30007: 'Message filtered',
  30466: 'Toll-free number is not verified',
};

/** A text as the API shows it. */
export function wire(text: TextRecord) {
  const uri = `/2010-04-01/Accounts/${text.accountSid}/Messages/${text.sid}`;
  return {
    account_sid: text.accountSid,
    api_version: '2010-04-01',
    body: text.body,
    date_created: rfc2822(text.createdAt),
    date_sent: sentAt(text) === undefined ? null : rfc2822(sentAt(text) ?? 0),
    date_updated: rfc2822(text.updatedAt),
    direction: text.direction,
    error_code: text.errorCode ?? null,
    error_message: text.errorCode ? (WHY[text.errorCode] ?? 'Not delivered') : null,
    from: text.from,
    messaging_service_sid: null,
    num_media: String(text.media.length),
    num_segments: String(Math.max(1, Math.ceil(text.body.length / 153))),
    price: null,
    price_unit: 'USD',
    sid: text.sid,
    status: text.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: text.to,
    uri: `${uri}.json`,
  };
}
