/** O-4: why a text did not arrive, in words. Codes are Twilio's, and a few of our own for what was never handed over. */
const SENTENCES: Record<string, string> = {
  '21211': 'The number texted does not exist. Check its digits.',
  '21408': 'Texts to this country are not switched on for this phone account. Ask the agency to allow them.',
  '21602': 'The text was empty.',
  '21606': 'This number cannot send texts. Choose another sender.',
  '21610': 'The recipient asked to get no more texts. They can write START to get them again.',
  '21612': 'The carrier has no way from this sender to this recipient. Choose another sender.',
  '21614': 'The number texted is not a mobile phone.',
  '21617': 'The text was too long. Split it into several.',
  '30001': 'Too many texts were waiting to go out. Send it again later.',
  '30002': 'The phone account is suspended. Ask the agency to look into it.',
  '30003': 'The phone was switched off or out of reach. Try again later.',
  '30004': 'The recipient or their carrier blocks texts from this number.',
  '30005': 'The number is not in use, or the phone is not on any network.',
  '30006': 'This is a landline, or its carrier takes no texts. Call instead.',
  '30007': 'The carrier took the text for spam. Word it differently, or call.',
  '30008': 'The carrier did not say why the text did not arrive. Try again, or call.',
  '30032': 'The toll-free sender is not verified yet. Choose another sender.',
  '30034': 'The sender is not registered with the carriers for business texts. Ask the agency to register it.',
  '30410': 'The carrier did not answer in time. Try again later.',
  '30453': 'The same text was sent too often. Wait a while.',
  '30466': 'The toll-free sender is not verified yet. Choose another sender.',
  ended: 'The number was no longer in service when the text was due. Nothing was sent.',
  loop: 'The recipient is one of our own numbers, so the text would have come back. Nothing was sent.',
  not_allowed: 'Texts to this number are not allowed. Nothing was sent.',
  do_not_originate: 'The sending number is marked "do not originate". Nothing was sent.',
};

export type OwnErrorCode = 'ended' | 'loop' | 'not_allowed' | 'do_not_originate';

/** The recipient has opted out at the carrier. */
export const OPTED_OUT = '21610';

/** A sentence for people. Null where nothing failed; an unknown code is named, so that support can look it up. */
export function carrierReason(code: string | null): string | null {
  if (code === null) return null;
  return SENTENCES[code] ?? `The carrier refused the text (error ${code}). Try again, or call.`;
}
