import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { COMPANY_PER_SUB_ACCOUNT, contactPhoneAt, numberAt, type Scale, STAFF_PER_SUB_ACCOUNT } from './fill.ts';

/** A signed webhook, ready to be sent to any Worker under test. */
export interface Shot {
  path: string;
  body: string;
  signature: string;
  sid: string;
  /** Whether a record must be there afterwards. */
  isOurs: boolean;
}

export type Kind = 'direct' | 'owner' | 'company' | 'stranger';

/** The mix that the product is measured by, in shots of ten: 20 % direct, 40 % owner, 30 % company, 10 % not ours. */
export const MIX: readonly Kind[] = [
  'direct',
  'owner',
  'company',
  'owner',
  'direct',
  'company',
  'owner',
  'stranger',
  'company',
  'owner',
];
export const VOICE: readonly Kind[] = MIX.filter(kind => kind !== 'company');
export const COMPANY: readonly Kind[] = ['company'];

export interface Aim {
  publicUrl: string;
  token: string;
  accountSid: string;
  scale: Scale;
}

/** Makes shots of a mix, each with an id of its own. @param mark keeps the ids of one run apart from others */
export function createShots(aim: Aim, mark: string) {
  let made = 0;
  return (kinds: readonly Kind[], count: number, what: 'voice' | 'sms' = 'voice', to?: string): Shot[] =>
    Array.from({ length: count }, () => {
      made += 1;
      const kind = kinds[made % kinds.length] ?? 'owner';
      return shot(aim, kind, made, `${mark}${made.toString(16).padStart(32 - mark.length, '0')}`, what, to);
    });
}

function shot(
  { publicUrl, token, accountSid, scale }: Aim,
  kind: Kind,
  n: number,
  id: string,
  what: 'voice' | 'sms',
  only?: string,
): Shot {
  const { from, to: usual } = route(scale, kind, n);
  const to = only ?? usual;
  const path = what === 'voice' ? '/twilio/voice' : '/twilio/sms';
  const sid = `${what === 'voice' ? 'CA' : 'SM'}${id}`;
  const form = what === 'voice' ? { ...CALL, CallSid: sid } : { ...TEXT, MessageSid: sid, SmsSid: sid };
  const params: Record<string, string> = {
    ...form,
    AccountSid: accountSid,
    From: from,
    Caller: from,
    To: to,
    Called: to,
  };
  const signature = getExpectedTwilioSignature(token, publicUrl + path, params);
  return { path, body: new URLSearchParams(params).toString(), signature, sid, isOurs: kind !== 'stranger' };
}

function route({ subAccounts, numbers, contacts }: Scale, kind: Kind, n: number): { to: string; from: string } {
  const at = (place: number) => numberAt(Math.min((n % subAccounts) + place * subAccounts, numbers - 1));
  const anybody = `+1${6_462_000_000 + (n % 900_000)}`;
  switch (kind) {
    case 'direct':
      return { to: at(n % STAFF_PER_SUB_ACCOUNT), from: anybody };
    case 'company':
      return { to: at(STAFF_PER_SUB_ACCOUNT + (Math.floor(n / subAccounts) % COMPANY_PER_SUB_ACCOUNT)), from: anybody };
    case 'owner': {
      const place = STAFF_PER_SUB_ACCOUNT + COMPANY_PER_SUB_ACCOUNT + (n % 50);
      const contact = (n % subAccounts) + subAccounts * ((n * 7919) % Math.floor(contacts / subAccounts));
      return { to: at(place), from: contactPhoneAt(contact) };
    }
    case 'stranger':
      return { to: `+1${7_182_000_000 + (n % 900_000)}`, from: anybody };
  }
}

/** What else Twilio sends: about 25 parameters. */
const PLACES = {
  FromCity: 'NEW YORK',
  FromState: 'NY',
  FromZip: '10001',
  FromCountry: 'US',
  ToCity: 'NEW YORK',
  ToState: 'NY',
  ToZip: '10001',
  ToCountry: 'US',
};
const CALL = {
  ...PLACES,
  CalledCity: 'NEW YORK',
  CalledState: 'NY',
  CalledZip: '10001',
  CalledCountry: 'US',
  CallerCity: 'NEW YORK',
  CallerState: 'NY',
  CallerZip: '10001',
  CallerCountry: 'US',
  ApiVersion: '2010-04-01',
  CallStatus: 'ringing',
  Direction: 'inbound',
};
const TEXT = {
  ...PLACES,
  ApiVersion: '2010-04-01',
  SmsStatus: 'received',
  NumMedia: '0',
  NumSegments: '1',
  Body: 'Are you open on Saturday?',
};
