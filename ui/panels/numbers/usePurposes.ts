import { useRef, useState } from 'preact/hooks';
import { type PoolFilter, type Purpose, setPurposes } from './calls.ts';

/** What came of it so far. */
export interface PurposesSaid {
  changed: number;
  same: number;
  /** Ids of numbers that have left the pool. */
  rejected: readonly string[];
}

const NOTHING: PurposesSaid = { changed: 0, same: 0, rejected: [] };

/** The server takes so many named ones at a time. */
const MOST = 500;

interface Run {
  purpose: Purpose | null;
  requestId: string;
  /** Parts that are done, and where the next one begins. */
  parts: number;
  cursor: string | undefined;
  said: PurposesSaid;
}

/**
 * Sets what many numbers call for, part after part (N-7). A part whose answer was lost is asked for again under its own
 * request id, which repeats nothing, and the parts before it are not asked for again.
 */
export function usePurposes(of: PoolFilter | readonly string[]) {
  const open = useRef<Run>(undefined);
  const [done, setDone] = useState(0);
  const run = async (purpose: Purpose | null): Promise<PurposesSaid> => {
    if (!open.current || open.current.purpose !== purpose) open.current = begun(purpose);
    const current = open.current;
    for (;;) {
      const { parts, cursor, said } = current;
      const ids = 'length' in of ? of.slice(parts * MOST, (parts + 1) * MOST) : undefined;
      const requestId = `${current.requestId}-${parts}`;
      const part = await setPurposes({ requestId, purpose, of: ids ?? (of as PoolFilter), cursor });
      current.parts += 1;
      current.cursor = part.next ?? undefined;
      current.said = {
        changed: said.changed + part.changed,
        same: said.same + part.same,
        rejected: [...said.rejected, ...part.rejected],
      };
      setDone(current.said.changed + current.said.same + current.said.rejected.length);
      const isOver = 'length' in of ? current.parts * MOST >= of.length : part.next === null;
      if (!isOver) continue;
      open.current = undefined;
      return current.said;
    }
  };
  return { run, done };
}

const begun = (purpose: Purpose | null): Run => ({
  ...{ purpose, requestId: crypto.randomUUID(), parts: 0 },
  ...{ cursor: undefined, said: NOTHING },
});
