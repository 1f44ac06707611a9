import type { RuleAction } from '../../company-number/rules/action.ts';
import type { Hours } from './schedule.ts';

/** An inbound call or text as Twilio tells it. `from` may be withheld or invalid. */
export interface Inbound {
  /** Absent: a call. */
  kind?: 'call' | 'text';
  from: string;
  /** The number called, E.164. */
  to: string;
  /** Who passed the call on, where the network says so. */
  forwardedFrom?: string;
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
  /** A greeting recorded by phone goes before the text (S-2). */
  greetingRecordingSid?: string | null;
  /** R-11, when rung alone. */
  pressOne?: boolean;
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

/** Something that answers calls itself. */
export interface AgentFacts {
  id: string;
  name: string;
  /** Null: the agency's own. */
  subAccountId: string | null;
  endpoint: string | null;
  messageWebhook: string | null;
}

/** A rule for unknown callers (U-2, U-3). */
export interface UnknownRule {
  id: string;
  isDefault: boolean;
  enabled: boolean;
  name: string;
  action: RuleAction;
  hours: { days: number[]; start: number; end: number }[];
}

/** One of our numbers with everything wired to it: the called one, or one that a call is forwarded to. */
export interface NumberFacts {
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
    /** IANA zone; the rules' hours are on its wall clock (U-4). */
    timezone?: string;
  } | null;
  /** Whom a direct number belongs to. */
  directUser: Person | null;
  /** What answers a number wired to an agent. */
  agent?: AgentFacts | null;
  /** A company number's rules for unknown callers. */
  rules?: readonly UnknownRule[];
  /** Users the rules name, and the sub-account's owner. */
  people?: readonly Person[];
  /** The sub-account's owner (U-2). */
  ownerId?: string | null;
}

/** Everything a decision may rest on, read in one round trip. */
export interface Facts extends NumberFacts {
  contacts: readonly CallerContact[];
  /** Our own numbers that forwarding may lead to, by E.164. */
  hops?: readonly NumberFacts[];
  /** whether this call holds one of the company number's slots; `refused` = all were taken. */
  slot?: 'held' | 'refused' | null;
  /** the outside number we are just dialling for the same caller, when this call may be that very one coming back. */
  dialling?: string | null;
  /** ISO countries that may be dialled; absent = all. */
  allowedCountries?: readonly string[];
}
