/** O-3: how an outgoing call stands. It was answered only when the contact's phone was connected with the user's. */
export type OutboundStatus = 'in_progress' | 'missed' | 'failed' | 'answered';

const RANK: Record<OutboundStatus, number> = { in_progress: 0, missed: 1, failed: 2, answered: 3 };

/** Callbacks are unordered: news replace only what says less. */
export function outboundStatusesBefore(told: OutboundStatus): OutboundStatus[] {
  return (Object.keys(RANK) as OutboundStatus[]).filter(known => RANK[known] < RANK[told]);
}

/** What an end in Twilio's words means for a call that nobody has answered so far. */
export function unansweredAs(twilioStatus: string): 'missed' | 'failed' {
  return twilioStatus === 'failed' ? 'failed' : 'missed';
}
