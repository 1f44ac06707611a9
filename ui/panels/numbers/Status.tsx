import { GRACE_MS, SUSPENDED_MS } from '../../../worker/assignment/rules/dunning.ts';
import { dayText, Pill, Time, type Tone } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { PoolNumber, Status as StatusId } from './calls.ts';
import { costText, expiresText, nameText, priceText } from './words.ts';

const DAY = 86_400_000;

const tones: Record<StatusId, Tone> = {
  unassigned: 'free',
  pending: 'wait',
  active: 'good',
  ending: 'info',
  past_due: 'wait',
  suspended: 'bad',
};

/** Dot and word, and until when where time is running out. */
export function Status({ number }: { number: PoolNumber }) {
  const { status, expiresAt, endsAt } = number;
  return (
    <span class="numbers-status">
      <Pill tone={tones[status]} testid={`status-${number.id}`}>
        {t.numbers.status[status]}
      </Pill>
      {status === 'pending' && expiresAt !== null && <span class="secondary">{expiresText(expiresAt)}</span>}
      {status === 'past_due' && <span class="secondary">{t.numbers.pastDueHint}</span>}
      {status === 'suspended' && <span class="secondary">{t.numbers.suspendedHint}</span>}
      {status === 'ending' && endsAt !== null && (
        <span class="secondary">
          {t.numbers.until} <Time at={endsAt} as="day" />
        </span>
      )}
    </span>
  );
}

/** What the status means for the client and for callers, in sentences. */
export function stateText(number: PoolNumber): string {
  const { state } = t.numbers;
  const { status, expiresAt, endsAt } = number;
  const who = nameText(number.subAccount?.name);
  if (number.wiredAgent && status === 'unassigned') {
    return t.agents.pool.answers(nameText(number.wiredAgent.name), costText(number));
  }
  if (status === 'unassigned') return state.unassigned(costText(number));
  if (status === 'active') return priceText(number) ? state.active(who, priceText(number)) : state.included(who);
  if (status === 'ending') return state.ending(who, endsAt === null ? '' : dayText(endsAt));
  if (status === 'pending') {
    return expiresAt === null ? state.pending(who) : `${state.pending(who)} ${state.lapses(dayText(expiresAt))}`;
  }
  return status === 'past_due' ? state.past_due(who, GRACE_MS / DAY) : state.suspended(who, SUSPENDED_MS / DAY);
}
