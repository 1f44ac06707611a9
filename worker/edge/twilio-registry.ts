import type { NumberType } from '../number/rules/offer.ts';
import { TwilioHistory } from './twilio-history.ts';
import type { TwilioAccount } from './twilio-request.ts';

const TYPE_NAME: Record<NumberType, string> = { local: 'local', toll_free: 'toll-free', mobile: 'mobile' };

/** What an account has registered with Twilio, under which it may hold numbers of some countries (2010-04-01, Numbers v2). */
export class TwilioRegistry extends TwilioHistory {
  readonly #rules: string;

  constructor(account: TwilioAccount, apiBase: string) {
    super(account, apiBase);
    // A host of its own at Twilio; locally all of it is one.
    this.#rules = `${apiBase.replace('//api.', '//numbers.')}/v2/RegulatoryCompliance`;
  }

  /** Registered addresses, with the ISO country of each. */
  async addresses(): Promise<{ sid: string; country: string }[]> {
    const found = await this.call<{ addresses: { sid: string; iso_country: string }[] }>(
      'GET',
      `${this.api}/Addresses.json?PageSize=100`,
    );
    return found.addresses.map(({ sid, iso_country: country }) => ({ sid, country }));
  }

  /** Approved regulatory bundles for such numbers. */
  async bundles(country: string, type: NumberType): Promise<string[]> {
    const found = await this.#listed('Bundles', country, type, { Status: 'twilio-approved', PageSize: '50' });
    return found.map(({ sid }) => sid);
  }

  /** Whether a country has rules for who may hold such numbers. */
  async isRegulated(country: string, type: NumberType): Promise<boolean> {
    return (await this.#listed('Regulations', country, type, { PageSize: '1' })).length > 0;
  }

  async #listed(what: string, country: string, type: NumberType, more: Record<string, string>) {
    const search = new URLSearchParams({ IsoCountry: country, NumberType: TYPE_NAME[type], ...more });
    const page = await this.call<{ results: { sid: string }[] }>('GET', `${this.#rules}/${what}?${search}`);
    return page.results;
  }
}
