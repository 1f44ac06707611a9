import type { Asked, Contact } from './calls.ts';

/** What is being tried: who calls or texts which number, when. */
export interface Trial {
  numberId: string;
  kind: 'call' | 'text';
  who: 'contact' | 'number' | 'withheld';
  /** E.164 of the caller; empty until it is whole. */
  from: string;
  contact: Contact | null;
  when: 'now' | 'at';
  /** On the sub-account's wall clock. */
  date: string;
  time: string;
}

/** The question to the server, or null while something is missing. @param at the chosen instant */
export function askedOf({ numberId, kind, who, from, when }: Trial, at: number | undefined): Asked | null {
  if (who !== 'withheld' && !from) return null;
  if (when === 'at' && at === undefined) return null;
  return { numberId, kind, from: who === 'withheld' ? '' : from, ...(at !== undefined && { at }) };
}
