import { go, route } from '../../route.ts';
import type { View } from './calls.ts';

const VIEWS: readonly string[] = ['unknown', 'mine', 'all'] satisfies View[];

const isView = (part: string | undefined): part is View => part !== undefined && VIEWS.includes(part);

/** Where in the inbox the person is: `#/inbox/mine/n-14155550100`; a link may leave the view out. */
export function placeIn(path: readonly string[]): { view: View; key: string | undefined } {
  const [first, second] = path;
  if (isView(first)) return { view: first, key: second };
  return { view: 'unknown', key: first };
}

export const place = () => placeIn(route.value.path);

export function openAt(view: View, key?: string): void {
  if (key === undefined) go('inbox', view);
  else go('inbox', view, key);
}

/** Below this width list and conversation take turns. */
export const isNarrow = () => matchMedia('(max-width: 899px)').matches;
