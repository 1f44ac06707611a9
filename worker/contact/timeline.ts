import type { Effect, KeyedEffect } from '../notification/rules/effect.ts';

/** A call, text or voicemail as a contact's timeline tells it (C-2). */
export interface TimelineNews {
  agencyId: string;
  subAccountId: string;
  /** Our ids of the contacts that get it (R-4: a decision's `timeline`). */
  contactIds: readonly string[];
  /** Names the event, e.g. `call:<id>`; the host recognises a repeat by it. At most 120 characters. */
  key: string;
  kind: 'call' | 'text' | 'voicemail';
  direction: 'in' | 'out';
  /** Epoch ms. */
  at: number;
  from: string;
  to: string;
  /** As we name it: `answered`, `missed`, `received`, `sent` … */
  status: string;
  durationS?: number;
  body?: string;
  /** Our id of the user who took, placed or sent it. */
  userId?: string;
}

export type TimelineEffect = Extract<Effect, { kind: 'timeline' }>;

/**
 * C-2: one outbox row per contact, for the batch of the change it tells of. A contact's rows share a lane, so the host
 * gets them in order. A repeat of the same key and contact adds nothing.
 */
export function timelineEffect({ contactIds, ...news }: TimelineNews): KeyedEffect[] {
  return [...new Set(contactIds)].map(contactId => ({
    key: `timeline:${news.key}:${contactId}`,
    lane: contactId,
    effect: { ...news, kind: 'timeline', entryKind: news.kind, contactId },
  }));
}
