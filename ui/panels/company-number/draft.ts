import { MOST_USERS, RING_SECONDS } from '../../../worker/company-number/rules/action.ts';
import { type Overlap, overlapsOf } from '../../../worker/company-number/rules/overlap.ts';
import { hoursFault } from '../../../worker/company-number/rules/week.ts';
import type { Rule, RuleAction, RuleBody } from './calls.ts';

/** A row of hours while it is edited; null is a time that cannot be read yet. */
export interface DraftHours {
  days: number[];
  start: number | null;
  end: number | null;
}

/** A rule while it is edited: what was chosen for one action is kept while another is looked at. */
export interface Draft {
  name: string;
  kind: RuleAction['kind'];
  userIds: string[];
  seconds: number | null;
  userId: string | null;
  e164: string;
  hours: DraftHours[];
  enabled: boolean;
}

const OFFICE: DraftHours = { days: [1, 2, 3, 4, 5], start: 9 * 60, end: 17 * 60 };

export function draftOf(rule: Rule | undefined): Draft {
  const action = rule?.action;
  return {
    name: rule?.name ?? '',
    kind: action?.kind ?? 'ring_group',
    userIds: action?.kind === 'ring_group' ? action.userIds : [],
    seconds: action?.kind === 'ring_group' ? action.seconds : RING_SECONDS.usual,
    userId: action?.kind === 'user' ? action.userId : null,
    e164: action?.kind === 'number' ? action.e164 : '',
    hours: rule ? rule.hours.map(row => ({ ...row, days: [...row.days] })) : [OFFICE],
    enabled: rule?.enabled ?? true,
  };
}

export function actionOf({ kind, userIds, seconds, userId, e164 }: Draft): RuleAction {
  if (kind === 'number') return { kind, e164 };
  if (kind === 'user') return { kind, userId };
  return { kind, userIds, seconds: seconds ?? RING_SECONDS.usual };
}

export function bodyOf(draft: Draft, isDefault: boolean): RuleBody {
  const { name, enabled } = draft;
  return { name: name.trim(), action: actionOf(draft), hours: isDefault ? [] : wholeHours(draft.hours), enabled };
}

const whole = ({ days, start, end }: DraftHours) => ({ days, start: start ?? Number.NaN, end: end ?? Number.NaN });

/** What keeps a row of hours from being saved; null when nothing does. */
export const rowFault = (row: DraftHours) => hoursFault([whole(row)]);

/** The rows that can be drawn already. */
export function wholeHours(hours: readonly DraftHours[]) {
  return hours.filter(row => !rowFault(row)).map(whole);
}

/** U-4: the enabled rules whose minutes the draft would share, were it on. */
export function clashesOf(draft: Draft, rules: readonly Rule[], self: string | null): Overlap[] {
  return overlapsOf(wholeHours(draft.hours), rules, self);
}

export type DraftFault = 'name' | 'people' | 'person' | 'e164' | 'seconds' | 'hours';

/** The first thing that keeps a draft from being saved at all. Overlaps are looked at by themselves. */
export function faultsOf(draft: Draft, isDefault: boolean): DraftFault[] {
  const { name, kind, userIds, userId, seconds, e164, hours } = draft;
  const faults: DraftFault[] = [];
  if (!name.trim()) faults.push('name');
  if (kind === 'ring_group') {
    if (!userIds.length || userIds.length > MOST_USERS) faults.push('people');
    if (seconds === null || seconds < RING_SECONDS.least || seconds > RING_SECONDS.most) faults.push('seconds');
  }
  if (kind === 'user' && userId === null && !isDefault) faults.push('person');
  if (kind === 'number' && !e164) faults.push('e164');
  if (!isDefault && (!hours.length || hours.some(rowFault))) faults.push('hours');
  return faults;
}
