import { useEffect, useState } from 'preact/hooks';

/** The value once it has stopped changing for a moment: a search asks when the person pauses, not at every key. */
export function useSettled<T>(value: T, ms = 200): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(() => value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
