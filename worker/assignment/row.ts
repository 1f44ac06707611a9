import type { Paid, State } from './rules/state.ts';
import type { AssignmentRow, NewAssignment } from './store/assignment.ts';

/** What an assignment has not got when it begins. */
export const NOTHING_YET = {
  checkoutSessionId: null,
  checkoutUrl: null,
  checkoutCount: 0,
  subscriptionId: null,
  paidThrough: null,
  endsAt: null,
  expiresAt: null,
  checkAt: null,
  pastDueSince: null,
  suspendedAt: null,
  reminders: 0,
  nextPrice: null,
  nextMarkup: null,
  endReason: null,
  activatedAt: null,
  endedAt: null,
} as const;

/** How long before it lapses a reservation is spoken of. */
const NOTICE_MS = 2 * 86_400_000;

/** Between the table's columns and the state machine's words. */
export function stateOf(row: AssignmentRow): State {
  const { state: is } = row;
  if (is === 'pending') {
    const { checkoutSessionId: sessionId, checkoutUrl: url, expiresAt } = row;
    return { is, sessionId, url, expiresAt, remindAt: remindAtOf(row) };
  }
  if (is === 'ended') {
    return {
      is,
      reason: row.endReason ?? 'unassigned',
      endedAt: row.endedAt ?? row.createdAt,
      subscriptionId: row.subscriptionId,
    };
  }
  return row.mode === 'included' ? { is: 'included' } : paidOf(row, is);
}

/** A reservation shorter than the notice is spoken of only when it begins. */
function remindAtOf({ expiresAt, reminders, createdAt }: AssignmentRow): number | null {
  if (expiresAt === null || reminders > 0) return null;
  const at = expiresAt - NOTICE_MS;
  return at > createdAt ? at : null;
}

function paidOf(row: AssignmentRow, is: Paid['is']): Paid {
  const { subscriptionId, paidThrough, endsAt, reminders } = row;
  if (!subscriptionId || paidThrough === null) throw new Error(`assignment ${row.id} is ${is} without a subscription`);
  if (is === 'active') return { is, subscriptionId, paidThrough };
  if (is === 'ending') return { is, subscriptionId, paidThrough, endsAt: endsAt ?? paidThrough };
  const since = row.pastDueSince ?? paidThrough;
  const owed = { subscriptionId, paidThrough, endsAt, since, reminders };
  return is === 'past_due' ? { is, ...owed } : { is, ...owed, suspendedAt: row.suspendedAt ?? since };
}

const NOTHING_OWED = { pastDueSince: null, suspendedAt: null, reminders: 0 } as const;

/** The columns a state fills; what it does not speak of keeps its last value, as history. */
export function columnsOf(state: State): Partial<NewAssignment> {
  switch (state.is) {
    case 'pending': {
      const { is, sessionId, url, remindAt } = state;
      return { state: is, checkoutSessionId: sessionId, checkoutUrl: url, reminders: remindAt === null ? 1 : 0 };
    }
    case 'included':
      return { state: 'active', mode: 'included' };
    case 'active': {
      const { is, subscriptionId, paidThrough } = state;
      return { state: is, subscriptionId, paidThrough, endsAt: null, ...NOTHING_OWED };
    }
    case 'ending': {
      const { is, subscriptionId, paidThrough, endsAt } = state;
      return { state: is, subscriptionId, paidThrough, endsAt, ...NOTHING_OWED };
    }
    case 'past_due':
    case 'suspended': {
      const { is, since, ...columns } = state;
      return { state: is, ...columns, pastDueSince: since };
    }
    case 'ended':
      return { state: state.is, endReason: state.reason, endedAt: state.endedAt };
  }
}
