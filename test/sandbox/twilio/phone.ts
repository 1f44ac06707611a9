/**
 * What the person (or machine) at an outside phone does when it rings. `ignore` lets it ring, which also leaves it to
 * whoever sits at the softphone page.
 */
export type Script = 'answer' | 'press1' | 'decline' | 'ignore' | 'mailbox' | 'unreachable';

export const SCRIPTS: readonly Script[] = ['answer', 'press1', 'decline', 'ignore', 'mailbox', 'unreachable'];

export interface Phone {
  /** E.164, or a `sip:` / `client:` address. */
  number: string;
  script: Script;
  /** How long a scripted phone talks before it hangs up, telephone ms; default 3000. `null`: until the other side does. */
  talkMs?: number | null;
  /** The error code with which texts to it fail (30003, 30006, …). */
  textError?: number;
}

export function isScript(word: unknown): word is Script {
  return SCRIPTS.some(s => s === word);
}

/** Spaces and case do not make another phone. */
export function phoneKey(number: string): string {
  return number.startsWith('sip:') || number.startsWith('client:') ? number : number.replace(/[\s()-]/g, '');
}
