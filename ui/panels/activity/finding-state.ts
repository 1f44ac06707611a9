import type { Finding } from './calls.ts';

export type FindingState = 'open' | 'repaired' | 'resolved' | 'notImported';

/** Where a finding stands; a number that merely was not imported is no trouble (N-3). */
export function stateOf({ kind, repairedAt, resolvedAt }: Finding): FindingState {
  if (repairedAt !== null) return 'repaired';
  if (resolvedAt !== null) return 'resolved';
  return kind === 'not_imported' ? 'notImported' : 'open';
}
