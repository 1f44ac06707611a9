/** What Trunkline does with a call or text, one after the other, as data. Every list ends in a terminal step. */
export type Step = CallStep | TextStep;

export type CallStep =
  | {
      kind: 'ring';
      userId: string;
      phone: string;
      seconds: number;
      /** R-11: *Press 1 to take the call*. */
      pressOne: boolean;
      /** Our own number that the call was forwarded to before. */
      via?: string;
    }
  | { kind: 'ring_group'; members: { userId: string; phone: string }[]; seconds: number; pressOne: true; via?: string }
  | { kind: 'forward'; to: string; seconds: number }
  /** U-2: a rule's other number. */
  | { kind: 'number'; to: string; seconds: number }
  /** a voice agent answers by itself. */
  | { kind: 'sip' | 'stream' | 'webhook'; agentId: string; name: string; endpoint: string; seconds: number }
  | { kind: 'voicemail'; of: 'user' | 'sub_account'; userId?: string; greeting?: string; recording?: string }
  | { kind: 'say'; what: 'not_in_service' | 'nobody' | 'apology' };

export type TextStep =
  | { kind: 'deliver'; userIds: string[] }
  /** by SMS, with the sender's number in front. */
  | { kind: 'relay'; to: string }
  | { kind: 'agent_message'; agentId: string; name: string; url: string }
  | { kind: 'sub_account_inbox' };

const TERMINAL = new Set<Step['kind']>(['voicemail', 'say', 'deliver', 'sub_account_inbox']);

/** After a terminal step nothing follows: a message is taken, something is said and we hang up, or a text has arrived. */
export function isTerminal(step: Step): boolean {
  return TERMINAL.has(step.kind);
}

/** how long a forwarding number rings; another number and a SIP agent too. */
export const FORWARD_SECONDS = 25;

/** so many users at once. */
export const MOST_AT_ONCE = 5;

/** A phone that a step rings: whose, or null for a number that is nobody's own. */
export interface Leg {
  to: string;
  userId: string | null;
}

/** The phones a step rings. Agents other than SIP ones ring none. */
export function legsOf(step: Step): Leg[] {
  switch (step.kind) {
    case 'ring':
      return [{ to: step.phone, userId: step.userId }];
    case 'ring_group':
      return step.members.map(({ phone, userId }) => ({ to: phone, userId }));
    case 'forward':
    case 'number':
      return [{ to: step.to, userId: null }];
    case 'sip':
      return [{ to: step.endpoint, userId: null }];
    default:
      return [];
  }
}
