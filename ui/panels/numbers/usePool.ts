import { useRef } from 'preact/hooks';
import { usePages } from '../../query.ts';
import { useSettled } from '../../settled.ts';
import { type PoolFilter, type PoolNumber, type PoolSorting, readPool } from './calls.ts';

/** Digits as stored numbers hold them: a trunk 0 that people type in front is none of them. */
const searched = (typed: string) => typed.replace(/\D/g, '').replace(/^0+/, '');

/** The pool under a filter, and how many numbers fit it in all. */
export function usePool(filter: PoolFilter, sorting: PoolSorting | undefined) {
  const typed = useSettled(filter.q);
  // Words without a digit would be read as "everything", which is not what was asked.
  const wordsOnly = typed.trim() !== '' && searched(typed) === '';
  const asked = { ...filter, q: searched(typed) };
  const key = `numbers ${JSON.stringify([asked, sorting])}`;
  const totals = useRef(new Map<string, { count: number; capped: boolean }>());
  const pages = usePages<PoolNumber>(key, async cursor => {
    const page = await readPool(asked, sorting, cursor);
    totals.current.set(key, { count: page.total, capped: page.totalCapped });
    return page;
  });
  const total = wordsOnly ? { count: 0, capped: false } : totals.current.get(key);
  return { ...pages, data: wordsOnly ? [] : pages.data, total, wordsOnly, asked };
}
