/** U-2: what a rule does with an unknown caller, and what keeps such an action from being saved. */
export type RuleAction =
  | { kind: 'ring_group'; userIds: string[]; seconds: number }
  /** Null: the sub-account's owner; the default rule begins so. */
  | { kind: 'user'; userId: string | null }
  | { kind: 'number'; e164: string };

export interface ActionFault {
  /** Path in the body of the rule. */
  field: string;
  message: string;
}

/** so many users are rung at once at most. */
export const MOST_USERS = 5;
/** */
export const RING_SECONDS = { least: 5, most: 60, usual: 20 };

/**
 * What is wrong with an action, or null. Numbers to dial are looked at elsewhere: only parsing tells their E.164.
 * @param members ids of the sub-account's users
 */
export function actionFault(action: RuleAction, members: ReadonlySet<string>, isDefault: boolean): ActionFault | null {
  if (action.kind === 'number') return null;
  if (action.kind === 'user') {
    if (action.userId === null) {
      return isDefault ? null : { field: 'action.userId', message: 'Choose the person who is rung.' };
    }
    return members.has(action.userId) ? null : { field: 'action.userId', message: GONE };
  }
  return groupFault(action, members);
}

const GONE = 'This person is no longer a user here. Choose somebody else.';

function groupFault(
  { userIds, seconds }: { userIds: string[]; seconds: number },
  members: ReadonlySet<string>,
): ActionFault | null {
  if (!userIds.length) return { field: 'action.userIds', message: 'Choose at least one person.' };
  if (userIds.length > MOST_USERS) {
    return { field: 'action.userIds', message: `At most ${MOST_USERS} people are rung at once. Take somebody out.` };
  }
  if (new Set(userIds).size < userIds.length) {
    return { field: 'action.userIds', message: 'Somebody is in the group twice. Take them out once.' };
  }
  const gone = userIds.findIndex(userId => !members.has(userId));
  if (gone >= 0) return { field: `action.userIds.${gone}`, message: GONE };
  if (!Number.isInteger(seconds) || seconds < RING_SECONDS.least || seconds > RING_SECONDS.most) {
    return { field: 'action.seconds', message: 'Choose between 5 and 60 seconds.' };
  }
  return null;
}

/** The users an action names; the owner stands in where nobody was chosen yet. */
export function usersOf(action: RuleAction, ownerId: string | null): string[] {
  if (action.kind === 'ring_group') return [...action.userIds];
  if (action.kind === 'number') return [];
  const userId = action.userId ?? ownerId;
  return userId ? [userId] : [];
}
