import { useEffect, useRef, useState } from 'preact/hooks';
import type { Item, Taken, View } from './calls.ts';

/** How long a line stays that says who took a caller. */
const STAYS_MS = 20_000;

/** A caller that was in the list until somebody else claimed them. */
export interface Left {
  key: string;
  left: Item;
  by: string;
}

export type Line = Item | Left;

export const hasLeft = (line: Line): line is Left => 'left' in line;

/** The list with a line, where an item was, for each that somebody else took while we were looking (U-7). */
export function useLeaving(view: View, items: readonly Item[], taken: readonly Taken[]): readonly Line[] {
  const seen = useRef<{ view: View; items: Map<string, Item> }>({ view, items: new Map() });
  const gone = useRef(new Map<string, Left>());
  const [, redraw] = useState(0);
  if (seen.current.view !== view) {
    seen.current = { view, items: new Map() };
    gone.current.clear();
  }
  const here = new Map(items.map(item => [item.key, item]));
  for (const { key, by } of taken) {
    const left = seen.current.items.get(key);
    if (left && !here.has(key) && !gone.current.has(key)) gone.current.set(key, { key, left, by: by.name });
  }
  for (const item of items) {
    seen.current.items.set(item.key, item);
    gone.current.delete(item.key);
  }

  const keys = [...gone.current.keys()].join(' ');
  useEffect(() => {
    if (!keys) return;
    const timers = keys.split(' ').map(key =>
      setTimeout(() => {
        gone.current.delete(key);
        seen.current.items.delete(key);
        redraw(n => n + 1);
      }, STAYS_MS),
    );
    return () => timers.forEach(clearTimeout);
  }, [keys]);

  return [...items, ...gone.current.values()].sort((a, b) => at(b) - at(a));
}

const at = (line: Line) => (hasLeft(line) ? line.left.lastAt : line.lastAt);
