import { type Context, Hono } from 'hono';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Carrier } from '../carrier.ts';
import { notFound } from '../wire.ts';
import { type Capabilities, KINDS, type NumberType, type StockNumber } from './inventory.ts';
import { search, type Wanted } from './search.ts';

const PATHS: Record<string, NumberType> = { Local: 'local', TollFree: 'toll-free', Mobile: 'mobile' };
const COUNTRIES: Record<string, string> = {
  US: 'United States',
  CA: 'Canada',
  GB: 'United Kingdom',
  AU: 'Australia',
  DE: 'Germany',
};

/** `AvailablePhoneNumbers`: what can be bought. */
export function availableNumbers(carrier: Carrier): Hono {
  const app = new Hono();
  const country = (c: Context, iso: string) => {
    const base = new URL(c.req.url).pathname.replace(/\/AvailablePhoneNumbers.*/, `/AvailablePhoneNumbers/${iso}`);
    const kinds = Object.entries(PATHS).filter(([, type]) => KINDS[iso]?.includes(type));
    return {
      country_code: iso,
      country: COUNTRIES[iso],
      uri: `${base}.json`,
      beta: false,
      subresource_uris: Object.fromEntries(
        kinds.map(([path, type]) => [type.replace('-', '_'), `${base}/${path}.json`]),
      ),
    };
  };
  app.get('/AvailablePhoneNumbers.json', c =>
    c.json({ countries: Object.keys(COUNTRIES).map(iso => country(c, iso)), uri: new URL(c.req.url).pathname }),
  );
  app.get('/AvailablePhoneNumbers/:country{[A-Z]{2}\\.json}', c => {
    const iso = c.req.param('country').slice(0, 2);
    if (!COUNTRIES[iso]) throw notFound(c.req.path);
    return c.json(country(c, iso));
  });
  app.get('/AvailablePhoneNumbers/:country/:kind{\\w+\\.json}', c => {
    const iso = c.req.param('country').toUpperCase();
    const type = PATHS[c.req.param('kind').replace('.json', '')];
    if (!type || !KINDS[iso]?.includes(type)) throw notFound(c.req.path);
    const found = search(wanted(c, iso, type), e164 => carrier.owned(e164) !== undefined);
    const size = Math.min(1000, Math.max(1, Number(c.req.query('PageSize') ?? 30) || 30));
    const start = size * Math.max(0, Number(c.req.query('Page') ?? 0) || 0);
    return c.json({
      available_phone_numbers: found.slice(start, start + size).map(wire),
      uri: new URL(c.req.url).pathname,
    });
  });
  return app;
}

function wanted(c: Context, country: string, type: NumberType): Wanted {
  const flag = (name: string) => {
    const said = c.req.query(name)?.toLowerCase();
    return said === 'true' || said === 'false' ? said === 'true' : undefined;
  };
  const fields = {
    areaCode: c.req.query('AreaCode'),
    contains: c.req.query('Contains'),
    region: c.req.query('InRegion'),
    locality: c.req.query('InLocality'),
    postalCode: c.req.query('InPostalCode'),
    sms: flag('SmsEnabled'),
    mms: flag('MmsEnabled'),
    voice: flag('VoiceEnabled'),
  };
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return { country, type, ...Object.fromEntries(given) };
}

function wire(n: StockNumber) {
  return {
    friendly_name: friendly(n.e164),
    phone_number: n.e164,
    lata: n.place && n.country === 'US' ? String(100 + Number(n.place.prefix)) : null,
    locality: n.place?.locality ?? null,
    rate_center: n.place && n.country !== 'DE' ? n.place.locality.toUpperCase().slice(0, 10) : null,
    latitude: n.place ? `${n.place.latitude}0000` : null,
    longitude: n.place ? `${n.place.longitude}0000` : null,
    region: n.place?.region ?? null,
    postal_code: n.place?.postalCode ?? null,
    iso_country: n.country,
    address_requirements: n.addressRequirements,
    beta: false,
    capabilities: listed(n.capabilities),
  };
}

/** The live API writes SMS and MMS in capitals here, and in small letters on a number one owns. */
function listed({ voice, sms, mms, fax }: Capabilities) {
  return { voice, SMS: sms, MMS: mms, fax };
}

/** `(415) 867-5309` for North American numbers, the number itself elsewhere. */
export function friendly(e164: string): string {
  return e164.startsWith('+1') ? (parsePhoneNumberFromString(e164)?.formatNational() ?? e164) : e164;
}
