/** What the queue carries: only ids, the truth stays in the database. Repeats are harmless. */
export type Job =
  | { kind: 'deliver'; outboxIds: string[] }
  | { kind: 'event'; eventId: string }
  | { kind: 'check'; assignmentIds: string[] }
  | { kind: 'purchase'; purchaseIds: string[] };

/** Hands jobs to the background. A failure to enqueue is logged, not thrown: the cron sweep finds the rows anyway. */
export interface JobQueue {
  send(jobs: Job[]): Promise<void>;
}
