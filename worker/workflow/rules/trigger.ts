/** W-1: what a workflow can react to. A key never changes its meaning; a payload that changes gets a new version. */
export const TRIGGER_KEYS = [
  'number_assigned',
  'number_activated',
  'number_suspended',
  'number_released',
  'payment_failed',
  'call_answered',
  'call_missed',
  'voicemail_left',
  'text_received',
  'caller_claimed',
] as const;
export type TriggerKey = (typeof TRIGGER_KEYS)[number];

/** What is written down when it happens. Of a call that is over it shows only a moment later how it ended. */
export type Happening = TriggerKey | 'call_over';

/** The triggers that a happening may turn out to be. */
export function triggersOf(happening: Happening): readonly TriggerKey[] {
  return happening === 'call_over' ? ['call_answered', 'call_missed'] : [happening];
}

/**
 * Which trigger the end of an inbound call is. A message that was left has one of its own; a number out of service
 * answers nobody and misses nothing.
 */
export function triggerOfCall(status: string): TriggerKey | undefined {
  if (status === 'answered') return 'call_answered';
  return status === 'missed' || status === 'abandoned' ? 'call_missed' : undefined;
}
