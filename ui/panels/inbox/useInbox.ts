import { useRef } from 'preact/hooks';
import { type Query, useQuery } from '../../query.ts';
import { type InboxPage, type InboxRecord, type Item, readInbox, readThread, type Thread, type View } from './calls.ts';

interface Paged<T> extends Query<T> {
  onMore: (() => void) | undefined;
  loadingMore: boolean;
}

/** Reads as many pages as are on screen, and one more on demand. */
function usePaged<P extends { next: string | null }, T>(
  key: string | null,
  readPage: (cursor: string | undefined) => Promise<P>,
  join: (pages: readonly [P, ...P[]]) => T,
): Paged<T> {
  const pages = useRef<{ key: string | null; wanted: number }>({ key, wanted: 1 });
  if (pages.current.key !== key) pages.current = { key, wanted: 1 };
  const query = useQuery(key, async () => {
    const read: [P, ...P[]] = [await readPage(undefined)];
    let next = read[0].next;
    while (next !== null && read.length < pages.current.wanted) {
      const page = await readPage(next);
      read.push(page);
      next = page.next;
    }
    return { whole: join(read), read: read.length, more: next !== null };
  });
  const more = () => {
    pages.current.wanted += 1;
    query.again();
  };
  return {
    ...query,
    data: query.data?.whole,
    onMore: query.data?.more ? more : undefined,
    loadingMore: query.refreshing && pages.current.wanted > (query.data?.read ?? 1),
  };
}

export interface Inbox extends Pick<InboxPage, 'counts' | 'taken'> {
  items: readonly Item[];
}

/** One of the lists, newest first. */
export function useInbox(view: View): Paged<Inbox> {
  return usePaged(
    `inbox ${view}`,
    cursor => readInbox(view, cursor),
    ([first, ...others]) => ({ ...first, items: once([first, ...others].flatMap(page => page.items)) }),
  );
}

/** A caller that something came from while we were reading may be on two pages. */
function once(items: readonly Item[]): Item[] {
  return [...new Map([...items].reverse().map(item => [item.key, item])).values()].reverse();
}

/** One conversation, oldest first; more leads further back. */
export function useThread(key: string): Paged<Thread> {
  return usePaged(
    `inbox thread ${key}`,
    cursor => readThread(key, cursor),
    pages => ({ ...pages[0], records: oldestFirst(pages) }),
  );
}

function oldestFirst(pages: readonly Thread[]): InboxRecord[] {
  return [...pages].reverse().flatMap(page => page.records);
}
