import type { CallerContact, Person } from './facts.ts';

/** Who looks after the caller, and on whose timeline the call is written. */
export interface Ownership {
  /** The owner's user, when there is one and the host has told us of them. */
  owner: Person | null;
  /** True when the contact is owned, even by somebody we do not know yet. */
  isOwned: boolean;
  /** The contact whose name is shown. */
  contact: CallerContact | null;
  /** Our contact ids whose timeline gets the call. */
  timeline: readonly string[];
  why: string;
}

/**
 * owned contacts win over ownerless ones. One owner for all: that owner, and the timeline of every match. Different
 * owners: that of the most recently created, and its timeline only. None owned: nobody, and the newest contact's timeline.
 */
export function ownerOf(contacts: readonly CallerContact[]): Ownership {
  const newestFirst = [...contacts].sort(newest);
  const owned = newestFirst.filter(contact => contact.ownerHostUserId !== null);
  const [first] = owned;
  if (!first) {
    const [contact = null] = newestFirst;
    const why = contact ? `The caller is ${contact.name}, who has no owner.` : 'No contact has this phone.';
    return { owner: null, isOwned: false, contact, timeline: contact ? [contact.id] : [], why };
  }
  const isShared = owned.every(contact => contact.ownerHostUserId === first.ownerHostUserId);
  const who = first.owner?.name ?? 'somebody the CRM has not told us of yet';
  return {
    owner: first.owner,
    isOwned: true,
    contact: first,
    timeline: isShared ? newestFirst.map(contact => contact.id) : [first.id],
    why: isShared
      ? `The caller is ${first.name}, looked after by ${who}.`
      : `Several contacts with different owners have this phone; ${first.name} is the newest, looked after by ${who}.`,
  };
}

/** Newest first; ties by host id, bytewise, lower first. */
function newest(a: CallerContact, b: CallerContact): number {
  return b.createdAt - a.createdAt || compareBytes(a.hostContactId, b.hostContactId);
}

/** The order of the UTF-8 bytes, which is that of the code points; `<` on strings compares UTF-16 units. */
function compareBytes(a: string, b: string): number {
  const left = Array.from(a, char => char.codePointAt(0) ?? 0);
  const right = Array.from(b, char => char.codePointAt(0) ?? 0);
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference) return difference;
  }
  return left.length - right.length;
}
