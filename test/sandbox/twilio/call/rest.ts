import { type Context, Hono } from 'hono';
import { phoneKey } from '../phone.ts';
import { type Form, notFound, page, readForm, TwilioError, within } from '../wire.ts';
import { isPhone } from './dial-plan.ts';
import { parse } from './document.ts';
import type { Exchange } from './exchange.ts';
import type { Source } from './line.ts';
import { startOutbound } from './outbound.ts';
import type { CallRecord, ProgressCallback } from './record.ts';
import { wire } from './wire.ts';

/** `Calls`: place, list, read, change or end. */
export function callRoutes(exchange: Exchange): Hono {
  const { carrier } = exchange;
  const app = new Hono();
  const one = '/Calls/:sid{CA[0-9a-f]{32}\\.json}';
  const accountOf = (c: Context) => c.req.param('account') ?? '';
  const held = (c: Context): CallRecord => {
    const call = carrier.calls.get((c.req.param('sid') ?? '').replace('.json', ''));
    if (call?.accountSid !== accountOf(c)) throw notFound(c.req.path);
    return call;
  };

  app.post('/Calls.json', async c => {
    const form = await readForm(c);
    const to = phoneKey(required(form, 'To', 21201));
    const from = phoneKey(required(form, 'From', 21213));
    if (!to.startsWith('sip:') && !to.startsWith('client:') && !isPhone(to))
      throw new TwilioError(400, 21211, `The phone number you are attempting to call, ${to}, is not valid.`);
    const numberSid = callerNumber(exchange, accountOf(c), from);
    const callback = progressCallback(form);
    const timeLimit = Number(form.get('TimeLimit') ?? 0);
    const line = startOutbound(exchange, {
      accountSid: accountOf(c),
      from,
      to,
      source: sourceOf(form) ?? missingSource(),
      timeout: Number(form.get('Timeout') ?? 60),
      ...(timeLimit > 0 ? { timeLimit } : {}),
      ...(numberSid ? { numberSid } : {}),
      ...(callback ? { callback } : {}),
    });
    return c.json(wire({ ...line.call, status: 'queued' }), 201);
  });

  app.get('/Calls.json', c => {
    const { To, From, Status, ParentCallSid } = c.req.query();
    const onDay = within(c, 'StartTime');
    const rows = [...carrier.calls.values()]
      .filter(
        call =>
          call.accountSid === accountOf(c) &&
          (!To || call.to === To.replace(/^ /, '+')) &&
          (!From || call.from === From.replace(/^ /, '+')) &&
          (!Status || call.status === Status) &&
          (!ParentCallSid || call.parentSid === ParentCallSid) &&
          onDay(call.answeredAt ?? call.endedAt),
      )
      .reverse();
    return page(c, 'calls', rows, wire);
  });

  app.get(one, c => c.json(wire(held(c))));

  app.post(one, async c => {
    const call = held(c);
    const form = await readForm(c);
    const line = exchange.line(call.sid);
    const source = sourceOf(form);
    const status = form.get('Status');
    if (status && status !== 'completed' && status !== 'canceled')
      throw new TwilioError(400, 21218, `Invalid Status: ${status}`);
    if (!line || line.isOver) {
      if (source) throw new TwilioError(400, 21220, 'Call is not in-progress. Cannot redirect.');
      return c.json(wire(call));
    }
    if (status === 'canceled' && line.isAnswered) return c.json(wire(call));
    if (status) line.finish(line.isAnswered ? 'completed' : 'canceled');
    else if (source) {
      if (!line.isAnswered || call.direction === 'outbound-dial')
        throw new TwilioError(400, 21220, 'Call is not in-progress. Cannot redirect.');
      line.replace(source);
    }
    return c.json(wire(call));
  });
  return app;
}

function required(form: Form, field: string, code: number): string {
  const value = form.get(field);
  if (!value) throw new TwilioError(400, code, `No '${field}' number is specified`);
  return value;
}

function missingSource(): never {
  throw new TwilioError(400, 21205, 'Url parameter is required.');
}

function sourceOf(form: Form): Source | undefined {
  const twiml = form.get('Twiml');
  if (twiml) {
    try {
      parse(twiml);
    } catch {
      throw new TwilioError(400, 12100, 'Twiml is not well-formed.');
    }
    return { twiml };
  }
  const url = form.get('Url');
  if (!url) return undefined;
  if (!URL.canParse(url)) throw new TwilioError(400, 21205, `Url is not a valid URL: ${url}`);
  return { url, method: form.get('Method') ?? 'POST' };
}

/** The caller must be a number of the account or a verified phone. */
function callerNumber(exchange: Exchange, accountSid: string, from: string): string | undefined {
  const { carrier } = exchange;
  const number = carrier.owned(from);
  if (number?.account_sid === accountSid) return number.sid;
  const isVerified = [...carrier.callerIds.values()].some(r => r.account_sid === accountSid && r.phone_number === from);
  if (!isVerified)
    throw new TwilioError(
      400,
      21210,
      `The source phone number provided, ${from}, is not yet verified for your account.`,
    );
  return undefined;
}

function progressCallback(form: Form): ProgressCallback | undefined {
  const url = form.get('StatusCallback');
  if (!url) return undefined;
  const events = form.all('StatusCallbackEvent').flatMap(e => e.split(/[\s,]+/));
  return {
    url,
    method: form.get('StatusCallbackMethod') ?? 'POST',
    events: events.length > 0 ? events : ['completed'],
  };
}
