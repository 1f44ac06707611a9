import type { CatchUp } from '../catch-up/catch-up.ts';
import type { News } from '../routing/news.ts';
import type { CallRecord } from '../routing/record.ts';

/**
 * What the queue carries: only ids, the truth stays in the database. There are two exceptions. A call's record follows
 * the answer, and every callback of the call could make it anew. News that the database could not take is carried whole.
 * Repeats are harmless.
 */
export type Job =
  | { kind: 'call'; record: CallRecord }
  | { kind: 'news'; news: News }
  | { kind: 'deliver'; outboxIds: string[] }
  | { kind: 'event'; eventId: string }
  | { kind: 'check'; assignmentIds: string[] }
  | { kind: 'standings'; subAccountIds: string[] }
  /** An event on its way to a workflow (W-3). */
  | { kind: 'hook'; deliveryId: string }
  | { kind: 'purchase'; purchaseIds: string[] }
  /** A host's list, gone through page by page; `pages`: handed on by the job before (H-5). */
  | { kind: 'host_sync'; syncId: string; pages?: number }
  /** What came in while we were away. */
  | ({ kind: 'catch_up' } & CatchUp)
  /** Something that was given up on, tried again. */
  | { kind: 'parked'; id: string }
  /** `startedAt`: somebody asked for it; without it, it is the night's. */
  | { kind: 'reconcile'; agencyId: string; startedAt?: number }
  /** Our own Twilio account, for everybody's pools. */
  | { kind: 'reconcile_ours' };

/** Hands jobs to the background. A failure to enqueue is logged, not thrown: the cron sweep finds the rows anyway. */
export interface JobQueue {
  send(jobs: Job[], delaySeconds?: number): Promise<void>;
  /** Hands over what is nowhere else yet. @returns false where the queue did not take it */
  entrust(job: Job): Promise<boolean>;
}
