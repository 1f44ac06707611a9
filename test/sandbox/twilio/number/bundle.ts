import { type Context, Hono } from 'hono';
import { type Carrier, newSid } from '../carrier.ts';
import { type Form, readForm, TwilioError } from '../wire.ts';

/** A regulatory bundle, as it goes over the wire. Here a new one is approved at once. */
export interface Bundle {
  sid: string;
  account_sid: string;
  status: 'twilio-approved' | 'draft';
  iso_country: string;
  number_type: string;
  [more: string]: unknown;
}

/** Who regulates what: country and kind of number. */
const REGULATED: readonly string[] = ['DE local'];

/** Numbers v2, `RegulatoryCompliance`: bundles, and which numbers need one. */
export function bundles(carrier: Carrier): Hono {
  const app = new Hono();
  const kind = (c: Context) => `${c.req.query('IsoCountry')} ${c.req.query('NumberType')}`;
  app.get('/Regulations', c => {
    const found = REGULATED.filter(one => one === kind(c)).map(one => ({
      sid: `RN${Buffer.from(one.padEnd(16, '.')).toString('hex')}`,
      friendly_name: one,
      end_user_type: 'business',
    }));
    return c.json(listed(c, found));
  });
  app.get('/Bundles', c => {
    const status = c.req.query('Status');
    const mine = [...carrier.bundles.values()].filter(one => one.account_sid === signedInAs(c));
    const fitting = mine.filter(one => `${one.iso_country} ${one.number_type}` === kind(c));
    return c.json(
      listed(
        c,
        fitting.filter(one => !status || one.status === status),
      ),
    );
  });
  app.post('/Bundles', async c => c.json(register(carrier, signedInAs(c), await readForm(c)), 201));
  return app;
}

/** Twilio's refusal of a regulated number that is ordered without a bundle of that account. */
export function requireBundle(
  carrier: Carrier,
  stock: { country: string; type: string },
  account: string,
  form: Form,
): void {
  if (!REGULATED.includes(`${stock.country} ${stock.type}`)) return;
  const bundle = carrier.bundles.get(form.get('BundleSid') ?? '');
  if (bundle?.account_sid !== account || bundle.iso_country !== stock.country) {
    throw new TwilioError(400, 21649, 'Bundle required: the phone number needs an approved Regulatory Bundle.');
  }
}

export function register(carrier: Carrier, account: string, form: Pick<Form, 'get'>): Bundle {
  const sid = newSid('BU');
  const [iso_country, number_type] = [form.get('IsoCountry') ?? '', form.get('NumberType') ?? ''];
  const names = { friendly_name: form.get('FriendlyName') ?? '', email: form.get('Email') ?? '' };
  const bundle: Bundle = { sid, account_sid: account, status: 'twilio-approved', iso_country, number_type, ...names };
  carrier.bundles.set(sid, bundle);
  carrier.changed();
  return bundle;
}

function listed(c: Context, results: unknown[]) {
  const url = c.req.url;
  const meta = { page: 0, page_size: 50, first_page_url: url, previous_page_url: null, next_page_url: null, url };
  return { results, meta: { ...meta, key: 'results' } };
}

function signedInAs(c: Context): string {
  const encoded = (c.req.header('authorization') ?? '').split(' ')[1] ?? '';
  return Buffer.from(encoded, 'base64').toString('utf8').split(':')[0] ?? '';
}
