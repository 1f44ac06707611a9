import type { NumberType } from '../number/rules/offer.ts';

/** What goes over the wire to and from Twilio, as far as we read it (2010-04-01). */

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
  capabilities: { voice?: boolean; sms?: boolean };
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

export interface TwilioMessage {
  sid: string;
  from: string;
  to: string;
  body: string;
  /** `queued`, `sent`, `delivered`, … */
  status: string;
  error_code: number | null;
  /** RFC 2822, whole seconds. */
  date_created: string;
}

export interface OutgoingText {
  from: string;
  to: string;
  body: string;
  media?: readonly string[];
  statusCallback: string;
}

export interface TwilioCall {
  sid: string;
  from: string;
  to: string;
  status: string;
  date_created: string | null;
}

/** A call we place. What it says comes from `url`, asked when it is answered, or is given as `twiml`. */
export interface OutgoingCall {
  from: string;
  to: string;
  url?: string;
  twiml?: string;
  /** Told when the call is over. */
  statusCallback?: string;
  /** Seconds to ring. */
  timeout?: number;
  /** Seconds the call may last at most. */
  timeLimit?: number;
}

/** A list resource's page; `next_page_uri` is a path of the same API. */
export interface Page {
  next_page_uri: string | null;
}

export function urlsForm(urls: NumberUrls): Record<string, string> {
  return {
    VoiceUrl: urls.voiceUrl,
    VoiceMethod: 'POST',
    VoiceFallbackUrl: urls.voiceFallbackUrl,
    VoiceFallbackMethod: 'POST',
    SmsUrl: urls.smsUrl,
    SmsMethod: 'POST',
    // Nobody else can keep a text, so that a second attempt goes to the same address; twice is once.
    SmsFallbackUrl: urls.smsUrl,
    SmsFallbackMethod: 'POST',
    StatusCallback: urls.statusCallback,
    StatusCallbackMethod: 'POST',
  };
}

export function textForm({ from, to, body, media = [], statusCallback }: OutgoingText): URLSearchParams {
  const form = new URLSearchParams({ From: from, To: to, Body: body, StatusCallback: statusCallback });
  for (const url of media) form.append('MediaUrl', url);
  return form;
}

export function callForm(call: OutgoingCall): Record<string, string> {
  const { from, to, url, twiml, statusCallback, timeout, timeLimit } = call;
  return {
    From: from,
    To: to,
    ...(url && { Url: url, Method: 'POST' }),
    ...(twiml && { Twiml: twiml }),
    ...(statusCallback && { StatusCallback: statusCallback, StatusCallbackMethod: 'POST' }),
    ...(timeout && { Timeout: String(timeout) }),
    ...(timeLimit && { TimeLimit: String(timeLimit) }),
  };
}
