import { useRef, useState } from 'preact/hooks';
import { asProblem, type Problem } from './api.ts';
import { changed } from './live.ts';

export interface Action<A extends unknown[], T> {
  /** Resolves with the result, or undefined when it was refused (see `problem`). A second call while busy does nothing. */
  run: (...args: A) => Promise<T | undefined>;
  busy: boolean;
  /** For a moment after it worked: the quiet *Saved*. */
  done: boolean;
  /** The refusal, to be shown in place. */
  problem: Problem | undefined;
  clear: () => void;
}

/** An act of the person: busy while it runs, its refusal kept for showing in place, every list refetched after it. */
export function useAction<A extends unknown[], T>(
  act: (...args: A) => Promise<T>,
  onDone?: (result: T) => void,
): Action<A, T> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const [done, setDone] = useState(false);
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef(false);
  const run = async (...args: A): Promise<T | undefined> => {
    if (running.current) return undefined;
    running.current = true;
    setBusy(true);
    setProblem(undefined);
    setDone(false);
    clearTimeout(resting.current);
    try {
      const result = await act(...args);
      setDone(true);
      resting.current = setTimeout(() => setDone(false), 3_000);
      onDone?.(result);
      return result;
    } catch (cause) {
      setProblem(asProblem(cause));
      return undefined;
    } finally {
      running.current = false;
      setBusy(false);
      // After a refusal too: what we show may be what was out of date.
      changed();
    }
  };
  return { run, busy, done, problem, clear: () => setProblem(undefined) };
}
