import { type Context, Hono } from 'hono';
import { type Carrier, newSid } from '../carrier.ts';
import { notFound, page, rfc2822 } from '../wire.ts';
import { friendly } from './available.ts';

/** A phone verified as caller id, as it goes over the wire. */
export interface CallerId {
  sid: string;
  account_sid: string;
  phone_number: string;
  friendly_name: string;
  date_created: string;
  date_updated: string;
  uri: string;
}

/** `OutgoingCallerIds`: phones whose owners proved that they may be shown as caller. */
export function outgoingCallerIds(carrier: Carrier): Hono {
  const app = new Hono();
  const one = '/OutgoingCallerIds/:sid{PN[0-9a-f]{32}\\.json}';
  const accountOf = (c: Context) => c.req.param('account') ?? '';
  const held = (c: Context): CallerId => {
    const row = carrier.callerIds.get((c.req.param('sid') ?? '').replace('.json', ''));
    if (row?.account_sid !== accountOf(c)) throw notFound(c.req.path);
    return row;
  };
  app.get('/OutgoingCallerIds.json', c => {
    const asked = c.req.query('PhoneNumber')?.replace(/^ /, '+');
    const rows = [...carrier.callerIds.values()].filter(
      r => r.account_sid === accountOf(c) && (!asked || r.phone_number === asked),
    );
    return page(c, 'outgoing_caller_ids', rows, r => r);
  });
  app.get(one, c => c.json(held(c)));
  app.delete(one, c => {
    carrier.callerIds.delete(held(c).sid);
    carrier.changed();
    return c.body(null, 204);
  });
  return app;
}

/** Marks a phone as verified for an account, as if its owner had typed the code. */
export function verifyCallerId(carrier: Carrier, accountSid: string, e164: string): CallerId {
  const sid = newSid('PN');
  const date = rfc2822(carrier.now());
  const row: CallerId = {
    sid,
    account_sid: accountSid,
    phone_number: e164,
    friendly_name: friendly(e164),
    date_created: date,
    date_updated: date,
    uri: `/2010-04-01/Accounts/${accountSid}/OutgoingCallerIds/${sid}.json`,
  };
  carrier.callerIds.set(sid, row);
  carrier.changed();
  return row;
}
