/**
 * U-9: what a company number's Source and Tag do to the contact of a caller. One source only; the Tag in every case. A
 * contact that has this very source already needs no tag of it.
 */
export interface Marks {
  /** Set as the contact's source; undefined = the contact keeps what it has. */
  source?: string;
  tags: string[];
}

/** @param contact null when it is being created; its source when it exists */
export function marksFor(
  number: { source: string | null; tag: string | null },
  contact: { source: string | null } | null,
): Marks {
  const source = number.source?.trim() || null;
  const tag = number.tag?.trim() || null;
  const has = contact?.source?.trim() || null;
  const tags = [has && has !== source ? source : null, tag].filter(one => one !== null);
  return { ...(source && !has && { source }), tags: [...new Set(tags)] };
}
