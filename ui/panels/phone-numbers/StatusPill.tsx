import { dayText, Pill, type Tone } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { Held } from './calls.ts';

const TONES: Record<Held['state'], Tone> = {
  pending: 'wait',
  active: 'good',
  ending: 'info',
  past_due: 'bad',
  suspended: 'bad',
  ended: 'free',
};

/** Where a number stands, as its sub-account says it. */
export function StatusPill({ state, endsAt, paidThrough }: Pick<Held, 'state' | 'endsAt' | 'paidThrough'>) {
  const words = t.phoneNumbers.state;
  const until = endsAt ?? paidThrough;
  const word = state === 'ending' ? (until === null ? words.active : words.ending(dayText(until))) : words[state];
  return (
    <Pill tone={TONES[state]} testid={`state-${state}`}>
      {word}
    </Pill>
  );
}
