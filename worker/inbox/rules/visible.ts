/**
 * Who sees a call or text in the inbox and who may act on it (U-6, U-7, U-8). Contacts with an owner belong to that owner
 * and to whoever got the call; everybody else goes by the rules for unknown callers, ownerless contacts included.
 */
export interface Viewer {
  userId: string;
  isAdmin: boolean;
}

export interface RecordFacts {
  kind: 'call' | 'text';
  direction: 'in' | 'out';
  at: number;
  /** It came to a user's direct number. */
  isDirect: boolean;
  /** It came from a contact with an owner. */
  wasOwned: boolean;
  /** The users whom the decision selected when it came. */
  selected: readonly string[];
  answeredBy: string | null;
  /** Answered at a forwarding or another number. */
  isAnsweredElsewhere: boolean;
  /** Who placed or sent an outgoing one. */
  by: string | null;
}

/** What is known now of the other side. */
export interface CallerFacts {
  /** The owner of the contact with this number; `userId` is null while the host has not told us of them. */
  owner: { userId: string | null } | null;
  /** The live claim. */
  claim: { userId: string; at: number } | null;
  /** Who made the caller a contact, and when: what came before is theirs. */
  settled: { userId: string; at: number } | null;
}

export interface Sight {
  sees: boolean;
  /** `claim`: only by claiming the caller first (U-7). */
  acts: 'no' | 'freely' | 'claim';
  /** Waits for somebody to look after the caller. */
  isOpen: boolean;
}

const HIDDEN: Sight = { sees: false, acts: 'no', isOpen: false };
const ACTS: Sight = { sees: true, acts: 'freely', isOpen: false };
const LOOKS: Sight = { sees: true, acts: 'no', isOpen: false };

export function sightOf(viewer: Viewer, record: RecordFacts, caller: CallerFacts): Sight {
  const { userId, isAdmin } = viewer;
  const isSelected = record.selected.includes(userId);
  const isAnswerer = record.answeredBy === userId;
  if (caller.owner) return only(isAdmin || caller.owner.userId === userId || isAnswerer || gotIt(record, userId));
  if (record.direction === 'out') return outgoing(viewer, record, caller);
  if (record.isDirect || record.wasOwned) return only(isAdmin || isSelected || isAnswerer);
  if (caller.settled && record.at <= caller.settled.at) {
    return only(isAdmin || caller.settled.userId === userId || isAnswerer);
  }
  if (record.answeredBy) return isAnswerer ? ACTS : isAdmin ? LOOKS : HIDDEN;
  const isTaken = caller.claim !== null && caller.claim.userId !== userId;
  if (record.isAnsweredElsewhere) {
    if (!isAdmin && !isSelected) return HIDDEN;
    return isTaken ? LOOKS : ACTS;
  }
  if (caller.claim) return isTaken ? (isAdmin ? LOOKS : HIDDEN) : ACTS;
  return unclaimed(viewer, record, isSelected);
}

/** U-7: an unanswered call is shown to everybody. U-8: a text to those it went to, or to everybody when it went to nobody. */
function unclaimed({ isAdmin }: Viewer, record: RecordFacts, isSelected: boolean): Sight {
  const isForAll = record.kind === 'call' || record.selected.length === 0;
  if (isAdmin || isSelected) return { sees: true, acts: 'claim', isOpen: true };
  return isForAll ? { sees: true, acts: 'no', isOpen: true } : HIDDEN;
}

/** What somebody of ours placed or sent: theirs, and of whoever looks after the caller. */
function outgoing({ userId, isAdmin }: Viewer, record: RecordFacts, { claim, settled }: CallerFacts): Sight {
  if (claim) return claim.userId === userId || record.by === userId ? ACTS : isAdmin ? LOOKS : HIDDEN;
  return only(isAdmin || record.by === userId || settled?.userId === userId);
}

/** Receivers of what came to them as known callers keep it; the group of a rule does not. */
function gotIt(record: RecordFacts, userId: string): boolean {
  if (record.direction === 'out') return record.by === userId;
  return (record.isDirect || record.wasOwned) && record.selected.includes(userId);
}

function only(sees: boolean): Sight {
  return sees ? ACTS : HIDDEN;
}
