import type { Ctx, Person } from '../context.ts';
import { notFound } from '../problem.ts';
import { linkTo } from '../voicemail/link.ts';
import { contactIdsOf, markOf } from './list.ts';
import { callerAt } from './rules/caller.ts';
import { seenOf } from './rules/thread.ts';
import type { Viewer } from './rules/visible.ts';
import { type Caller, callersOf, marksOf } from './store/callers.ts';
import { hasOptedOut } from './store/opt-out.ts';
import { type InboxRecord, type Place, recordsOf } from './store/records.ts';
import { itemOf, recordView } from './view.ts';

const PAGE = 100;
/** Who may act is judged by so many of the newest records. */
const JUDGED = 200;

/** Everything about one caller that a person may see. */
export interface Thread {
  caller: string;
  known: Caller;
  /** Newest first. */
  seen: InboxRecord[];
  /** The same, those that the person does not see included. */
  records: InboxRecord[];
}

/**
 * The caller at that address, or 404 for what does not exist, is another tenant's, or is not for this person.
 * @param orClaimed also what only somebody else's claim hides from them: who was late may learn by whom
 */
export async function threadAt(
  ctx: Ctx,
  place: Place,
  viewer: Viewer,
  key: string,
  orClaimed = false,
): Promise<Thread> {
  const caller = callerAt(key);
  if (!caller) throw notFound('conversation');
  const records = await recordsOf(ctx, place, { callers: [caller], limit: JUDGED });
  const known = (await callersOf(ctx, place, [caller], contactIdsOf(records))).get(caller);
  const seen = known ? seenOf(viewer, records, known) : [];
  if (!known) throw notFound('conversation');
  const before = seen.length || !orClaimed ? seen : seenOf(viewer, records, { ...known, claim: null });
  if (!before.length) throw notFound('conversation');
  return { caller, known, seen, records };
}

/** One conversation, a page of records at a time, each page oldest first; `next` leads to what is older. */
export async function readThread(ctx: Ctx, place: Place, viewer: Viewer, key: string, cursor: string | undefined) {
  const thread = await threadAt(ctx, place, viewer, key);
  const { caller, known, seen } = thread;
  const [newest] = seen;
  if (!newest) throw notFound('conversation');
  const page = cursor
    ? await recordsOf(ctx, place, { callers: [caller], before: markOf(cursor), limit: PAGE })
    : thread.records.slice(0, PAGE);
  const last = page.at(-1);
  const [marks, optedOut, records] = await Promise.all([
    marksOf(ctx, place, [newest]),
    hasOptedOut(ctx, place, caller),
    Promise.all(
      seenOf(viewer, page, known)
        .reverse()
        .map(record => withMedia(ctx, record)),
    ),
  ]);
  return {
    ...itemOf(viewer, caller, known, newest, seen, marks.get(newest.assignmentId ?? '')?.source ?? null),
    records,
    next: last && page.length === PAGE ? `${last.at}-${last.id}` : null,
    optedOut,
  };
}

async function withMedia(ctx: Ctx, record: InboxRecord) {
  const links = record.media.map((_, index) => linkTo(ctx, { kind: 'media', id: record.id, index }));
  return recordView(
    record,
    (await Promise.all(links)).map(link => link.url),
  );
}

/** How the inbox sees a signed-in person. */
export function viewerOf({ userId, role }: Person): Viewer {
  return { userId, isAdmin: role === 'owner' || role === 'admin' };
}
