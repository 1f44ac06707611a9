import { expect, test } from 'vitest';
import { callerAt, callerOf, keyOf } from '../../../worker/inbox/rules/caller.ts';

const call = { id: 'cal_1', kind: 'call' as const, direction: 'in' as const, from: '+13125550177', to: '+14155550100' };

test.each([
  ['an incoming call: who called', call, '+13125550177', 'n-13125550177'],
  ['an outgoing one: who was called', { ...call, direction: 'out' as const }, '+14155550100', 'n-14155550100'],
  ['a withheld number: the record itself', { ...call, from: 'anonymous' }, 'call:cal_1', 'c-cal_1'],
  ['a made-up number: the record itself', { ...call, from: '+1000' }, 'call:cal_1', 'c-cal_1'],
  ['a text from a name', { ...call, id: 'msg_1', kind: 'text' as const, from: 'BANK' }, 'message:msg_1', 'c-msg_1'],
])('U-8 a thread is about %s', (_what, record, caller, key) => {
  expect(callerOf(record)).toBe(caller);
  expect(keyOf(caller)).toBe(key);
  expect(callerAt(key)).toBe(caller);
});

test.each(['', 'n-', 'n-abc', '+13125550177', 'c-usr_1', "n-1' or 1=1"])('X-6 %j is the address of no thread', key => {
  expect(callerAt(key)).toBeUndefined();
});
