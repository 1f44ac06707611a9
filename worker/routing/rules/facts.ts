import type { Hours } from './schedule.ts';

/** An inbound call as Twilio tells it. `from` may be withheld or invalid. */
export interface Inbound {
  from: string;
  /** The number called, E.164. */
  to: string;
}

/** A user as routing sees them: what decides whether and how they are rung. */
export interface Person {
  userId: string;
  name: string;
  /** Their own setting, else the phone the host knows. */
  phone: string | null;
  /** False when pending, blocked, deleted or no longer in this sub-account. */
  isApproved: boolean;
  ringSeconds: number;
  hours: Hours | null;
  doNotDisturbUntil: number | null;
  isOnCall: boolean;
  voicemail: boolean;
  greeting: string | null;
}

/** A contact that has the caller's phone. */
export interface CallerContact {
  id: string;
  hostContactId: string;
  name: string;
  /** The host's creation time. */
  createdAt: number;
  /** The host's id of the owner; null = ownerless. */
  ownerHostUserId: string | null;
  /** The owner, once mirrored. */
  owner: Person | null;
}

/** Everything a decision may rest on, read in one round trip. */
export interface Facts {
  number: {
    id: string;
    agencyId: string;
    e164: string;
    forwardTo: string | null;
    wiredTo: 'user' | 'company' | 'agent' | null;
  } | null;
  /** The number's assignment that has not ended by the book; whether it is live depends on `now`. */
  assignment: {
    id: string;
    state: 'pending' | 'active' | 'ending' | 'past_due' | 'suspended' | 'ended';
    /** When a released number's service ends, epoch ms. */
    endsAt: number | null;
  } | null;
  subAccount: {
    id: string;
    name: string;
    forwardTo: string | null;
    voicemail: boolean;
    greeting: string | null;
  } | null;
  /** Whom a direct number belongs to. */
  directUser: Person | null;
  contacts: readonly CallerContact[];
}
