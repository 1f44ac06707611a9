import type { Tone } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import { viewer } from '../../viewer.ts';
import type { Place } from './calls.ts';

/** Stripe's words for a plan that was started and whose payment is missing. */
const UNPAID: readonly string[] = ['past_due', 'unpaid', 'incomplete', 'paused'];
/** Broken, not merely unfinished. */
const BROKEN: readonly string[] = ['no_valid_card', 'unpaid', 'sub_account_deleted'];

/** A sub-account's standing as dot and word; the sentence beside it says what to do (T-5). */
export function standingOf(place: Pick<Place, 'standing' | 'planMode' | 'planStatus'>): { tone: Tone; word: string } {
  const { standing, planMode, planStatus } = place;
  const words = t.subAccounts.state;
  if (standing.ok) {
    if (planMode === 'included') return { tone: 'good', word: words.included };
    return { tone: 'good', word: planStatus === 'trialing' ? words.trial : words.good };
  }
  const isUnpaid = standing.reason === 'plan_not_active' && UNPAID.includes(planStatus ?? '');
  const reason = isUnpaid ? 'unpaid' : (standing.reason ?? 'other');
  const tone = reason === 'no_plan' ? 'free' : BROKEN.includes(reason) ? 'bad' : 'wait';
  return { tone, word: reason in words ? words[reason as keyof typeof words] : words.other };
}

/** The plan runs, or was started and waits for money: it is not started a second time. */
export const isStarted = ({ planStatus }: Pick<Place, 'planStatus'>) =>
  ['active', 'trialing', ...UNPAID].includes(planStatus ?? '');

export const isRunning = ({ planStatus }: Pick<Place, 'planStatus'>) =>
  planStatus === 'active' || planStatus === 'trialing';

/** A name for inside a sentence, kept apart so that a right-to-left name does not turn the words around it. */
export const nameText = (name: string) => `\u2068${name}\u2069`;

/** "United States" in the viewer's language. */
export function countryName(code: string): string {
  return new Intl.DisplayNames([viewer.value.locale], { type: 'region', fallback: 'code' }).of(code) ?? code;
}

/** "US dollar" in the viewer's language. */
export function currencyName(code: string): string {
  return (
    new Intl.DisplayNames([viewer.value.locale], { type: 'currency', fallback: 'code' }).of(code.toUpperCase()) ?? code
  );
}
