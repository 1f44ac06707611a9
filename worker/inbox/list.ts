import type { Ctx } from '../context.ts';
import { callerOf } from './rules/caller.ts';
import { belongs, seenOf, type View } from './rules/thread.ts';
import { sightOf, type Viewer } from './rules/visible.ts';
import { type Caller, callersOf, marksOf } from './store/callers.ts';
import { countUnknown } from './store/count.ts';
import { type InboxRecord, type Mark, type Place, recordsOf } from './store/records.ts';
import { takenLately } from './taken.ts';
import { itemOf } from './view.ts';

const PAGE = 30;
/** Records looked through at once, and how often; a page may then hold fewer threads and still have a next one. */
const CHUNK = 300;
const MOST_CHUNKS = 6;

interface Found {
  caller: string;
  known: Caller;
  newest: InboxRecord;
  seen: InboxRecord[];
}

/** The inbox as one person sees it, newest first: one line per caller, by their newest record that the person sees. */
export async function listInbox(ctx: Ctx, place: Place, viewer: Viewer, view: View, cursor: string | undefined) {
  const isStart = view === 'unknown' && cursor === undefined;
  const [page, unknown, taken] = await Promise.all([
    pageOf(ctx, place, viewer, view, cursor),
    countUnknown(ctx, place, viewer),
    isStart ? takenLately(ctx, place, viewer) : [],
  ]);
  return { ...page, counts: { unknown }, taken };
}

async function pageOf(ctx: Ctx, place: Place, viewer: Viewer, view: View, cursor: string | undefined) {
  const start = cursor === undefined ? undefined : markOf(cursor);
  const found = new Map<string, Found>();
  let before = start;
  let isLast = false;
  for (let chunk = 0; chunk < MOST_CHUNKS && found.size < PAGE && !isLast; chunk += 1) {
    const records = await recordsOf(ctx, place, { ...(before && { before }), limit: CHUNK });
    isLast = records.length < CHUNK;
    const page = await threadsIn(ctx, place, viewer, view, records, start, found);
    before = page.stoppedAt ?? lastOf(records) ?? before;
    if (page.stoppedAt) break;
  }
  const threads = [...found.values()];
  const hasMore = !isLast || found.size >= PAGE;
  const marks = await marksOf(
    ctx,
    place,
    threads.map(thread => thread.newest),
  );
  return {
    items: threads.map(({ caller, known, newest, seen }) =>
      itemOf(viewer, caller, known, newest, seen, marks.get(newest.assignmentId ?? '')?.source ?? null),
    ),
    next: hasMore && before ? `${before.at}-${before.id}` : null,
  };
}

/** Adds the callers that these records bring up, until the page is full. */
async function threadsIn(
  ctx: Ctx,
  place: Place,
  viewer: Viewer,
  view: View,
  records: readonly InboxRecord[],
  start: Mark | undefined,
  found: Map<string, Found>,
): Promise<{ stoppedAt?: Mark }> {
  const byCaller = Map.groupBy(records, callerOf);
  const callers = [...byCaller.keys()];
  const contactIds = contactIdsOf(records);
  const [known, newer] = await Promise.all([
    callersOf(ctx, place, callers, contactIds),
    start ? recordsOf(ctx, place, { callers, after: { ...start, id: '' }, limit: CHUNK }) : [],
  ]);
  const shows = (record: InboxRecord, of: Caller) => belongs(view, viewer, record, of, sightOf(viewer, record, of));
  const listedBefore = new Set(
    newer.flatMap(record => {
      const of = known.get(callerOf(record));
      const isNewer = start && (record.at > start.at || record.id >= start.id);
      return of && isNewer && shows(record, of) ? [callerOf(record)] : [];
    }),
  );
  for (const record of records) {
    const caller = callerOf(record);
    const of = known.get(caller);
    if (!of || found.has(caller) || listedBefore.has(caller) || !shows(record, of)) continue;
    const seen = seenOf(viewer, byCaller.get(caller) ?? [], of);
    found.set(caller, { caller, known: of, newest: record, seen });
    if (found.size >= PAGE) return { stoppedAt: { at: record.at, id: record.id } };
  }
  return {};
}

/** Contacts of callers who withheld their number. */
export function contactIdsOf(records: readonly InboxRecord[]): Map<string, string> {
  return new Map(
    records.flatMap(record => {
      const caller = callerOf(record);
      return record.contactId && !caller.startsWith('+') ? [[caller, record.contactId] as const] : [];
    }),
  );
}

export function markOf(cursor: string): Mark {
  const [at = '', id = ''] = cursor.split(/-(.*)/s);
  return { at: Number(at), id };
}

function lastOf(records: readonly InboxRecord[]): Mark | undefined {
  const last = records.at(-1);
  return last && { at: last.at, id: last.id };
}
