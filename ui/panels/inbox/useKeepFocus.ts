import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** Somebody on an item that is taken away stays in its place: on the line that says so, else on the first item. */
export function useKeepFocus(box: { current: HTMLElement | null }): void {
  const on = useRef<string | undefined>(undefined);

  useEffect(() => {
    const note = () => {
      const now = document.activeElement;
      if (now !== document.body) on.current = box.current?.contains(now) ? keyOf(now) : undefined;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);

  useLayoutEffect(() => {
    if (on.current === undefined || document.activeElement !== document.body || !box.current?.offsetParent) return;
    const same = [...box.current.querySelectorAll<HTMLElement>('[data-key]')].find(one => keyOf(one) === on.current);
    (same ?? box.current.querySelector<HTMLElement>('a'))?.focus({ preventScroll: true });
  });
}

function keyOf(element: Element | null): string | undefined {
  return element?.closest<HTMLElement>('[data-key]')?.dataset.key;
}
