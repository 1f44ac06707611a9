import type { Tone } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { Person } from './calls.ts';
import { untilShort } from './until.ts';

/** What is wrong with a person's settings, in a word; codes that we have no word for yet still show (S-1). */
export function issueWord(code: string): string {
  return t.staff.issue[code] ?? t.staff.issue.other ?? code;
}

export const issueWhy = (code: string): string | undefined => t.staff.why[code];

/** The act that mends it, when it can be mended here. */
export const issueMend = (code: string): string | undefined => t.staff.mend[code];

/** What a person chose themselves and its own setting shows: no mistake, only a reason why they are not rung now. */
export const isShownByItself = (code: string): boolean => code === 'calls_off' || code === 'off_hours';

/** S-1: what keeps calls from ever reaching them; else whether they could be rung now, and why not. @param home the sub-account's zone */
export function stateOf(person: Person, home: string): { tone: Tone; word: string } {
  const wrong = person.issues.filter(code => !isShownByItself(code) && code !== 'number_pending');
  const words = t.staff;
  if (wrong.length) return { tone: 'wait', word: wrong.map(issueWord).join(', ') };
  if (person.availability.now) return { tone: 'good', word: words.available };
  const until = person.doNotDisturbUntil;
  if (until !== null) return { tone: 'info', word: words.offUntil(untilShort(until, person.hours?.zone ?? home)) };
  const code = person.availability.code ?? '';
  return { tone: code === 'on_call' ? 'info' : 'free', word: words.away[code] ?? issueWord(code) };
}
