import { useRef, useState } from 'preact/hooks';
import { type Page, usePages } from '../../query.ts';
import { useSettled } from '../../settled.ts';

/** Digits as stored numbers hold them: a trunk 0 that people type in front is none of them. */
const searched = (typed: string) => typed.replace(/\D/g, '').replace(/^0+/, '');

/** A list of numbers under a search by any digits, by page, and how many fit it in all. */
export function useSearch<R>(
  name: string,
  read: (q: string, cursor: string | undefined) => Promise<Page<R> & { total: number }>,
) {
  const [typed, setTyped] = useState('');
  const settled = useSettled(typed);
  const q = searched(settled);
  // Words without a digit would be read as "everything", which is not what was asked.
  const wordsOnly = settled.trim() !== '' && q === '';
  const key = `${name} ${q}`;
  const totals = useRef(new Map<string, number>());
  const pages = usePages<R>(key, async cursor => {
    const page = await read(q, cursor);
    totals.current.set(key, page.total);
    return page;
  });
  const total = wordsOnly ? 0 : totals.current.get(key);
  return {
    ...{ ...pages, typed, setTyped, wordsOnly, total, searching: settled.trim() !== '' },
    q,
    rows: wordsOnly ? [] : (pages.data ?? []),
    onMore: wordsOnly ? undefined : pages.onMore,
  };
}

export type Search = ReturnType<typeof useSearch<unknown>>;
