import { useEffect, useRef } from 'preact/hooks';
import { minute } from './clock.ts';

/** Reads again as time passes, for what depends on the hour: who would ring now. */
export function useMinutely(again: () => void): void {
  const beat = minute.value;
  const first = useRef(beat);
  useEffect(() => {
    if (beat !== first.current) again();
  }, [beat]);
}
