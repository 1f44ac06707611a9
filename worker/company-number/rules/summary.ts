import type { RuleAction } from './action.ts';
import type { ActiveHours } from './week.ts';
import { hoursWords, listWords } from './words.ts';

/** A rule in words: whom it rings, and when. */
export function summaryOf(
  rule: { isDefault: boolean; action: RuleAction; hours: readonly ActiveHours[] },
  nameOf: (userId: string) => string,
): string {
  const when = rule.isDefault ? 'whenever no other rule holds' : hoursWords(rule.hours);
  return `${actionWords(rule.action, nameOf)}, ${when}.`;
}

/** `Rings Rosa and Omar at once for 20 seconds`. */
export function actionWords(action: RuleAction, nameOf: (userId: string) => string): string {
  switch (action.kind) {
    case 'number':
      return `Passes the call on to ${action.e164}`;
    case 'user':
      return `Rings ${action.userId === null ? 'the owner of the sub-account' : nameOf(action.userId)}`;
    case 'ring_group': {
      const names = listWords(action.userIds.map(nameOf));
      return `Rings ${names}${action.userIds.length > 1 ? ' at once' : ''} for ${action.seconds} seconds`;
    }
  }
}
