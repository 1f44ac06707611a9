import { useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, type Problem } from './api.ts';
import { changes } from './live.ts';

export interface Query<T> {
  data: T | undefined;
  /** No data yet: draw the skeleton. */
  loading: boolean;
  /** Data is shown and being fetched again. */
  refreshing: boolean;
  /** The last fetch failed; older data may still be there. */
  problem: Problem | undefined;
  again: () => void;
}

/** What was read last, by key: shown at once when a panel is opened again, then refreshed. */
const remembered = new Map<string, unknown>();
const REMEMBER = 100;

function remember(key: string, data: unknown): void {
  remembered.delete(key);
  remembered.set(key, data);
  const oldest = remembered.keys().next();
  if (remembered.size > REMEMBER && !oldest.done) remembered.delete(oldest.value);
}

/**
 * Reads something and keeps it fresh: refetches when the key or the server's version changes, keeps showing what it has
 * meanwhile. `key` null waits. With `keep`, the data of the previous key stays until the new one is there (filters);
 * without it, another key never shows the former one's data.
 */
export function useQuery<T>(
  key: string | null,
  fetcher: (signal: AbortSignal) => Promise<T>,
  options: { keep?: boolean } = {},
): Query<T> {
  const [, redraw] = useState(0);
  const [round, setRound] = useState(0);
  const state = useRef<{ key: string | null; data: T | undefined; problem: Problem | undefined; busy: boolean }>({
    key: null,
    data: undefined,
    problem: undefined,
    busy: false,
  });
  const latest = useRef(fetcher);
  latest.current = fetcher;
  const version = changes.value;

  const now = state.current;
  if (now.key !== key) {
    const known = key === null ? undefined : (remembered.get(key) as T | undefined);
    now.key = key;
    now.data = known ?? (options.keep ? now.data : undefined);
    now.problem = undefined;
  }
  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    const settle = (change: Partial<typeof now>) => {
      if (abort.signal.aborted) return;
      Object.assign(state.current, change, { busy: false });
      redraw(n => n + 1);
    };
    state.current.busy = true;
    redraw(n => n + 1);
    latest.current(abort.signal).then(
      data => {
        remember(key, data);
        settle({ data, problem: undefined });
      },
      (cause: unknown) => settle({ problem: asProblem(cause) }),
    );
    return () => abort.abort();
  }, [key, version, round]);

  return {
    data: now.data,
    loading: now.data === undefined && now.problem === undefined,
    refreshing: now.busy && now.data !== undefined,
    problem: now.problem,
    again: () => setRound(n => n + 1),
  };
}

/** One page of a keyset-paged list. */
export interface Page<R> {
  items: R[];
  next?: string | null | undefined;
}

/** A keyset-paged list as one growing list; a refetch reads again as many pages as are on screen. Keys of its own. */
export function usePages<R>(
  key: string | null,
  fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<R>>,
): Query<R[]> & { onMore: (() => void) | undefined; loadingMore: boolean } {
  const pages = useRef<{ key: string | null; wanted: number }>({ key, wanted: 1 });
  if (pages.current.key !== key) pages.current = { key, wanted: 1 };
  const query = useQuery(
    key,
    async signal => {
      const items: R[] = [];
      let cursor: string | undefined;
      let read = 0;
      do {
        const page = await fetchPage(cursor, signal);
        items.push(...page.items);
        cursor = page.next ?? undefined;
        read += 1;
      } while (cursor !== undefined && read < pages.current.wanted);
      return { items, read, more: cursor !== undefined };
    },
    { keep: true },
  );
  const loadingMore = query.refreshing && pages.current.wanted > (query.data?.read ?? 1);
  const more = () => {
    pages.current.wanted += 1;
    query.again();
  };
  return { ...query, data: query.data?.items, onMore: query.data?.more ? more : undefined, loadingMore };
}
