import type { State } from './rules/state.ts';
import type { AssignmentRow, NewAssignment } from './store/assignment.ts';

/** Between the table's columns and the state machine's words. */
export function stateOf(row: AssignmentRow): State {
  const { state: is, endsAt } = row;
  if (is === 'pending') {
    return { is, sessionId: row.checkoutSessionId, url: row.checkoutUrl, expiresAt: row.expiresAt };
  }
  if (is === 'ended') {
    return {
      is,
      reason: row.endReason ?? 'unassigned',
      endedAt: row.endedAt ?? row.createdAt,
      subscriptionId: row.subscriptionId,
    };
  }
  const { subscriptionId, paidThrough } = row;
  if (!subscriptionId || paidThrough === null) throw new Error(`assignment ${row.id} is ${is} without a subscription`);
  if (is === 'active') return { is, subscriptionId, paidThrough };
  if (is === 'ending') return { is, subscriptionId, paidThrough, endsAt: endsAt ?? paidThrough };
  return { is, subscriptionId, paidThrough, endsAt };
}

/** The columns a state fills; what it does not speak of keeps its last value, as history. */
export function columnsOf(state: State): Partial<NewAssignment> {
  switch (state.is) {
    case 'pending':
      return { state: state.is, checkoutSessionId: state.sessionId, checkoutUrl: state.url };
    case 'active':
      return { state: state.is, subscriptionId: state.subscriptionId, paidThrough: state.paidThrough, endsAt: null };
    case 'ending':
    case 'past_due':
    case 'suspended': {
      const { is, subscriptionId, paidThrough, endsAt } = state;
      return { state: is, subscriptionId, paidThrough, endsAt };
    }
    case 'ended':
      return { state: state.is, endReason: state.reason, endedAt: state.endedAt };
  }
}
