import { Hono } from 'hono';
import { notFound } from '../wire.ts';

/** Monthly prices in US dollars: country → name and price per number type. */
const PRICES: Record<string, { country: string; prices: Record<string, string> }> = {
  US: { country: 'United States', prices: { local: '1.15', 'toll free': '2.15' } },
  CA: { country: 'Canada', prices: { local: '1.15', 'toll free': '2.15' } },
  GB: { country: 'United Kingdom', prices: { local: '1.15', mobile: '1.15', 'toll free': '2.15' } },
  AU: { country: 'Australia', prices: { local: '3.00', mobile: '6.50', 'toll free': '16.00' } },
  DE: { country: 'Germany', prices: { local: '1.15' } },
};

/** What a number costs each month; a control may move a price, as the company may between search and purchase. */
export class Pricing {
  readonly #changed = new Map<string, string>();

  /** Sets the current price, e.g. `set('US', 'local', '1.50')`. */
  set(iso: string, type: string, price: string): void {
    this.#changed.set(`${iso} ${type}`, price);
  }

  routes(): Hono {
    const app = new Hono();
    const urlOf = (requested: string, iso: string) => `${new URL(requested).origin}/v1/PhoneNumbers/Countries/${iso}`;
    app.get('/PhoneNumbers/Countries', c => {
      const url = new URL(c.req.url);
      const countries = Object.entries(PRICES).map(([iso, { country }]) => ({
        country,
        iso_country: iso,
        url: urlOf(c.req.url, iso),
      }));
      const meta = { page: 0, page_size: 50, first_page_url: url, previous_page_url: null, next_page_url: null, url };
      return c.json({ countries, meta: { ...meta, key: 'countries' } });
    });
    app.get('/PhoneNumbers/Countries/:iso', c => {
      const iso = c.req.param('iso').toUpperCase();
      const row = PRICES[iso];
      if (!row) throw notFound(c.req.path);
      return c.json({
        country: row.country,
        iso_country: iso,
        phone_number_prices: Object.entries(row.prices).map(([type, price]) => ({
          number_type: type,
          base_price: price,
          current_price: this.#changed.get(`${iso} ${type}`) ?? price,
        })),
        price_unit: 'USD',
        url: urlOf(c.req.url, iso),
      });
    });
    return app;
  }
}
