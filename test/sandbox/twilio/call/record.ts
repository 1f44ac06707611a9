import type { Exchanged } from '../webhook.ts';

export type CallStatus =
  | 'queued'
  | 'initiated'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'no-answer'
  | 'failed'
  | 'canceled';

/** Final statuses; a call never leaves one. */
export const OVER: readonly CallStatus[] = ['completed', 'busy', 'no-answer', 'failed', 'canceled'];

/** How an inbound call went, in one word. */
export type Outcome =
  | 'bridged'
  | 'voicemail'
  | 'announcement'
  | 'rejected'
  | 'not-in-service'
  | 'application-error'
  | 'abandoned'
  | 'stream'
  | 'hung-up';

/** Where and when to tell about a call's progress. */
export interface ProgressCallback {
  url: string;
  method: string;
  events: string[];
}

/** One call leg (a CallSid), and everything that can be told about it afterwards. */
export interface CallRecord {
  sid: string;
  accountSid: string;
  parentSid?: string;
  /** For a dialled number of our own: the inbound call it became. */
  nestedSid?: string;
  direction: 'inbound' | 'outbound-api' | 'outbound-dial';
  from: string;
  to: string;
  forwardedFrom?: string;
  numberSid?: string;
  status: CallStatus;
  createdAt: number;
  answeredAt?: number;
  endedAt?: number;
  /** Seconds on the line since it was answered. */
  duration: number;
  /** Telephone ms it rang. */
  rangMs?: number;
  bridged: boolean;
  callback?: ProgressCallback;
  /** The exact requests and the TwiML of every webhook of this leg. */
  steps: Exchanged[];
  /** What was said or played on this leg. */
  said: string[];
  /** Keys pressed by the person on this leg. */
  pressed: string;
  warnings: string[];
  /** What the line is doing now, in words. */
  doing: string;
  outcome?: Outcome;
  /** Callbacks sent so far; the `SequenceNumber` of the next. */
  sequence: number;
  hops: number;
}
