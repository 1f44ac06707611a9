/** What Trunkline does with a call, one after the other, as data. Every list ends in a terminal step. */
export type Step =
  | { kind: 'ring'; userId: string; phone: string; seconds: number }
  | { kind: 'forward'; to: string; seconds: number }
  | { kind: 'voicemail'; of: 'user' | 'sub_account'; userId?: string; greeting?: string }
  | { kind: 'say'; what: 'not_in_service' | 'nobody' | 'apology' };

/** After a terminal step nothing follows: a message is taken, or something is said and we hang up. */
export function isTerminal(step: Step): boolean {
  return step.kind === 'voicemail' || step.kind === 'say';
}

/** how long a forwarding number rings. */
export const FORWARD_SECONDS = 25;

/** Whose phone a step rings; null for a forwarding number. */
export function userOf(step: Step): string | null {
  return step.kind === 'ring' ? step.userId : null;
}
