import type { AssignmentRow } from './store/assignment.ts';

/** An assignment as its agency sees it. */
export function agencyView(row: AssignmentRow) {
  const { id, numberId, subAccountId, userId, state, mode, price, currency, telcoCost, telcoCurrency, markup } = row;
  const { createdAt, expiresAt, activatedAt, paidThrough, endsAt, endedAt, endReason } = row;
  const { pastDueSince, suspendedAt, nextPrice } = row;
  return {
    ...{ id, numberId, subAccountId, userId, state, mode, price, currency, telcoCost, telcoCurrency, markup },
    ...{ createdAt, expiresAt, activatedAt, paidThrough, endsAt, endedAt, endReason },
    ...{ pastDueSince, suspendedAt, nextPrice },
  };
}

/** An assignment as its sub-account sees it, with its number: the margin stays private. */
export function clientView(row: AssignmentRow, number: WiredNumber) {
  const { id: assignmentId, numberId, state, mode, price, currency } = row;
  const { createdAt, expiresAt, activatedAt, paidThrough, endsAt, pastDueSince, suspendedAt } = row;
  return {
    ...{ assignmentId, numberId, state, mode, price, currency, createdAt, expiresAt, activatedAt, paidThrough, endsAt },
    ...{ pastDueSince, suspendedAt },
    ...number,
  };
}

interface WiredNumber {
  e164: string;
  wiredTo: 'user' | 'company' | 'agent' | null;
  wiredUser: { id: string; name: string } | null;
  wiredAgent: { id: string; name: string } | null;
  forwardTo: string | null;
}

export type AgencyAssignment = ReturnType<typeof agencyView>;
export type ClientAssignment = ReturnType<typeof clientView>;
