import { importable } from '../../number/rules/import.ts';

/**
 * N-8: one entry of a bulk list as E.164, if it is a valid number in the sub-account's country or in international
 * format; the green check and the commit judge alike. The apostrophe that our own CSV sets before a plus is forgiven.
 * @param country ISO country of the sub-account
 */
export function entryOf(typed: string, country: string): string | undefined {
  return importable(typed.trim().replace(/^'(?=[+\d(])/, ''), country);
}

const E164 = /^'?(\+[1-9]\d{6,14})$/;

/**
 * E.164 to the letter, which names a number that is held also where the numbering plans known here are older than its area.
 */
export function exactly(typed: string): string | undefined {
  return E164.exec(typed.trim())?.[1];
}
