import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Whether an element is at least so wide, px. */
export function useRoom<E extends HTMLElement>(wanted: number) {
  const place = useRef<E>(null);
  const [hasRoom, setRoom] = useState(true);
  useLayoutEffect(() => {
    const box = place.current;
    if (!box) return;
    const measure = () => setRoom(box.clientWidth >= wanted);
    measure();
    const seen = new ResizeObserver(measure);
    seen.observe(box);
    return () => seen.disconnect();
  }, [wanted]);
  return { place, hasRoom };
}
