/** O-4: how an outgoing text stands. Twilio's callbacks are unordered, so a status only ever moves to one that says more. */
export type TextStatus = 'queued' | 'sending' | 'sent' | 'undelivered' | 'failed' | 'delivered';

const RANK: Record<TextStatus, number> = { queued: 0, sending: 1, sent: 2, failed: 3, undelivered: 4, delivered: 5 };

const TWILIOS: Record<string, TextStatus> = {
  accepted: 'sending',
  scheduled: 'sending',
  queued: 'sending',
  sending: 'sending',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'failed',
  canceled: 'failed',
};

/** Our word for Twilio's; undefined for one we do not know, which then changes nothing. */
export function textStatusOf(twilioStatus: string): TextStatus | undefined {
  return TWILIOS[twilioStatus];
}

/** The statuses that news of `told` may replace; any order of callbacks comes to the same. */
export function textStatusesBefore(told: TextStatus): TextStatus[] {
  return (Object.keys(RANK) as TextStatus[]).filter(known => RANK[known] < RANK[told]);
}
