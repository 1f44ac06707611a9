import type { NumberType } from '../number/rules/offer.ts';
import {
  type AvailableNumber,
  type AvailableQuery,
  type CallPage,
  callForm,
  type IncomingNumber,
  type ListedCall,
  type ListedText,
  listedCall,
  listedText,
  type NumberUrls,
  type OutgoingCall,
  type OutgoingText,
  type Page,
  type TextPage,
  type TwilioCall,
  type TwilioMessage,
  textForm,
  urlsForm,
} from './twilio-wire.ts';

export type * from './twilio-wire.ts';

/** Account whose numbers and token we act with: the platform's, or an agency's own (N-3). */
export interface TwilioAccount {
  sid: string;
  token: string;
}

/** Twilio said no. `code` is Twilio's error code (0 when it gave none); `status` its HTTP status, 0 for no answer. */
export class TwilioError extends Error {
  readonly code: number;
  readonly status: number;
  constructor(status: number, code: number, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.status = status;
    this.code = code;
  }
}

const TYPE_PATH: Record<NumberType, string> = { local: 'Local', toll_free: 'TollFree', mobile: 'Mobile' };
const TYPE_PRICE: Record<NumberType, string> = { local: 'local', toll_free: 'toll free', mobile: 'mobile' };

/** One page of a list is what one job looks through. */
const LIST_PAGE = '100';

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The handful of Twilio REST calls we make (2010-04-01 and Pricing v1), over fetch; throws `TwilioError`. */
export class TwilioClient {
  readonly account: TwilioAccount;
  readonly #api: string;
  readonly #pricing: string;

  constructor(account: TwilioAccount, apiBase: string, pricingBase: string) {
    this.account = account;
    this.#api = `${apiBase}/2010-04-01/Accounts/${account.sid}`;
    this.#pricing = pricingBase;
  }

  async available(query: AvailableQuery): Promise<AvailableNumber[]> {
    const search = new URLSearchParams({ PageSize: String(query.limit) });
    if (query.areaCode) search.set('AreaCode', query.areaCode);
    if (query.contains) search.set('Contains', query.contains);
    if (query.voice) search.set('VoiceEnabled', 'true');
    if (query.sms) search.set('SmsEnabled', 'true');
    const path = `/AvailablePhoneNumbers/${query.country}/${TYPE_PATH[query.type]}.json?${search}`;
    const found = await this.#call<{ available_phone_numbers: AvailableNumber[] }>('GET', this.#api + path);
    return found.available_phone_numbers;
  }

  /** Monthly price in minor units of `currency`, or undefined where Twilio sells no such numbers. */
  async monthlyPrice(country: string, type: NumberType): Promise<{ amount: number; currency: string } | undefined> {
    const url = `${this.#pricing}/v1/PhoneNumbers/Countries/${country}`;
    const prices = await this.#call<{
      price_unit: string;
      phone_number_prices: { number_type: string; current_price: string }[];
    }>('GET', url);
    const price = prices.phone_number_prices.find(p => p.number_type === TYPE_PRICE[type]);
    if (!price) return undefined;
    return { amount: Math.round(Number(price.current_price) * 100), currency: prices.price_unit.toLowerCase() };
  }

  buy(e164: string, urls: NumberUrls): Promise<IncomingNumber> {
    return this.#call('POST', `${this.#api}/IncomingPhoneNumbers.json`, { PhoneNumber: e164, ...urlsForm(urls) });
  }

  /** The number as this account holds it, or undefined. Used to find out what became of an unanswered order. */
  async held(e164: string): Promise<IncomingNumber | undefined> {
    const url = `${this.#api}/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(e164)}`;
    const found = await this.#call<{ incoming_phone_numbers: IncomingNumber[] }>('GET', url);
    return found.incoming_phone_numbers.find(n => n.phone_number === e164);
  }

  /** Applications and trunks set there would go before our URLs: they are taken off. */
  update(sid: string, urls: NumberUrls): Promise<IncomingNumber> {
    const nothingElse = { VoiceApplicationSid: '', SmsApplicationSid: '', TrunkSid: '' };
    const form = { ...urlsForm(urls), ...nothingElse };
    return this.#call('POST', `${this.#api}/IncomingPhoneNumbers/${sid}.json`, form);
  }

  /** Hands a number back to the carrier, for good (N-9); one that is gone already counts as handed back. */
  async giveBack(sid: string): Promise<void> {
    const answer = await this.#ask('DELETE', `${this.#api}/IncomingPhoneNumbers/${sid}.json`, {});
    await answer.body?.cancel();
    if (!answer.ok && answer.status !== 404) {
      throw new TwilioError(answer.status, 0, `Twilio answered ${answer.status} to handing a number back`);
    }
  }

  /** All numbers this account holds, page by page (N-3, A-14). @param next the former page's `next`; absent for the first */
  async holdings(next?: string): Promise<{ items: IncomingNumber[]; next: string | null }> {
    const url = next ? new URL(next, this.#api).href : `${this.#api}/IncomingPhoneNumbers.json?PageSize=1000`;
    const page = await this.#call<Page & { incoming_phone_numbers: IncomingNumber[] }>('GET', url);
    return { items: page.incoming_phone_numbers, next: page.next_page_uri };
  }

  /** Sends a text. **Not idempotent**: when no answer came, look it up with `findMessages` before trying again. */
  sendMessage(text: OutgoingText): Promise<TwilioMessage> {
    return this.#call('POST', `${this.#api}/Messages.json`, textForm(text));
  }

  /**
   * Texts of that pair created since then, newest first. Not filtered by `DateSent`: a text still queued has none.
   * @param since epoch ms; Twilio counts whole seconds
   */
  async findMessages(pair: { from: string; to: string }, since: number): Promise<TwilioMessage[]> {
    const search = new URLSearchParams({ From: pair.from, To: pair.to, PageSize: '200' });
    const url = `${this.#api}/Messages.json?${search}`;
    const page = await this.#call<{ messages: TwilioMessage[] }>('GET', url);
    const from = Math.floor(since / 1000) * 1000;
    return page.messages.filter(message => Date.parse(message.date_created) >= from);
  }

  /**
   * Texts of this account, in and out, newest first, from the beginning of that day (UTC) on (X-2). @param since epoch ms
   * @param next the former page's `next`; absent for the first
   */
  async textsSince(since: number, next?: string): Promise<{ items: ListedText[]; next: string | null }> {
    const search = new URLSearchParams({ 'DateSent>': dayOf(since), PageSize: LIST_PAGE });
    const url = next ? new URL(next, this.#api).href : `${this.#api}/Messages.json?${search}`;
    const page = await this.#call<TextPage>('GET', url);
    return { items: page.messages.map(listedText), next: page.next_page_uri };
  }

  /** Addresses of a text's pictures, in order. */
  async media(messageSid: string): Promise<string[]> {
    const url = `${this.#api}/Messages/${messageSid}/Media.json`;
    const page = await this.#call<{ media_list: { uri: string }[] }>('GET', url);
    return page.media_list.map(({ uri }) => new URL(uri.replace(/\.json$/, ''), this.#api).href);
  }

  /** Calls of this account, in, out and dialled, newest first, likewise. */
  async callsSince(since: number, next?: string): Promise<{ items: ListedCall[]; next: string | null }> {
    const search = new URLSearchParams({ 'StartTime>': dayOf(since), PageSize: LIST_PAGE });
    const url = next ? new URL(next, this.#api).href : `${this.#api}/Calls.json?${search}`;
    const page = await this.#call<CallPage>('GET', url);
    return { items: page.calls.map(listedCall), next: page.next_page_uri };
  }

  /** The phones that a call dialled. */
  async legsOf(callSid: string): Promise<ListedCall[]> {
    const page = await this.#call<CallPage>('GET', `${this.#api}/Calls.json?ParentCallSid=${callSid}`);
    return page.calls.map(listedCall);
  }

  /** Places a call. **Not idempotent**, as with texts. */
  createCall(call: OutgoingCall): Promise<TwilioCall> {
    return this.#call('POST', `${this.#api}/Calls.json`, callForm(call));
  }

  /** Ends a call, or has it go on with other TwiML. */
  updateCall(sid: string, change: { status: 'completed' | 'canceled' } | { url: string }): Promise<TwilioCall> {
    const form: Record<string, string> =
      'url' in change ? { Url: change.url, Method: 'POST' } : { Status: change.status };
    return this.#call('POST', `${this.#api}/Calls/${sid}.json`, form);
  }

  /** Whether a phone's owner has proved to Twilio that it may be shown as caller id (O-3). */
  async isVerifiedCallerId(e164: string): Promise<boolean> {
    const url = `${this.#api}/OutgoingCallerIds.json?PhoneNumber=${encodeURIComponent(e164)}`;
    const found = await this.#call<{ outgoing_caller_ids: { phone_number: string }[] }>('GET', url);
    return found.outgoing_caller_ids.some(row => row.phone_number === e164);
  }

  /** A recording's sound as Twilio streams it, for passing on (S-3). @param range an HTTP Range header, e.g. `bytes=0-` */
  async fetchRecording(sid: string, range?: string): Promise<Response> {
    const url = `${this.#api}/Recordings/${sid}.mp3`;
    const answer = await this.#ask('GET', url, { ...(range && { range }) });
    if (answer.ok) return answer;
    await answer.body?.cancel();
    throw new TwilioError(answer.status, 0, `Twilio answered ${answer.status} for a recording`);
  }

  /** Deletes a recording; one that is gone already counts as deleted. */
  async deleteRecording(sid: string): Promise<void> {
    const answer = await this.#ask('DELETE', `${this.#api}/Recordings/${sid}.json`, {});
    await answer.body?.cancel();
    if (!answer.ok && answer.status !== 404) {
      throw new TwilioError(answer.status, 0, `Twilio answered ${answer.status} to deleting a recording`);
    }
  }

  async #call<T>(method: string, url: string, form?: Record<string, string> | URLSearchParams): Promise<T> {
    const answer = await this.#ask(method, url, { accept: 'application/json' }, form);
    const body: unknown = await answer.json().catch(cause => {
      throw new TwilioError(answer.status, 0, `Twilio answered ${answer.status} without JSON`, { cause });
    });
    if (answer.ok) return body as T;
    const { code, message } = body as { code?: number; message?: string };
    throw new TwilioError(answer.status, code ?? 0, message ?? `Twilio answered ${answer.status}`);
  }

  async #ask(
    method: string,
    url: string,
    headers: Record<string, string>,
    form?: Record<string, string> | URLSearchParams,
  ): Promise<Response> {
    const { sid, token } = this.account;
    try {
      return await fetch(url, {
        method,
        headers: { authorization: `Basic ${btoa(`${sid}:${token}`)}`, ...headers },
        ...(form && { body: new URLSearchParams(form) }),
        signal: AbortSignal.timeout(15_000),
      });
    } catch (cause) {
      throw new TwilioError(0, 0, 'Twilio did not answer', { cause });
    }
  }
}
