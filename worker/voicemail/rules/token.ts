/** What one short-lived address opens: a voicemail's sound, or a picture or file that came with a text (S-3, M-2). */
export type Opens = { kind: 'voicemail'; id: string } | { kind: 'media'; id: string; index: number };

/** How long an address works, ms. */
export const LINK_MS = 10 * 60_000;

/** The part of an address that is signed. */
export function claimsOf(opens: Opens, expiresAt: number): string {
  const index = opens.kind === 'media' ? opens.index : 0;
  return `${opens.kind}.${opens.id}.${index}.${expiresAt}`;
}

/** Reads that part; undefined when it is none of ours. */
export function readClaims(claims: string): { opens: Opens; expiresAt: number } | undefined {
  const [, kind, id, index, expiresAt] = /^(voicemail|media)\.(\w+)\.(\d{1,2})\.(\d{1,15})$/.exec(claims) ?? [];
  if (!kind || !id) return undefined;
  const opens: Opens = kind === 'media' ? { kind, id, index: Number(index) } : { kind: 'voicemail', id };
  return { opens, expiresAt: Number(expiresAt) };
}
