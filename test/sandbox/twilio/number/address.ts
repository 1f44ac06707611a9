import { type Context, Hono } from 'hono';
import { type Carrier, newSid } from '../carrier.ts';
import { type Form, notFound, page, readForm, rfc2822, TwilioError } from '../wire.ts';

/** A registered address, as it goes over the wire. */
export interface Address {
  sid: string;
  account_sid: string;
  customer_name: string;
  iso_country: string;
  [more: string]: unknown;
}

const REQUIRED = ['CustomerName', 'Street', 'City', 'Region', 'PostalCode', 'IsoCountry'] as const;

/** `Addresses`: what numbers with address requirements are registered under. */
export function addresses(carrier: Carrier): Hono {
  const app = new Hono();
  const accountOf = (c: Context) => c.req.param('account') ?? '';
  app.get('/Addresses.json', c => {
    const iso = c.req.query('IsoCountry');
    const rows = [...carrier.addresses.values()].filter(
      a => a.account_sid === accountOf(c) && (!iso || a.iso_country === iso),
    );
    return page(c, 'addresses', rows, a => a);
  });
  app.post('/Addresses.json', async c => {
    const form = await readForm(c);
    return c.json(register(carrier, accountOf(c), form), 201);
  });
  app.get('/Addresses/:sid{AD[0-9a-f]{32}\\.json}', c => {
    const address = carrier.addresses.get(c.req.param('sid').replace('.json', ''));
    if (address?.account_sid !== accountOf(c)) throw notFound(c.req.path);
    return c.json(address);
  });
  return app;
}

export function register(carrier: Carrier, accountSid: string, form: Pick<Form, 'get'>): Address {
  for (const field of REQUIRED)
    if (!form.get(field)) throw new TwilioError(400, 21604, `The '${field}' parameter is required.`);
  const sid = newSid('AD');
  const date = rfc2822(carrier.now());
  const address: Address = {
    sid,
    account_sid: accountSid,
    friendly_name: form.get('FriendlyName') ?? '',
    customer_name: form.get('CustomerName') ?? '',
    street: form.get('Street') ?? '',
    street_secondary: form.get('StreetSecondary') ?? null,
    city: form.get('City') ?? '',
    region: form.get('Region') ?? '',
    postal_code: form.get('PostalCode') ?? '',
    iso_country: form.get('IsoCountry') ?? '',
    emergency_enabled: false,
    validated: false,
    verified: false,
    date_created: date,
    date_updated: date,
    uri: `/2010-04-01/Accounts/${accountSid}/Addresses/${sid}.json`,
  };
  carrier.addresses.set(sid, address);
  carrier.changed();
  return address;
}
