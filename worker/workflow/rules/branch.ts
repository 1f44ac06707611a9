import type { Step } from '../../routing/rules/step.ts';

/** W-2: where a workflow goes on after asking who would ring; ids of the catalogue's branches. */
export type Branch = 'person' | 'group' | 'agent' | 'other_number' | 'voicemail' | 'nobody';

/** @param first what would happen first */
export function branchOf(first: Step | undefined): Branch {
  switch (first?.kind) {
    case 'ring':
      return 'person';
    case 'ring_group':
      return 'group';
    case 'deliver':
      return first.userIds.length > 1 ? 'group' : 'person';
    case 'sip':
    case 'stream':
    case 'webhook':
    case 'agent_message':
      return 'agent';
    case 'forward':
    case 'number':
    case 'relay':
      return 'other_number';
    case 'voicemail':
      return 'voicemail';
    default:
      return 'nobody';
  }
}

/** The one person it concerns, if it is one. */
export function firstUserOf(first: Step | undefined): string | null {
  if (first?.kind === 'ring') return first.userId;
  if (first?.kind === 'deliver' && first.userIds.length === 1) return first.userIds[0] ?? null;
  return first?.kind === 'voicemail' ? (first.userId ?? null) : null;
}
