import { useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, type Problem } from '../../api.ts';
import { changed } from '../../live.ts';

const SAID_MS = 2_500;

export interface Saving<V> {
  /** True when it was saved. What is given while a save is under way is saved after it; only the newest counts. */
  run: (value: V) => Promise<boolean>;
  busy: boolean;
  /** Just saved: true for a moment. */
  saved: boolean;
  problem: Problem | undefined;
  clear: () => void;
}

/** A field that saves itself. */
export function useSaving<V>(save: (value: V) => Promise<unknown>): Saving<V> {
  const [state, setState] = useState<{ busy: boolean; saved: boolean; problem: Problem | undefined }>({
    busy: false,
    saved: false,
    problem: undefined,
  });
  const waiting = useRef<{ value: V } | null>(null);
  const running = useRef<Promise<boolean> | null>(null);

  useEffect(() => {
    if (!state.saved) return;
    const timer = setTimeout(() => setState(now => ({ ...now, saved: false })), SAID_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const drain = async (): Promise<boolean> => {
    setState({ busy: true, saved: false, problem: undefined });
    let problem: Problem | undefined;
    while (waiting.current) {
      const { value } = waiting.current;
      waiting.current = null;
      problem = await save(value).then(
        () => undefined,
        (cause: unknown) => asProblem(cause),
      );
    }
    running.current = null;
    setState({ busy: false, saved: !problem, problem });
    changed();
    return !problem;
  };

  const run = (value: V) => {
    waiting.current = { value };
    running.current ??= drain();
    return running.current;
  };
  return { ...state, run, clear: () => setState({ busy: false, saved: false, problem: undefined }) };
}
