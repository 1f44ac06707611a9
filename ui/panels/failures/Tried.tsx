import { useEffect } from 'preact/hooks';
import { Notice } from '../../kit/index.ts';
import { changed } from '../../live.ts';
import { useQuery } from '../../query.ts';
import { t } from '../../text/index.ts';
import { type Failure, readFailure } from './calls.ts';

/** While it is under way, its end is asked for so often. */
const ASK_MS = 2_000;

/** What became of a retry. */
export function Tried({ failure }: { failure: Failure }) {
  const { what } = failure;
  const asked = useQuery(`failure ${failure.id}`, () => readFailure(failure.id));
  const words = t.failures;
  const state = asked.data?.state ?? 'trying';
  useEffect(() => {
    if (state === 'parked') changed();
    if (state !== 'trying') return;
    const timer = setInterval(asked.again, ASK_MS);
    return () => clearInterval(timer);
  }, [state]);
  return (
    <div class="failure-tried" data-testid={`tried-${failure.id}`} data-state={state}>
      {state === 'done' && <Notice tone="good">{words.worked(what)}</Notice>}
      {state === 'waiting' && (
        <Notice tone="wait">
          <strong>{words.failedAgainOf(what)}</strong>
          <p>{words.byItself}</p>
          <details class="failure-error">
            <summary>{words.error}</summary>
            {asked.data?.error}
          </details>
        </Notice>
      )}
      {(state === 'trying' || state === 'parked') && <Notice tone="info">{words.retrying(what)}</Notice>}
    </div>
  );
}
