import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { type CallStep, type Leg, legsOf, type Step } from './rules/step.ts';

/** One call as its TwiML needs it. The same call and step always give the same bytes. */
export interface Dialling {
  /** Origin of our public URLs. */
  base: string;
  /** The caller as Twilio named them, and the called number: news of a leg carries both, so that no record need be there yet. */
  from: string;
  to: string;
  /** Shown on the rung phone: the caller, or the called number where the caller is withheld. */
  callerId: string;
  /** Where a mailbox's recorded greeting is played from. */
  greeting?: string;
}

const SENTENCES = {
  not_in_service: 'The number you have called is not in service.',
  nobody: 'Nobody can take your call at the moment. Please try again later.',
  apology: 'We are sorry. Your call cannot be connected at the moment. Please try again later.',
  test: 'This is a test call from Trunkline. If you hear this, the number reached you. Goodbye.',
} as const;
const GREETING = 'Nobody can take your call at the moment. Please leave a message after the tone.';
const THANKS = 'Thank you. Your message has been recorded.';

/** Toll-fraud cap on one connected call, seconds. */
const LONGEST_S = 4 * 3600;
const LONGEST_MESSAGE_S = 180;

/** Carries out one step of a call. Control comes back to `/twilio/voice/next` after each Dial. */
export function stepTwiml(step: Step, index: number, dialling: Dialling): string {
  const { base } = dialling;
  const at = new URLSearchParams({ s: String(index) });
  switch (step.kind) {
    case 'say':
      return sayTwiml(step.what);
    case 'voicemail':
      return recordTwiml(step, `${base}/twilio/voice/recording?${at}`, dialling.greeting);
    case 'webhook':
      return redirectTwiml(`${base}/twilio/voice/agent?${at}`);
    case 'stream':
      return streamTwiml(
        step.endpoint,
        `${base}/twilio/voice/next?${at}&k=stream`,
        `${base}/twilio/voice/stream?${new URLSearchParams({ s: String(index), f: dialling.from, n: dialling.to })}`,
      );
    case 'ring':
    case 'ring_group':
    case 'forward':
    case 'number':
    case 'sip':
      return dialTwiml({
        phones: legsOf(step).map(leg => phoneOf(step, leg, at, dialling)),
        seconds: step.seconds,
        callerId: dialling.callerId,
        action: `${base}/twilio/voice/next?${at}&k=${step.kind}`,
      });
    default:
      return endTwiml('silent');
  }
}

function phoneOf(step: CallStep, leg: Leg, at: URLSearchParams, { base, from, to }: Dialling): Phone {
  const about = new URLSearchParams({
    ...Object.fromEntries(at),
    f: from,
    n: to,
    p: leg.to,
    ...(leg.userId && { u: leg.userId }),
  });
  const asks = 'pressOne' in step && step.pressOne;
  return {
    to: leg.to,
    isSip: step.kind === 'sip',
    leg: `${base}/twilio/voice/leg?${about}`,
    ...(asks && { whisper: `${base}/twilio/voice/whisper?${about}` }),
  };
}

/** One phone of a Dial. */
export interface Phone {
  to: string;
  isSip?: boolean;
  /** Told when the phone answers and hangs up. */
  leg?: string;
  /** What the phone hears before it is put through. */
  whisper?: string;
}

export interface Dial {
  phones: readonly Phone[];
  seconds: number;
  callerId: string;
  /** Asked what comes next, once the Dial is over. */
  action: string;
}

/** Rings one or more phones while the caller goes on hearing it ring. */
export function dialTwiml({ phones, seconds, callerId, action }: Dial): string {
  const response = new VoiceResponse();
  const dial = response.dial({
    timeout: seconds,
    callerId,
    answerOnBridge: true,
    timeLimit: LONGEST_S,
    action,
    method: 'POST',
  });
  for (const { to, isSip, leg, whisper } of phones) {
    const news = leg && {
      statusCallback: leg,
      statusCallbackEvent: ['answered', 'completed'],
      statusCallbackMethod: 'POST',
    };
    const options = { ...(whisper && { url: whisper, method: 'POST' }), ...news };
    if (isSip) dial.sip(options as never, to);
    else dial.number(options as never, to);
  }
  return response.toString();
}

/** asks the person who picked up. A mailbox presses nothing and is hung up on. */
export function whisperTwiml(sentence: string, accept: string): string {
  const response = new VoiceResponse();
  const gather = response.gather({ numDigits: 1, timeout: 6, action: accept, method: 'POST' });
  gather.say(sentence);
  gather.pause({ length: 1 });
  gather.say('Press 1 to take the call.');
  response.hangup();
  return response.toString();
}

/** nothing more to say, so the leg is put through. */
export function putThroughTwiml(): string {
  return new VoiceResponse().toString();
}

/** Says why nobody is reached and hangs up. */
export function sayTwiml(what: keyof typeof SENTENCES): string {
  const response = new VoiceResponse();
  response.say(SENTENCES[what]);
  response.hangup();
  return response.toString();
}

/** After a message was left, and when there is nothing more to do. */
export function endTwiml(how: 'thanks' | 'silent'): string {
  const response = new VoiceResponse();
  if (how === 'thanks') response.say(THANKS);
  response.hangup();
  return response.toString();
}

/** Goes on at another of our addresses. */
export function redirectTwiml(url: string): string {
  const response = new VoiceResponse();
  response.redirect({ method: 'POST' }, url);
  return response.toString();
}

/** hands the sound of the call to a media stream; control comes back when it ends. */
export function streamTwiml(url: string, action: string, news?: string): string {
  const response = new VoiceResponse();
  const connect = response.connect({ action, method: 'POST' });
  connect.stream({ url, ...(news && { statusCallback: news, statusCallbackMethod: 'POST' }) });
  return response.toString();
}

/** a greeting, the tone, a message. Silence falls through to hanging up. */
function recordTwiml({ greeting }: { greeting?: string }, url: string, recorded: string | undefined): string {
  const response = new VoiceResponse();
  if (recorded) response.play(recorded);
  else response.say(greeting ?? GREETING);
  response.record({
    action: url,
    method: 'POST',
    recordingStatusCallback: url,
    recordingStatusCallbackMethod: 'POST',
    maxLength: LONGEST_MESSAGE_S,
    timeout: 5,
    finishOnKey: '#',
    playBeep: true,
  });
  response.hangup();
  return response.toString();
}
