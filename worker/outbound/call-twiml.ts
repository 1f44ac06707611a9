import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';

/** Toll-fraud cap on one connected call, seconds. */
export const LONGEST_S = 4 * 3600;
/** How long the contact's phone rings, seconds. */
export const CONTACT_SECONDS = 40;

const SENTENCES = {
  unanswered: 'Your call was not answered.',
  cannot: 'We are sorry, this call cannot go on. Goodbye.',
  refused: 'This call is not allowed any more, so it was not placed.',
} as const;

/** The user has answered their own phone: now the contact is rung, and sees the chosen number. */
export function contactTwiml(call: { to: string; callerId: string; action: string; leg: string }): string {
  const response = new VoiceResponse();
  const dial = response.dial({
    timeout: CONTACT_SECONDS,
    callerId: call.callerId,
    timeLimit: LONGEST_S,
    action: call.action,
    method: 'POST',
  });
  const told = { statusCallback: call.leg, statusCallbackEvent: ['answered' as const], statusCallbackMethod: 'POST' };
  dial.number(told, call.to);
  return response.toString();
}

/** Says to the user why they hear nobody, and hangs up. */
export function regretTwiml(what: keyof typeof SENTENCES): string {
  const response = new VoiceResponse();
  response.say(SENTENCES[what]);
  response.hangup();
  return response.toString();
}

export function hangUpTwiml(): string {
  const response = new VoiceResponse();
  response.hangup();
  return response.toString();
}
