import type { KeyedEffect } from '../notification/rules/effect.ts';
import type { Happening } from './rules/trigger.ts';

/** Something that workflows may be waiting for, with what its payload is read from once somebody listens. */
export interface Happened {
  happening: Happening;
  agencyId: string;
  /** Null: at no sub-account, as with a number that the agency's own agent answers. */
  subAccountId: string | null;
  /** Our id of the assignment, call, voicemail, text or claim it is about. */
  subjectId: string;
  /** Epoch ms. */
  at: number;
}

/**
 * W-1: the outbox row that tells workflows, for the batch of the change itself. It is written only where somebody
 * listens, so that it costs nobody else anything. @param mark tells it from another time the same happens to the same
 * subject
 */
export function triggered({ happening, agencyId, subAccountId, subjectId, at }: Happened, mark = ''): KeyedEffect {
  return {
    key: `trigger:${happening}:${subjectId}${mark && `:${mark}`}`,
    effect: { kind: 'trigger', happening, agencyId, subAccountId, subjectId, at },
  };
}
