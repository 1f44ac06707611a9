import { useRef } from 'preact/hooks';
import { type BulkBody, commitBulk, type Outcome } from '../calls.ts';

export type List = Omit<BulkBody, 'requestId'>;

/** Commits a list. One whose answer was lost is sent again under the same request id, which repeats nothing (N-8). */
export function useCommit(): (list: List) => Promise<Outcome> {
  const open = useRef<{ list: string; requestId: string }>(undefined);
  return async list => {
    const asked = JSON.stringify(list);
    if (open.current?.list !== asked) open.current = { list: asked, requestId: crypto.randomUUID() };
    const outcome = await commitBulk({ ...list, requestId: open.current.requestId });
    open.current = undefined;
    return outcome;
  };
}
