import { describe, expect, test } from 'vitest';
import type { State } from '../../../worker/assignment/rules/state.ts';
import { triggersOfStep } from '../../../worker/workflow/rules/assignment-trigger.ts';
import { nextTryAt, PATIENCE_MS } from '../../../worker/workflow/rules/backoff.ts';
import { branchOf } from '../../../worker/workflow/rules/branch.ts';
import { isTriggerAddress, targetOf } from '../../../worker/workflow/rules/target.ts';
import { triggerOfCall } from '../../../worker/workflow/rules/trigger.ts';

describe('W-3 a failed delivery', () => {
  test('is tried later and later for less than three days, then given up', () => {
    const waits: number[] = [];
    let now = 0;
    for (let attempts = 1; ; attempts += 1) {
      const next = nextTryAt(attempts, 0, now, 0);
      if (next === null) break;
      waits.push(next - now);
      now = next;
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBe(10_000);
    expect(now).toBeGreaterThan(PATIENCE_MS * 0.9);
    expect(now).toBeLessThanOrEqual(PATIENCE_MS);
  });

  test('leaves a receiver alone for as long as it asks, within the three days', () => {
    expect(nextTryAt(1, 0, 0, 0, 3_600_000)).toBe(3_600_000);
    expect(nextTryAt(1, 0, PATIENCE_MS - 1000, 0, 3_600_000)).toBeNull();
  });

  test('of a crowd is spread by chance', () => {
    expect(nextTryAt(2, 0, 0, 1)).toBe(66_000);
  });
});

describe('W-5 where a hook may send to', () => {
  test.each([
    'https://hooks.zapier.com/hooks/standard/1/2/',
    'https://ec2-54-12-3-4.compute-1.amazonaws.com/x',
    'https://hook.eu1.make.com:8443/abc?d=1',
  ])('%s may', url => {
    expect(targetOf(url, false)).toEqual({ ok: true, url });
  });

  test.each([
    'http://hooks.example.com/',
    'ftp://hooks.example.com/',
    'sip:a@voice.example.com',
    'wss://hooks.example.com/',
    'not an address',
    '',
    'https://user:pass@hooks.example.com/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://[::1]/',
    'https://[fe80::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[fd00::1]/',
    'https://10.0.0.5/',
    'https://169.254.169.254/latest/meta-data/',
    'https://localhost/',
    'https://localhost./',
    'https://printer.local/',
    'https://db.internal/',
    'https://intranet/',
    'https://127.0.0.1.nip.io/',
    'https://7f000001.nip.io/',
    'https://10-0-0-1.sslip.io/',
    'https://a.lvh.me/',
    'https://app-192-168-1-9.example.com/',
    'https://169.254.169.254.example.com/',
    `https://hooks.example.com/${'x'.repeat(500)}`,
  ])('%s may not', url => {
    expect(targetOf(url, false)).toMatchObject({ ok: false, message: expect.stringMatching(/^[A-Z].*\.$/) });
  });

  test('the local sandbox may send to loopback, and nowhere else inside', () => {
    expect(targetOf('http://127.0.0.1:9000/x', true)).toMatchObject({ ok: true });
    expect(targetOf('http://10.0.0.1:9000/x', true)).toMatchObject({ ok: false });
  });

  test.each([
    [true, 'https://services.leadconnectorhq.com/workflows-marketplace/triggers/execute/abc/def'],
    [false, 'https://services.leadconnectorhq.com.evil.example/workflows-marketplace/triggers/execute/a'],
    [false, 'https://services.leadconnectorhq.com/contacts/'],
    [false, 'http://services.leadconnectorhq.com/workflows-marketplace/triggers/execute/abc/def'],
    [false, 'https://a@services.leadconnectorhq.com/workflows-marketplace/triggers/execute/abc/def'],
    [false, 'https://services.leadconnectorhq.com/workflows-marketplace/triggers/execute/../../../contacts/'],
    [false, 'https://services.leadconnectorhq.com/workflows-marketplace/triggers/execute/..%2f..%2f..%2fcontacts/'],
    [false, 'nonsense'],
  ])('a trigger of HighLevel’s is set off there only (%s): %s', (expected, url) => {
    expect(isTriggerAddress(url, 'https://services.leadconnectorhq.com')).toBe(expected);
  });
});

describe('W-1 what a step of an assignment sets off', () => {
  const pending: State = { is: 'pending', sessionId: null, url: null, expiresAt: null, remindAt: null };
  const active: State = { is: 'active', subscriptionId: 's', paidThrough: 1 };
  const owing = { subscriptionId: 's', paidThrough: 1, endsAt: null, since: 1, reminders: 1 };
  const pastDue: State = { is: 'past_due', ...owing };
  const suspended: State = { is: 'suspended', suspendedAt: 2, ...owing };
  const ended: State = { is: 'ended', reason: 'unpaid', endedAt: 3, subscriptionId: 's' };
  test.each([
    ['activated', pending, active, ['number_activated']],
    ['renewed', active, { ...active, paidThrough: 2 }, []],
    ['past_due', active, pastDue, ['payment_failed']],
    ['payment_reminded', pastDue, { ...pastDue, reminders: 2 }, []],
    ['suspended', pastDue, suspended, ['number_suspended']],
    ['suspended', active, suspended, ['payment_failed', 'number_suspended']],
    ['restored', suspended, active, []],
    ['unpaid', suspended, ended, ['number_released']],
    ['expired', pending, ended, ['number_released']],
    [null, ended, ended, []],
  ] as const)('%s', (act, before, next, fired) => {
    expect(triggersOfStep(before, { ok: true, next, act, wants: [] })).toEqual(fired);
  });
});

test.each([
  ['answered', 'call_answered'],
  ['missed', 'call_missed'],
  ['abandoned', 'call_missed'],
  ['voicemail', undefined],
  ['not_in_service', undefined],
  ['in_progress', undefined],
])('W-1 a call that is %s at its end is %s', (status, trigger) => {
  expect(triggerOfCall(status)).toBe(trigger);
});

test('W-2 who would ring has a branch for every first step', () => {
  const ring = { kind: 'ring', userId: 'u', phone: '+1', seconds: 20, pressOne: false } as const;
  expect(branchOf(ring)).toBe('person');
  expect(branchOf({ kind: 'ring_group', members: [], seconds: 20, pressOne: true })).toBe('group');
  expect(branchOf({ kind: 'deliver', userIds: ['a', 'b'] })).toBe('group');
  expect(branchOf({ kind: 'sip', agentId: 'a', name: 'Ava', endpoint: 'sip:a@b.c', seconds: 25 })).toBe('agent');
  expect(branchOf({ kind: 'forward', to: '+1', seconds: 25 })).toBe('other_number');
  expect(branchOf({ kind: 'voicemail', of: 'sub_account' })).toBe('voicemail');
  expect(branchOf({ kind: 'say', what: 'nobody' })).toBe('nobody');
  expect(branchOf(undefined)).toBe('nobody');
});
