import type { Standing } from './claim.ts';
import { type CallerFacts, type RecordFacts, type Sight, sightOf, type Viewer } from './visible.ts';

/** Which threads a list shows. `unknown`: waiting for somebody; `mine`: looked after by the viewer, or theirs to answer. */
export type View = 'unknown' | 'mine' | 'all';

/** Whether one visible record puts its caller into that list. */
export function belongs(view: View, viewer: Viewer, record: RecordFacts, caller: CallerFacts, sight: Sight): boolean {
  if (!sight.sees) return false;
  if (view === 'all') return true;
  if (view === 'unknown') return sight.isOpen;
  return isMine(viewer, record, caller);
}

function isMine({ userId }: Viewer, record: RecordFacts, caller: CallerFacts): boolean {
  if (caller.claim?.userId === userId || caller.owner?.userId === userId) return true;
  if (record.answeredBy === userId || record.by === userId) return true;
  return (record.isDirect || record.wasOwned) && record.selected.includes(userId);
}

/** The records of one caller that the viewer sees, in the order given. */
export function seenOf<R extends RecordFacts>(viewer: Viewer, records: readonly R[], caller: CallerFacts): R[] {
  return records.filter(record => sightOf(viewer, record, caller).sees);
}

/** The sentence of a refusal to act (U-6 to U-8). @param by name of who holds the caller */
export function refusalOf(why: Exclude<Standing, { ok: true }>['why'], by: string): string {
  switch (why) {
    case 'claimed':
      return `${by} looks after this caller. Ask them, or ask an admin to free the caller.`;
    case 'not_selected':
      return 'This came to other people of your team. One of them, or an admin, can act on it.';
    case 'answered_by_other':
      return 'Whoever answered this caller looks after them. Ask them to do it.';
    case 'unseen':
      return 'There is nothing of this caller here.';
  }
}
