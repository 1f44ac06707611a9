import { useEffect } from 'preact/hooks';

/**
 * Deliveries are no change of anybody's, so the server's version does not tell of them: they are looked at now and
 * then.
 */
const LOOK_MS = 5_000;

export function useTicking(again: () => void): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) again();
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, []);
}
