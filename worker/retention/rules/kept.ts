/**
 * How long is kept what is only there so that a repeat is recognised. This is the one place that says so; everything else
 * (assignments, purchases, calls, texts, findings, the audit trail) stays. Nights in milliseconds.
 *
 * - Events of Stripe and of hosts: both repeat one for three days by themselves, and Stripe sends one again on request for
 *   thirty. Later than that a repeat is a new hint to look, which is harmless: our rows follow what is read.
 * - Deliveries that were made: what they follow from happened once, and no act writes the same key again months later.
 *   Parked ones stay until an admin has had them tried again.
 * - Jobs that were parked and are done since: nothing names them any more. Those still parked stay, as above.
 * - What workflows were told and asked for: idempotency keys come back within days, a delivery is tried for three and sent
 *   again from a list that people read for a month.
 * - Results of bulk acts: the same request comes back within minutes, and a result is downloaded on the same day.
 */
const DAY = 86_400_000;

export const KEPT_MS = {
  webhook_event: 30 * DAY,
  outbox: 90 * DAY,
  bulk_result: 90 * DAY,
  pool_result: 90 * DAY,
  parked_job: 90 * DAY,
  workflow_delivery: 30 * DAY,
  workflow_event: 30 * DAY,
  workflow_run: 30 * DAY,
} as const;

export type Kept = keyof typeof KEPT_MS;
