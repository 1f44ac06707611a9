import { isLive } from '../../assignment/rules/live.ts';
import type { NumberFacts } from './facts.ts';

/** whether a number serves anybody now; `why` is a sentence either way. A-3: the agency's own agent needs no assignment. */
export function inService(place: NumberFacts, now: number): { ok: boolean; why: string } {
  const { number, assignment, agent } = place;
  const no = (why: string) => ({ ok: false, why });
  if (!number) return no('The number is not one of ours.');
  if (!assignment) {
    if (number.wiredTo === 'agent' && agent && agent.subAccountId === null) {
      return { ok: true, why: 'The number is not assigned, but an agent of the agency answers it.' };
    }
    return no('The number is not assigned to anybody.');
  }
  if (assignment.state === 'pending') return no('The number is reserved, but its first payment is still awaited.');
  if (assignment.state === 'suspended') return no('The number is suspended because a payment failed.');
  if (!isLive(assignment, now)) return no('The assignment of the number has ended.');
  return { ok: true, why: 'The number is in service.' };
}
