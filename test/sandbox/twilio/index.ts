import { Hono } from 'hono';
import type { SandboxContext } from '../context.ts';
import { signedIn } from './authentication.ts';
import { Exchange } from './call/exchange.ts';
import { callRoutes } from './call/rest.ts';
import { type Account, Carrier } from './carrier.ts';
import { Calls, callControl } from './control/calls.ts';
import { controlRoutes } from './control/rest.ts';
import { addresses, register as registerAddress } from './number/address.ts';
import { availableNumbers } from './number/available.ts';
import { bundles, register as registerBundle } from './number/bundle.ts';
import { outgoingCallerIds, verifyCallerId } from './number/caller-id.ts';
import { incomingNumbers } from './number/incoming.ts';
import { own } from './number/owned.ts';
import { Pricing } from './number/pricing.ts';
import { type Phone, phoneKey } from './phone.ts';
import { recordingRoutes } from './recording/rest.ts';
import { softphone } from './softphone/routes.ts';
import { messageRoutes } from './text/rest.ts';
import { notFound, refusal, TwilioError } from './wire.ts';

const SOMEWHERE = { CustomerName: 'Harbor', Street: 'Hafen 1', City: 'Hafen', Region: 'HH', PostalCode: '20457' };

/**
 * The sandbox's telephone company: Twilio's REST API and pricing on the wire, a call machine that plays the TwiML it
 * is given, scripted phones, `/_control` for other processes, and a softphone page at `/`.
 */
export function createTwilio(ctx: SandboxContext) {
  const carrier = new Carrier(ctx);
  const exchange = new Exchange(carrier);
  const calls = new Calls(exchange);
  const pricing = new Pricing();
  const app = new Hono();

  app.onError((cause, c) => {
    if (cause instanceof TwilioError) return c.json(refusal(cause), cause.status);
    if (cause instanceof SyntaxError) return c.json({ error: 'the body is not JSON' }, 400);
    ctx.say(`twilio: ${cause.stack ?? cause.message}`);
    return c.json(refusal(new TwilioError(500, 20500, 'Internal Server Error')), 500);
  });
  app.notFound(c => c.json(refusal(notFound(c.req.path)), 404));

  app.use('/2010-04-01/*', signedIn(carrier), ctx.faults.for('twilio'));
  app.use('/v1/*', signedIn(carrier), ctx.faults.for('twilio'));
  app.use('/v2/*', signedIn(carrier), ctx.faults.for('twilio'));
  app.route('/v1', pricing.routes());
  app.route('/v2/RegulatoryCompliance', bundles(carrier));
  app.get('/2010-04-01/Accounts/:account{AC\\w+\\.json}', c => {
    const sid = c.req.param('account').replace('.json', '');
    return c.json({ sid, friendly_name: 'Sandbox', status: 'active', type: 'Full', uri: c.req.path });
  });
  const resources = [
    availableNumbers(carrier),
    incomingNumbers(carrier),
    addresses(carrier),
    outgoingCallerIds(carrier),
    callRoutes(exchange),
    messageRoutes(carrier),
    recordingRoutes(carrier),
  ];
  for (const resource of resources) app.route('/2010-04-01/Accounts/:account', resource);
  app.route('/_control', callControl(calls));
  app.route('/_control', controlRoutes(carrier, pricing));
  app.route('/', softphone(exchange));

  return {
    app,
    calls,
    carrier,
    callbacks: carrier.callbacks,
    /** Resolves when all texts under way have arrived and all status callbacks were delivered. Calls go on. */
    drain: () => carrier.drain(),
    /** Hangs up everything and waits for it, before the process ends. */
    close: async () => {
      await exchange.hangUpAll();
      await carrier.drain();
    },
    /** Telephone time per real time: 0.02 makes a 20 s ring last 400 ms. */
    setRingScale: (factor: number) => {
      carrier.time.factor = factor;
    },
    addAccount: (account: Account) => {
      carrier.accounts.set(account.sid, account);
      carrier.changed();
    },
    /** Puts a number into an account without buying it, e.g. one to import. */
    own: (e164: string, settings: Record<string, unknown> = {}, accountSid = ctx.secrets.twilioSid) =>
      own(carrier, accountSid, e164, settings),
    /** An address of that country, as an account's owner registers it with the company. */
    addAddress: (iso: string, accountSid = ctx.secrets.twilioSid) =>
      registerAddress(carrier, accountSid, new Map(Object.entries({ ...SOMEWHERE, IsoCountry: iso }))),
    /** An approved bundle for numbers of that country and kind. */
    addBundle: (iso: string, type: string, accountSid = ctx.secrets.twilioSid) =>
      registerBundle(carrier, accountSid, new Map(Object.entries({ IsoCountry: iso, NumberType: type }))),
    verifyCallerId: (e164: string, accountSid = ctx.secrets.twilioSid) => verifyCallerId(carrier, accountSid, e164),
    setPrice: (iso: string, type: string, price: string) => pricing.set(iso, type, price),
    /** The outside phone of that number; set its `script`. */
    phone: (number: string): Phone => {
      const key = phoneKey(number);
      const known = carrier.phones.get(key) ?? { number: key, script: 'ignore' };
      carrier.phones.set(key, known);
      return known;
    },
  };
}

export type SandboxTwilio = ReturnType<typeof createTwilio>;
