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
  sms_fallback_url: string;
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
  smsFallbackUrl: string;
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

/** A text as an account's list shows it. Instants are epoch ms, whole seconds at Twilio. */
export interface ListedText {
  sid: string;
  /** `inbound`, `outbound-api`, … */
  direction: string;
  from: string;
  to: string;
  body: string;
  at: number;
  mediaCount: number;
}

/** A call, or a phone that one dialled, as an account's list shows it. */
export interface ListedCall {
  sid: string;
  direction: string;
  from: string;
  to: string;
  forwardedFrom: string | null;
  /** Twilio's word; `isOver`: a final one. */
  status: string;
  isOver: boolean;
  at: number;
  endedAt: number | null;
  durationS: number;
}

interface TextWire {
  sid: string;
  direction: string;
  from: string | null;
  to: string | null;
  body: string | null;
  date_created: string;
  date_sent: string | null;
  num_media: string;
}

interface CallWire {
  sid: string;
  direction: string;
  from: string | null;
  to: string | null;
  forwarded_from: string | null;
  status: string;
  date_created: string | null;
  start_time: string | null;
  end_time: string | null;
  duration: string | null;
}

export type TextPage = Page & { messages: TextWire[] };
export type CallPage = Page & { calls: CallWire[] };

export function listedText(one: TextWire): ListedText {
  return {
    ...{ sid: one.sid, direction: one.direction, from: one.from ?? '', to: one.to ?? '', body: one.body ?? '' },
    at: Date.parse(one.date_sent ?? one.date_created),
    mediaCount: Number(one.num_media) || 0,
  };
}

const OVER = ['completed', 'busy', 'no-answer', 'failed', 'canceled'];

export function listedCall(one: CallWire): ListedCall {
  return {
    ...{ sid: one.sid, direction: one.direction, from: one.from ?? '', to: one.to ?? '', status: one.status },
    forwardedFrom: one.forwarded_from,
    isOver: OVER.includes(one.status),
    at: Date.parse(one.start_time ?? one.date_created ?? ''),
    endedAt: one.end_time === null ? null : Date.parse(one.end_time),
    durationS: Number(one.duration) || 0,
  };
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
    SmsFallbackUrl: urls.smsFallbackUrl,
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
