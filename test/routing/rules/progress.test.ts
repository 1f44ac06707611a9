import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CallStatus, isAnswered, isOver, replacedBy, statusAt } from '../../../worker/routing/rules/progress.ts';

test.each([
  ['completed', 'true', false, true],
  ['answered', 'true', false, true],
  ['completed', 'false', true, false],
  ['completed', undefined, true, true],
  ['completed', undefined, false, false],
  ['no-answer', 'true', true, false],
  ['busy', undefined, false, false],
  [undefined, undefined, true, false],
])('R-10 a Dial that is %s, bridged %s, noted %s: a person took it: %s', (status, bridged, wasAnswered, expected) => {
  expect(isAnswered({ status, bridged, wasAnswered })).toBe(expected);
});

test('R-8 a call whose last step begins was missed, unless its number is not in service', () => {
  expect(statusAt({ kind: 'ring', userId: 'u', phone: '+1', seconds: 5, pressOne: false })).toBe('in_progress');
  expect(statusAt({ kind: 'forward', to: '+1', seconds: 25 })).toBe('in_progress');
  expect(statusAt({ kind: 'voicemail', of: 'sub_account' })).toBe('missed');
  expect(statusAt({ kind: 'say', what: 'nobody' })).toBe('missed');
  expect(statusAt({ kind: 'say', what: 'not_in_service' })).toBe('not_in_service');
});

test('X-1 a status never goes back, so the order of news does not matter', () => {
  const statuses = fc.constantFrom<CallStatus>('in_progress', 'abandoned', 'missed', 'voicemail', 'answered');
  const take = (known: CallStatus, told: CallStatus) => (replacedBy(told).includes(known) ? told : known);
  fc.assert(
    fc.property(fc.array(statuses), news => {
      expect(news.reduce(take, 'in_progress')).toBe([...news].reverse().reduce(take, 'in_progress'));
    }),
  );
});

test('R-10 only final statuses end a leg', () => {
  expect(['completed', 'busy', 'no-answer', 'failed', 'canceled'].every(isOver)).toBe(true);
  expect(['queued', 'ringing', 'in-progress', '', undefined].some(isOver)).toBe(false);
});
