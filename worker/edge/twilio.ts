import type { NumberType } from '../number/rules/offer.ts';
import type { Registration } from '../number/rules/registration.ts';
import { TwilioRegistry } from './twilio-registry.ts';
import { type TwilioAccount, TwilioError } from './twilio-request.ts';
import {
  type AvailableNumber,
  type AvailableQuery,
  callForm,
  type IncomingNumber,
  type NumberUrls,
  type OutgoingCall,
  type OutgoingText,
  type Page,
  type TwilioCall,
  type TwilioMessage,
  textForm,
  urlsForm,
} from './twilio-wire.ts';

export { type TwilioAccount, TwilioError } from './twilio-request.ts';
export type * from './twilio-wire.ts';

const TYPE_PATH: Record<NumberType, string> = { local: 'Local', toll_free: 'TollFree', mobile: 'Mobile' };
const TYPE_PRICE: Record<NumberType, string> = { local: 'local', toll_free: 'toll free', mobile: 'mobile' };

/** The handful of Twilio REST calls we make (2010-04-01 and Pricing v1), over fetch; throws `TwilioError`. */
export class TwilioClient extends TwilioRegistry {
  readonly #pricing: string;

  constructor(account: TwilioAccount, apiBase: string, pricingBase: string) {
    super(account, apiBase);
    this.#pricing = pricingBase;
  }

  async available(query: AvailableQuery): Promise<AvailableNumber[]> {
    const search = new URLSearchParams({ PageSize: String(query.limit) });
    if (query.areaCode) search.set('AreaCode', query.areaCode);
    if (query.contains) search.set('Contains', query.contains);
    if (query.voice) search.set('VoiceEnabled', 'true');
    if (query.sms) search.set('SmsEnabled', 'true');
    const path = `/AvailablePhoneNumbers/${query.country}/${TYPE_PATH[query.type]}.json?${search}`;
    const found = await this.call<{ available_phone_numbers: AvailableNumber[] }>('GET', this.api + path);
    return found.available_phone_numbers;
  }

  /** Monthly price in minor units of `currency`, or undefined where Twilio sells no such numbers. */
  async monthlyPrice(country: string, type: NumberType): Promise<{ amount: number; currency: string } | undefined> {
    const url = `${this.#pricing}/v1/PhoneNumbers/Countries/${country}`;
    const prices = await this.call<{
      price_unit: string;
      phone_number_prices: { number_type: string; current_price: string }[];
    }>('GET', url);
    const price = prices.phone_number_prices.find(p => p.number_type === TYPE_PRICE[type]);
    if (!price) return undefined;
    return { amount: Math.round(Number(price.current_price) * 100), currency: prices.price_unit.toLowerCase() };
  }

  /** @param under what was registered for it, where its country wants that (N-1) */
  buy(e164: string, urls: NumberUrls, { addressSid, bundleSid }: Registration = {}): Promise<IncomingNumber> {
    const under = { ...(addressSid && { AddressSid: addressSid }), ...(bundleSid && { BundleSid: bundleSid }) };
    const form = { PhoneNumber: e164, ...urlsForm(urls), ...under };
    return this.call('POST', `${this.api}/IncomingPhoneNumbers.json`, form);
  }

  /** The number as this account holds it, or undefined. Used to find out what became of an unanswered order. */
  async held(e164: string): Promise<IncomingNumber | undefined> {
    const url = `${this.api}/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(e164)}`;
    const found = await this.call<{ incoming_phone_numbers: IncomingNumber[] }>('GET', url);
    return found.incoming_phone_numbers.find(n => n.phone_number === e164);
  }

  /** Applications and trunks set there would go before our URLs: they are taken off. */
  update(sid: string, urls: NumberUrls): Promise<IncomingNumber> {
    const nothingElse = { VoiceApplicationSid: '', SmsApplicationSid: '', TrunkSid: '' };
    const form = { ...urlsForm(urls), ...nothingElse };
    return this.call('POST', `${this.api}/IncomingPhoneNumbers/${sid}.json`, form);
  }

  /** Hands a number back to the carrier, for good (N-9); one that is gone already counts as handed back. */
  async giveBack(sid: string): Promise<void> {
    const answer = await this.ask('DELETE', `${this.api}/IncomingPhoneNumbers/${sid}.json`, {});
    await answer.body?.cancel();
    if (!answer.ok && answer.status !== 404) {
      throw new TwilioError(answer.status, 0, `Twilio answered ${answer.status} to handing a number back`);
    }
  }

  /** All numbers this account holds, page by page (N-3, A-14). @param next the former page's `next`; absent for the first */
  async holdings(next?: string): Promise<{ items: IncomingNumber[]; next: string | null }> {
    const url = next ? new URL(next, this.api).href : `${this.api}/IncomingPhoneNumbers.json?PageSize=1000`;
    const page = await this.call<Page & { incoming_phone_numbers: IncomingNumber[] }>('GET', url);
    return { items: page.incoming_phone_numbers, next: page.next_page_uri };
  }

  /** Sends a text. **Not idempotent**: when no answer came, look it up with `findMessages` before trying again. */
  sendMessage(text: OutgoingText): Promise<TwilioMessage> {
    return this.call('POST', `${this.api}/Messages.json`, textForm(text));
  }

  /** Places a call. **Not idempotent**, as with texts. */
  createCall(call: OutgoingCall): Promise<TwilioCall> {
    return this.call('POST', `${this.api}/Calls.json`, callForm(call));
  }

  /** Ends a call, or has it go on with other TwiML. */
  updateCall(sid: string, change: { status: 'completed' | 'canceled' } | { url: string }): Promise<TwilioCall> {
    const form: Record<string, string> =
      'url' in change ? { Url: change.url, Method: 'POST' } : { Status: change.status };
    return this.call('POST', `${this.api}/Calls/${sid}.json`, form);
  }

  /** Whether a phone's owner has proved to Twilio that it may be shown as caller id (O-3). */
  async isVerifiedCallerId(e164: string): Promise<boolean> {
    const url = `${this.api}/OutgoingCallerIds.json?PhoneNumber=${encodeURIComponent(e164)}`;
    const found = await this.call<{ outgoing_caller_ids: { phone_number: string }[] }>('GET', url);
    return found.outgoing_caller_ids.some(row => row.phone_number === e164);
  }

  /** A recording's sound as Twilio streams it, for passing on (S-3). @param range an HTTP Range header, e.g. `bytes=0-` */
  async fetchRecording(sid: string, range?: string): Promise<Response> {
    const url = `${this.api}/Recordings/${sid}.mp3`;
    const answer = await this.ask('GET', url, { ...(range && { range }) });
    if (answer.ok) return answer;
    await answer.body?.cancel();
    throw new TwilioError(answer.status, 0, `Twilio answered ${answer.status} for a recording`);
  }

  /** Deletes a recording; one that is gone already counts as deleted. */
  async deleteRecording(sid: string): Promise<void> {
    const answer = await this.ask('DELETE', `${this.api}/Recordings/${sid}.json`, {});
    await answer.body?.cancel();
    if (!answer.ok && answer.status !== 404) {
      throw new TwilioError(answer.status, 0, `Twilio answered ${answer.status} to deleting a recording`);
    }
  }
}
