import type { NumberType } from '../number/rules/offer.ts';

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

export interface AvailableNumber {
  phone_number: string;
  locality: string | null;
  region: string | null;
  iso_country: string;
  address_requirements: 'none' | 'any' | 'local' | 'foreign';
  capabilities: { voice?: boolean; SMS?: boolean; MMS?: boolean };
}

export interface IncomingNumber {
  sid: string;
  account_sid: string;
  phone_number: string;
  status_callback: string;
  voice_url: string;
  voice_fallback_url: string;
  sms_url: string;
}

export interface AvailableQuery {
  country: string;
  type: NumberType;
  areaCode?: string;
  contains?: string;
  voice?: boolean;
  sms?: boolean;
  limit: number;
}

/** Where Twilio reports what happens on a number; set in the same request that buys it (N-2, X-5). */
export interface NumberUrls {
  voiceUrl: string;
  voiceFallbackUrl: string;
  smsUrl: string;
  statusCallback: string;
}

const TYPE_PATH: Record<NumberType, string> = { local: 'Local', toll_free: 'TollFree', mobile: 'Mobile' };
const TYPE_PRICE: Record<NumberType, string> = { local: 'local', toll_free: 'toll free', mobile: 'mobile' };

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
    return this.#call('POST', `${this.#api}/IncomingPhoneNumbers.json`, { PhoneNumber: e164, ...formOf(urls) });
  }

  /** The number as this account holds it, or undefined. Used to find out what became of an unanswered order. */
  async held(e164: string): Promise<IncomingNumber | undefined> {
    const url = `${this.#api}/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(e164)}`;
    const found = await this.#call<{ incoming_phone_numbers: IncomingNumber[] }>('GET', url);
    return found.incoming_phone_numbers.find(n => n.phone_number === e164);
  }

  update(sid: string, urls: NumberUrls): Promise<IncomingNumber> {
    return this.#call('POST', `${this.#api}/IncomingPhoneNumbers/${sid}.json`, formOf(urls));
  }

  async #call<T>(method: string, url: string, form?: Record<string, string>): Promise<T> {
    const { sid, token } = this.account;
    let answer: Response;
    try {
      answer = await fetch(url, {
        method,
        headers: { authorization: `Basic ${btoa(`${sid}:${token}`)}`, accept: 'application/json' },
        ...(form && { body: new URLSearchParams(form) }),
        signal: AbortSignal.timeout(15_000),
      });
    } catch (cause) {
      throw new TwilioError(0, 0, 'Twilio did not answer', { cause });
    }
    const body: unknown = await answer.json().catch(cause => {
      throw new TwilioError(answer.status, 0, `Twilio answered ${answer.status} without JSON`, { cause });
    });
    if (answer.ok) return body as T;
    const { code, message } = body as { code?: number; message?: string };
    throw new TwilioError(answer.status, code ?? 0, message ?? `Twilio answered ${answer.status}`);
  }
}

function formOf(urls: NumberUrls): Record<string, string> {
  return {
    VoiceUrl: urls.voiceUrl,
    VoiceMethod: 'POST',
    VoiceFallbackUrl: urls.voiceFallbackUrl,
    VoiceFallbackMethod: 'POST',
    SmsUrl: urls.smsUrl,
    SmsMethod: 'POST',
    StatusCallback: urls.statusCallback,
    StatusCallbackMethod: 'POST',
  };
}
