import { useLayoutEffect, useRef } from 'preact/hooks';
import type { View } from './calls.ts';
import { isNarrow, openAt } from './place.ts';

/** The way back from a conversation to where the list was left: its scroll place, and the focus on the item. */
export function useReturn(view: View, key: string | undefined) {
  const box = useRef<HTMLDivElement>(null);
  const scroller = () => box.current?.closest<HTMLElement>('.shell-main');
  const listAt = useRef(0);
  const was = useRef(key);

  useLayoutEffect(() => {
    const place = scroller();
    if (key !== undefined || !place) return;
    if (isNarrow() && was.current !== undefined) {
      place.scrollTop = listAt.current;
      box.current?.querySelector<HTMLElement>(`[data-key="${was.current}"]`)?.focus({ preventScroll: true });
    }
    was.current = undefined;
    const note = () => {
      listAt.current = place.scrollTop;
    };
    place.addEventListener('scroll', note, { passive: true });
    return () => place.removeEventListener('scroll', note);
  }, [key]);
  if (key !== undefined) was.current = key;

  return { box, leave: () => openAt(view) };
}
