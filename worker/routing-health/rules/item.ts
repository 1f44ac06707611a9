import type { Situation } from '../../company-number/rules/ringing-now.ts';
import type { Person } from '../../routing/rules/facts.ts';

/** Codes are stable; panels translate by them. */
export type HealthCode =
  | 'user_not_reachable'
  | 'contacts_not_reachable'
  | 'contacts_of_nobody'
  | 'number_rings_nobody'
  | 'number_loops'
  | 'agent_not_ready'
  | 'forwarding_never_answered'
  | 'rule_group_unavailable';

export interface HealthItem {
  code: HealthCode;
  /** `broken`: calls fail already; `warning`: they may. */
  severity: 'broken' | 'warning';
  sentence: string;
  /** Where it is mended: the panel, what to open there, and the words on the button. */
  mend: { panel: 'staff' | 'company-number' | 'forwarding' | 'phone-numbers' | 'agents'; id?: string; label: string };
  /** What it is about. */
  subject: { kind: 'user' | 'number' | 'rule' | 'contacts'; id: string; name: string };
}

export interface NumberHealth {
  numberId: string;
  e164: string;
  wiredTo: 'user' | 'company' | 'agent' | null;
  wiredUserId: string | null;
  /** `hasFailed`: when it was last tried (L-3). */
  agent: { id: string; name: string; endpoint: string | null; hasFailed: boolean } | null;
  /** Its own forwarding, else the sub-account's. */
  forwardTo: string | null;
  /** Its own target that leads back to it over other numbers of ours. */
  comesBackBy: string | undefined;
  /** Set for a company number. */
  situation: Situation | null;
}

export interface HealthFacts {
  people: readonly Person[];
  /** Numbers in service. */
  numbers: readonly NumberHealth[];
  /** The sub-account's voicemail is on. */
  voicemail: boolean;
  /** How many contacts each user looks after, by user id. */
  contacts: ReadonlyMap<string, number>;
  /** How many contacts belong to somebody who is not, or no longer, here. */
  orphans: number;
  /** What became of calls to phones that are no user's in the last 14 days. */
  tries: readonly { to: string; tried: number; answered: number }[];
  /** ISO countries that may be dialled. */
  allowedCountries: readonly string[];
}
