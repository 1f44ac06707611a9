import type { Tone } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { Agent, State } from './calls.ts';

const TONES: Record<State, Tone> = {
  ready: 'good',
  unproven: 'info',
  unchecked: 'wait',
  failed: 'bad',
  no_endpoint: 'wait',
};

/** Its state as dot and word (L-3). */
export const toneOf = ({ state }: { state: State }): Tone => TONES[state];

/** What came of trying it, in a sentence; else what its state means. */
export function stateText({ state, check }: Pick<Agent, 'state' | 'check'>): string {
  const words = t.agents.check;
  if (state === 'unproven') return words.what.sip?.('') ?? '';
  const found = check && words.what[check.code]?.(check.what ?? '');
  if (state === 'failed') return [found, words.failed].filter(Boolean).join(' ');
  return found ?? words[state];
}

/** A name inside a sentence, kept apart so that a right-to-left name does not turn the words around it. */
export const nameText = (name: string) => `\u2068${name}\u2069`;
