import type { Person } from '../context.ts';
import { forbidden } from '../problem.ts';
import { type Action, may } from './rules/permission.ts';

/** Lets the act pass or throws 403 with what to do (T-2). */
export function allow(person: Person, action: Action): void {
  if (may(person.role, action)) return;
  const who = action.startsWith('pool.')
    ? 'Only people of the agency can do this.'
    : 'Only an owner or admin can do this.';
  throw forbidden(`${who} Ask one of them to do it for you.`);
}

/** The sub-account the person is in; 403 in the agency's own view. */
export function insideSubAccount(person: Person): string {
  if (!person.subAccountId) throw forbidden('Open Trunkline inside a sub-account to do this.');
  return person.subAccountId;
}
