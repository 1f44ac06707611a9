import { isTerminal, type Step } from './step.ts';

/** How a call stands; the log shows it (missed = rang and nobody accepted, abandoned = the caller hung up first). */
export type CallStatus = 'in_progress' | 'abandoned' | 'missed' | 'voicemail' | 'answered' | 'not_in_service';

const RANK: Record<CallStatus, number> = {
  in_progress: 0,
  abandoned: 1,
  missed: 2,
  voicemail: 3,
  answered: 4,
  not_in_service: 5,
};

/** Twilio's callbacks are unordered: news is taken only over statuses that say less. @returns those it may replace */
export function replacedBy(told: CallStatus): CallStatus[] {
  return (Object.keys(RANK) as CallStatus[]).filter(known => RANK[told] > RANK[known]);
}

/** What a call is as soon as this step begins. A terminal one means that nobody took the call. */
export function statusAt(step: Step): CallStatus {
  if (step.kind === 'say' && step.what === 'not_in_service') return 'not_in_service';
  return isTerminal(step) ? 'missed' : 'in_progress';
}

/** What a Dial came to, in Twilio's words. */
export interface Dialled {
  status: string | undefined;
  /** `true`, `false`, or absent. */
  bridged: string | undefined;
  /** Whether the rung phone was already reported as having answered this step. */
  wasAnswered: boolean;
}

/** a person took the call. `completed` alone is not enough; the leg must have been bridged to the caller. */
export function isAnswered({ status, bridged, wasAnswered }: Dialled): boolean {
  if (status !== 'completed' && status !== 'answered') return false;
  return bridged === undefined ? wasAnswered : bridged === 'true';
}

const OVER = new Set(['completed', 'busy', 'no-answer', 'failed', 'canceled']);

/** Whether Twilio's CallStatus says that this leg is over. */
export function isOver(callStatus: string | undefined): boolean {
  return callStatus !== undefined && OVER.has(callStatus);
}
