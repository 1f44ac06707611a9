import { carrierReason } from './rules/carrier-error.ts';
import type { MessageRow } from './text-store.ts';

/** A text as panels show it (O-4). */
export function textView(row: MessageRow) {
  const { id, at, direction, from, to, body, media, kind, status, numberId, userId, contactId } = row;
  const errorSentence = carrierReason(row.errorCode);
  return { id, at, direction, from, to, body, media, kind, status, errorSentence, numberId, userId, contactId };
}

export type TextView = ReturnType<typeof textView>;
