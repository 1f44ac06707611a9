import { useState } from 'preact/hooks';
import type { PoolFilter, PoolNumber } from './calls.ts';

/** All that match, shown or not. */
export interface All {
  filter: PoolFilter;
  filtered: boolean;
  /** As far as they are counted. */
  count: number;
  /** "4,213", "more than 10,000". */
  text: string;
}

/** Which numbers of the list are chosen: some of those shown, or all that match. Another filter chooses nothing. */
export function useChosen(rows: readonly PoolNumber[], filter: PoolFilter) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [allOf, setAllOf] = useState<string>();
  const asked = JSON.stringify(filter);
  const isAll = allOf === asked;
  // What a filter has taken from view is not acted on unseen.
  const numbers = isAll ? rows : rows.filter(row => ids.has(row.id));
  return {
    numbers,
    isAll,
    ids: new Set(numbers.map(row => row.id)) as ReadonlySet<string>,
    choose: (next: ReadonlySet<string>) => {
      setAllOf(undefined);
      setIds(next);
    },
    chooseAll: () => setAllOf(asked),
  };
}
