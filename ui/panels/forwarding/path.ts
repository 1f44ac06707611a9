import { numberText } from '../../kit/Number.tsx';
import { t } from '../../text/index.ts';
import type { Forwarded } from './calls.ts';

/** Whether calls to it are routed at all. */
export const isRouted = (state: string) => state === 'active' || state === 'ending' || state === 'past_due';

/**
 * What happens to a call, step by step in words; `to` is where it forwards to, its own number or the default.
 */
export function pathOf(number: Pick<Forwarded, 'state' | 'wiredTo' | 'wiredUser'>, to: string | null): string[] {
  const words = t.forwarding.path;
  if (number.state === 'pending') return [words.pending];
  if (!isRouted(number.state)) return [words.stopped];
  return [
    number.wiredUser
      ? words.ringsUser(number.wiredUser.name)
      : number.wiredTo === 'company'
        ? words.ringsAll
        : words.ringsOwner,
    ...(to ? [words.forwards(numberText(to))] : []),
    words.spoken,
  ];
}
