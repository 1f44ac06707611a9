import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';

/** Longest greeting, seconds. */
const LONGEST_S = 90;

/** Asks whoever picked up, so that no mailbox records itself. @param action asked once a key is pressed */
export function askTwiml(action: string): string {
  const response = new VoiceResponse();
  const gather = response.gather({ numDigits: 1, timeout: 8, action, method: 'POST' });
  gather.say('You are about to record what callers hear when you do not answer.');
  gather.pause({ length: 1 });
  gather.say('Press 1 to start.');
  response.hangup();
  return response.toString();
}

/** The tone, the greeting. Silence falls through to saying that nothing was kept. */
export function recordGreetingTwiml(action: string): string {
  const response = new VoiceResponse();
  response.say('Speak after the tone. Press the pound key when you are done.');
  const silence = { timeout: 4, finishOnKey: '#', playBeep: true, trim: 'trim-silence' as const };
  response.record({ action, method: 'POST', maxLength: LONGEST_S, ...silence });
  response.say('Nothing was recorded. Your greeting stays as it was. Goodbye.');
  response.hangup();
  return response.toString();
}

/** Plays what was kept, and offers another try. */
export function keptTwiml(sound: string, action: string): string {
  const response = new VoiceResponse();
  const gather = response.gather({ numDigits: 1, timeout: 5, action, method: 'POST' });
  gather.say('This is your greeting now.');
  gather.play(sound);
  gather.say('To record it again, press 1. Otherwise just hang up.');
  response.say('Goodbye.');
  response.hangup();
  return response.toString();
}

/** Says that it cannot be done here. */
export function noGreetingTwiml(): string {
  const response = new VoiceResponse();
  response.say('A greeting cannot be recorded here any more. Goodbye.');
  response.hangup();
  return response.toString();
}

/** Another key than the one asked for. */
export function goodbyeTwiml(): string {
  const response = new VoiceResponse();
  response.say('Goodbye.');
  response.hangup();
  return response.toString();
}
