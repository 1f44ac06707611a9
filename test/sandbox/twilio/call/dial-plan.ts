import { isPossiblePhoneNumber } from 'libphonenumber-js';
import type { Carrier } from '../carrier.ts';
import { phoneKey } from '../phone.ts';
import type { XmlElement } from '../xml.ts';
import type { CallRecord, ProgressCallback } from './record.ts';
import { addressOf, type Stage } from './verbs.ts';

/** One phone a `<Dial>` rings. */
export interface Target {
  to: string;
  whisper?: { url: string; method: string };
  callback?: ProgressCallback;
}

/** What a `<Dial>` asks for, with Twilio's defaults filled in. */
export interface DialPlan {
  targets: Target[];
  callerId: string;
  /** Seconds each phone rings. */
  timeout: number;
  /** Seconds a connected call may last. */
  timeLimit: number;
  answerOnBridge: boolean;
  hangupOnStar: boolean;
  action?: { url: string; method: string };
  record?: { callback?: { url: string; method: string } };
  /** Why nothing can be dialled. */
  refused?: string;
}

const NOUNS = ['Number', 'Client', 'Sip'];
const MOST_TARGETS = 10;

/** Reads a `<Dial>`. */
export function planDial(stage: Stage, element: XmlElement): DialPlan {
  const { call } = stage.line;
  const a = element.attributes;
  const nouns = element.children.filter(child => NOUNS.includes(child.name));
  const bare: XmlElement[] = element.text ? [{ name: 'Number', attributes: {}, children: [], text: element.text }] : [];
  const targets = [...bare, ...nouns].map(noun => target(stage, noun));
  const callerId = phoneKey(a.callerId ?? call.from);
  const strange = element.children.find(child => !NOUNS.includes(child.name));
  const refused =
    whyNot(targets) ??
    (strange ? `<${strange.name}> inside <Dial> is not known to the sandbox` : undefined) ??
    (mayShow(stage.exchange.carrier, call, callerId, a.callerId !== undefined)
      ? undefined
      : `13214 Dial: the caller id ${callerId} is neither the caller, the called number nor verified`);
  const method = a.method ?? 'POST';
  return {
    targets,
    callerId,
    timeout: Number(a.timeout ?? 30),
    timeLimit: Number(a.timeLimit ?? 4 * 3600),
    answerOnBridge: a.answerOnBridge === 'true',
    hangupOnStar: a.hangupOnStar === 'true',
    ...(a.action ? { action: { url: addressOf(stage, a.action), method } } : {}),
    ...(a.record && a.record !== 'do-not-record' ? { record: recordPlan(stage, a) } : {}),
    ...(refused ? { refused } : {}),
  };
}

function recordPlan(stage: Stage, a: Record<string, string>) {
  const { recordingStatusCallback: url, recordingStatusCallbackMethod: method = 'POST' } = a;
  return url ? { callback: { url: addressOf(stage, url), method } } : {};
}

function target(stage: Stage, noun: XmlElement): Target {
  const { url, method = 'POST', statusCallback, statusCallbackEvent, statusCallbackMethod } = noun.attributes;
  const written = noun.text || (noun.children.find(child => child.name === 'Identity')?.text ?? '');
  const to = noun.name === 'Client' ? `client:${written}` : noun.name === 'Number' ? phoneKey(written) : written;
  return {
    to,
    ...(url ? { whisper: { url: addressOf(stage, url), method } } : {}),
    ...(statusCallback
      ? {
          callback: {
            url: addressOf(stage, statusCallback),
            method: statusCallbackMethod ?? 'POST',
            events: (statusCallbackEvent ?? 'completed').split(/\s+/),
          },
        }
      : {}),
  };
}

function whyNot(targets: Target[]): string | undefined {
  if (targets.length === 0) return '13201 Dial: nothing to dial';
  if (targets.length > MOST_TARGETS) return `13245 Dial: more than ${MOST_TARGETS} numbers at once`;
  const bad = targets.find(t => !t.to.startsWith('sip:') && !t.to.startsWith('client:') && !isPhone(t.to));
  return bad ? `13224 Dial: ${bad.to || 'an empty number'} is not a phone number` : undefined;
}

/** A phone number that could exist. */
export function isPhone(number: string): boolean {
  return number.startsWith('+') && isPossiblePhoneNumber(number);
}

/** Only the caller, the called number, the account's numbers and verified phones may be shown as caller. */
function mayShow(carrier: Carrier, call: CallRecord, callerId: string, isChosen: boolean): boolean {
  if (!isChosen || callerId === call.from || callerId === call.to) return true;
  const own = carrier.owned(callerId);
  if (own?.account_sid === call.accountSid) return true;
  return [...carrier.callerIds.values()].some(
    row => row.account_sid === call.accountSid && row.phone_number === callerId,
  );
}
