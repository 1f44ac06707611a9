import type { Facts, Inbound } from './facts.ts';

/** One rule that was looked at: whether it applied, and why in plain words. */
export interface Considered {
  rule: string;
  matched: boolean;
  why: string;
}

/** The call or text being decided, while rule after rule looks at it. */
export interface Case {
  inbound: Inbound;
  facts: Facts;
  now: number;
  isText: boolean;
  /** Grows as rules are considered. */
  trace: Considered[];
  /** Our own numbers the call has been at, the called one first. */
  visited: string[];
}

/** Writes down that a rule was considered. */
export function consider(at: Pick<Case, 'trace'>, rule: string, matched: boolean, why: string): void {
  at.trace.push({ rule, matched, why });
}
