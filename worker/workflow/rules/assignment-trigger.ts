import type { State, Step } from '../../assignment/rules/state.ts';
import type { TriggerKey } from './trigger.ts';

/** W-1: what a step of an assignment sets off. However a number comes back to the pool, it was released. */
export function triggersOfStep(before: State, { act, next }: Step): TriggerKey[] {
  if (act === null || before.is === 'ended') return [];
  if (next.is === 'ended') return ['number_released'];
  const fired: TriggerKey[] = [];
  if (before.is === 'pending' && next.is !== 'pending') fired.push('number_activated');
  if (!owes(before) && owes(next)) fired.push('payment_failed');
  if (before.is !== 'suspended' && next.is === 'suspended') fired.push('number_suspended');
  return fired;
}

function owes({ is }: State): boolean {
  return is === 'past_due' || is === 'suspended';
}
