import { type CallerFacts, type RecordFacts, sightOf, type Viewer } from './visible.ts';

/** Whether somebody may act on a caller, and whether that claims the caller first (U-7, U-8). */
export type Standing =
  | { ok: true; claims: boolean }
  /** `unseen`: to them the thread does not exist. */
  | { ok: false; why: 'unseen' | 'claimed' | 'not_selected' | 'answered_by_other' };

/** @param records the caller's records, as many as are looked at */
export function standingOf(viewer: Viewer, records: readonly RecordFacts[], caller: CallerFacts): Standing {
  const sights = records.map(record => sightOf(viewer, record, caller));
  if (!sights.some(sight => sight.sees)) return { ok: false, why: 'unseen' };
  if (sights.some(sight => sight.acts === 'claim')) return { ok: true, claims: true };
  if (sights.some(sight => sight.acts === 'freely')) return { ok: true, claims: false };
  if (caller.claim) return { ok: false, why: 'claimed' };
  return { ok: false, why: sights.some(sight => sight.isOpen) ? 'not_selected' : 'answered_by_other' };
}

/** T-3: a claim holds while its user is one of the sub-account's approved people. */
export function isHeld(claimer: { status: string | null; deletedAt: number | null; isHere: boolean }): boolean {
  return claimer.status === 'approved' && claimer.deletedAt === null && claimer.isHere;
}

/** How long making a contact in the host may take before somebody may try again, ms. */
export const CONTACT_LEASE_MS = 30_000;
