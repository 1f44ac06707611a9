import { useEffect, useState } from 'preact/hooks';
import { asProblem, type Problem } from '../../../api.ts';
import { useSettled } from '../../../settled.ts';
import { type Offers, offerQuery, searchOffers, type Wanted } from './calls.ts';

export interface Search {
  found: Offers | undefined;
  searching: boolean;
  problem: Problem | undefined;
  /** One digit finds nearly everything; the carrier wants two. */
  tooShort: boolean;
  again: () => void;
}

/**
 * Searches the carrier when the person pauses. Not a live query: offers that shuffled under the pointer whenever anything
 * changed in the agency would be bought by mistake.
 * @param find where to look: at what the agency pays, or at what a client would pay
 */
export function useOffers(wanted: Wanted, find = searchOffers): Search {
  const [state, setState] = useState<Pick<Search, 'found' | 'problem' | 'searching'>>({
    found: undefined,
    problem: undefined,
    searching: true,
  });
  const [round, setRound] = useState(0);
  const tooShort = wanted.digits.replace(/\D/g, '').length === 1;
  const key = JSON.stringify(offerQuery(wanted));
  const settled = useSettled(tooShort ? '' : key, 350);

  useEffect(() => {
    if (settled === '') return;
    const abort = new AbortController();
    setState(now => ({ ...now, searching: true, problem: undefined }));
    find(wanted, abort.signal).then(
      found => setState({ found, problem: undefined, searching: false }),
      (cause: unknown) => {
        if (!abort.signal.aborted) setState({ found: undefined, problem: asProblem(cause), searching: false });
      },
    );
    return () => abort.abort();
  }, [settled, round]);

  const searching = state.searching || (!tooShort && settled !== key);
  return { ...state, searching, tooShort, again: () => setRound(n => n + 1) };
}
