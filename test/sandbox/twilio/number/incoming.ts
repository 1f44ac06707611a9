import { type Context, Hono } from 'hono';
import type { Carrier } from '../carrier.ts';
import { type Form, notFound, page, readForm, rfc2822, TwilioError } from '../wire.ts';
import { requireBundle } from './bundle.ts';
import { inStock } from './inventory.ts';
import { type OwnedNumber, own, SETTINGS } from './owned.ts';
import { search } from './search.ts';

/** `IncomingPhoneNumbers`: buy, list, read, change and release. */
export function incomingNumbers(carrier: Carrier): Hono {
  const app = new Hono();
  const list = '/IncomingPhoneNumbers.json';
  const one = '/IncomingPhoneNumbers/:sid{PN[0-9a-f]{32}\\.json}';
  const accountOf = (c: Context) => c.req.param('account') ?? '';
  const held = (c: Context): OwnedNumber => {
    const number = carrier.numbers.get((c.req.param('sid') ?? '').replace('.json', ''));
    if (number?.account_sid !== accountOf(c)) throw notFound(c.req.path);
    return number;
  };

  app.post(list, async c => {
    const form = await readForm(c);
    const e164 = chooseNumber(carrier, form);
    requireAddress(carrier, e164, accountOf(c), form);
    return c.json(own(carrier, accountOf(c), e164, settings(form)), 201);
  });
  app.get(list, c => {
    const digits = c.req.query('PhoneNumber')?.trim().replace(/^ /, '+');
    const name = c.req.query('FriendlyName');
    const rows = [...carrier.numbers.values()].filter(
      n =>
        n.account_sid === accountOf(c) &&
        (!digits || n.phone_number.includes(digits.replaceAll('*', ''))) &&
        (!name || n.friendly_name === name),
    );
    return page(c, 'incoming_phone_numbers', rows, n => n);
  });
  app.get(one, c => c.json(held(c)));
  app.post(one, async c => {
    const number = held(c);
    Object.assign(number, settings(await readForm(c)), { date_updated: rfc2822(carrier.now()) });
    carrier.changed();
    return c.json(number);
  });
  app.delete(one, c => {
    carrier.numbers.delete(held(c).sid);
    carrier.changed();
    return c.body(null, 204);
  });
  return app;
}

function settings(form: Form): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const [field, attribute] of Object.entries(SETTINGS)) {
    const value = form.get(field);
    if (value === undefined) continue;
    if (field.endsWith('Url') && value !== '' && !URL.canParse(value))
      throw new TwilioError(400, 21502, `${field} is not a valid URL: ${value}`);
    given[attribute] = field === 'VoiceCallerIdLookup' ? value === 'true' : value;
  }
  return given;
}

function chooseNumber(carrier: Carrier, form: Form): string {
  const isTaken = (e164: string) => carrier.owned(e164) !== undefined;
  const asked = form.get('PhoneNumber');
  const areaCode = form.get('AreaCode');
  if (asked) {
    if (!/^\+[1-9]\d{6,14}$/.test(asked))
      throw new TwilioError(400, 21421, `PhoneNumber ${asked} is not a valid phone number`);
    if (!inStock(asked) || isTaken(asked)) throw new TwilioError(400, 21422, `${asked} is not available.`);
    return asked;
  }
  if (!areaCode)
    throw new TwilioError(400, 21450, 'Phone number is required. Please provide a PhoneNumber or AreaCode.');
  if (!/^\d{3}$/.test(areaCode)) throw new TwilioError(400, 21451, `Invalid area code: ${areaCode}`);
  const first = search({ country: 'US', type: 'local', areaCode }, isTaken)[0];
  if (!first) throw new TwilioError(400, 21452, `No phone numbers found in area code ${areaCode}`);
  return first.e164;
}

function requireAddress(carrier: Carrier, e164: string, accountSid: string, form: Form): void {
  const stock = inStock(e164);
  if (!stock || stock.addressRequirements === 'none') return;
  const sid = form.get('AddressSid');
  if (!sid)
    throw new TwilioError(400, 21631, "Phone Number Requires an Address but the 'AddressSid' parameter was empty.");
  const address = carrier.addresses.get(sid);
  if (address?.account_sid !== accountSid)
    throw new TwilioError(400, 21628, `Address ${sid} is not valid or not in this account.`);
  if (stock.addressRequirements === 'local' && address.iso_country !== stock.country)
    throw new TwilioError(400, 21615, 'Phone Number Requires a Local Address.');
  requireBundle(carrier, stock, accountSid, form);
}
