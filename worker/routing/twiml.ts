import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { Step } from './rules/step.ts';

/** One call as its TwiML needs it. The same call and step always give the same bytes. */
export interface Dialling {
  /** Origin of our public URLs. */
  base: string;
  callId: string;
  /** Shown on the rung phone: the caller, or the called number where the caller is withheld. */
  callerId: string;
}

const SENTENCES = {
  not_in_service: 'The number you have called is not in service.',
  nobody: 'Nobody can take your call at the moment. Please try again later.',
  apology: 'We are sorry. Your call cannot be connected at the moment. Please try again later.',
} as const;
const GREETING = 'Nobody can take your call at the moment. Please leave a message after the tone.';
const THANKS = 'Thank you. Your message has been recorded.';

/** Toll-fraud cap on one connected call, seconds. */
const LONGEST_S = 4 * 3600;
const LONGEST_MESSAGE_S = 180;

/** Carries out one step. Control comes back to `/twilio/voice/next` after each Dial. */
export function stepTwiml(step: Step, index: number, { base, callId, callerId }: Dialling): string {
  const at = new URLSearchParams({ c: callId, s: String(index) });
  if (step.kind === 'say') return sayTwiml(step.what);
  if (step.kind === 'voicemail') return recordTwiml(step.greeting, `${base}/twilio/voice/recording?${at}`);
  const leg = new URLSearchParams({ ...Object.fromEntries(at), ...(step.kind === 'ring' && { u: step.userId }) });
  return dialTwiml({
    to: step.kind === 'ring' ? step.phone : step.to,
    seconds: step.seconds,
    callerId,
    action: `${base}/twilio/voice/next?${at}&k=${step.kind}`,
    leg: `${base}/twilio/voice/leg?${leg}`,
  });
}

export interface Dial {
  to: string;
  seconds: number;
  callerId: string;
  /** Asked what comes next, once the Dial is over. */
  action: string;
  /** Told when the rung phone answers and hangs up. */
  leg?: string;
}

/** Rings one phone while the caller goes on hearing it ring. */
export function dialTwiml({ to, seconds, callerId, action, leg }: Dial): string {
  const response = new VoiceResponse();
  const dial = response.dial({
    timeout: seconds,
    callerId,
    answerOnBridge: true,
    timeLimit: LONGEST_S,
    action,
    method: 'POST',
  });
  dial.number(
    leg ? { statusCallback: leg, statusCallbackEvent: ['answered', 'completed'], statusCallbackMethod: 'POST' } : {},
    to,
  );
  return response.toString();
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

/** a greeting, the tone, a message. Silence falls through to hanging up. */
function recordTwiml(greeting: string | undefined, url: string): string {
  const response = new VoiceResponse();
  response.say(greeting ?? GREETING);
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
