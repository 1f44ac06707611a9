import { type Carrier, newSid } from '../carrier.ts';
import { rfc2822 } from '../wire.ts';
import { friendly } from './available.ts';
import { type Capabilities, inStock } from './inventory.ts';

/** An IncomingPhoneNumber, kept as it goes over the wire. */
export interface OwnedNumber {
  sid: string;
  account_sid: string;
  phone_number: string;
  friendly_name: string;
  capabilities: Capabilities;
  address_requirements: string;
  address_sid: string | null;
  bundle_sid: string | null;
  voice_url: string;
  voice_method: string;
  voice_fallback_url: string;
  voice_fallback_method: string;
  sms_url: string;
  sms_method: string;
  sms_fallback_url: string;
  sms_fallback_method: string;
  status_callback: string;
  status_callback_method: string;
  [more: string]: unknown;
}

/** Request field → the attribute it sets. */
export const SETTINGS: Record<string, string> = {
  FriendlyName: 'friendly_name',
  VoiceUrl: 'voice_url',
  VoiceMethod: 'voice_method',
  VoiceFallbackUrl: 'voice_fallback_url',
  VoiceFallbackMethod: 'voice_fallback_method',
  VoiceCallerIdLookup: 'voice_caller_id_lookup',
  VoiceApplicationSid: 'voice_application_sid',
  SmsUrl: 'sms_url',
  SmsMethod: 'sms_method',
  SmsFallbackUrl: 'sms_fallback_url',
  SmsFallbackMethod: 'sms_fallback_method',
  SmsApplicationSid: 'sms_application_sid',
  StatusCallback: 'status_callback',
  StatusCallbackMethod: 'status_callback_method',
  AddressSid: 'address_sid',
  BundleSid: 'bundle_sid',
  IdentitySid: 'identity_sid',
  TrunkSid: 'trunk_sid',
  EmergencyStatus: 'emergency_status',
};

/** Gives a number to an account, with Twilio's defaults for everything not said. */
export function own(
  carrier: Carrier,
  accountSid: string,
  e164: string,
  settings: Record<string, unknown>,
): OwnedNumber {
  const sid = newSid('PN');
  const date = rfc2822(carrier.now());
  const stock = inStock(e164);
  const number: OwnedNumber = {
    account_sid: accountSid,
    address_requirements: stock?.addressRequirements ?? 'none',
    address_sid: null,
    api_version: '2010-04-01',
    beta: false,
    bundle_sid: null,
    capabilities: stock?.capabilities ?? { voice: true, sms: true, mms: true, fax: false },
    date_created: date,
    date_updated: date,
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    emergency_status: 'Inactive',
    friendly_name: friendly(e164),
    identity_sid: null,
    origin: 'twilio',
    phone_number: e164,
    sid,
    sms_application_sid: '',
    sms_fallback_method: 'POST',
    sms_fallback_url: '',
    sms_method: 'POST',
    sms_url: '',
    status: 'in-use',
    status_callback: '',
    status_callback_method: 'POST',
    trunk_sid: null,
    type: stock?.type ?? 'local',
    uri: `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers/${sid}.json`,
    voice_application_sid: '',
    voice_caller_id_lookup: false,
    voice_fallback_method: 'POST',
    voice_fallback_url: '',
    voice_method: 'POST',
    voice_receive_mode: 'voice',
    voice_url: '',
    ...settings,
  };
  carrier.numbers.set(sid, number);
  carrier.changed();
  return number;
}
