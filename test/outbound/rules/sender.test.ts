import { describe, expect, test } from 'vitest';
import {
  automaticSender,
  mayUse,
  offered,
  type SenderNumber,
  type SenderPerson,
  usable,
} from '../../../worker/outbound/rules/sender.ts';

const NOW = 1_000_000;
const base: SenderNumber = {
  numberId: 'direct',
  e164: '+12122000001',
  assignment: { state: 'active', endsAt: null },
  voice: true,
  sms: true,
  callPurpose: null,
  wiredTo: 'user',
  wiredUserId: 'rosa',
  limitedTo: null,
};
const company = (numberId: string, over: Partial<SenderNumber> = {}): SenderNumber => ({
  ...base,
  numberId,
  wiredTo: 'company',
  wiredUserId: null,
  ...over,
});
const rosa: SenderPerson = { userId: 'rosa', senderNumberId: null, companyNumberId: null };
const ids = (numbers: SenderNumber[]) => numbers.map(number => number.numberId);

describe('whether a number may be used', () => {
  test.each([
    ['O-1 a number in service', {}, 'text', undefined],
    ['N-7 do not originate', { callPurpose: 'do_not_originate' }, 'text', 'do_not_originate'],
    ['N-7 do not originate as caller id', { callPurpose: 'do_not_originate' }, 'call', 'do_not_originate'],
    ['O-2 without SMS', { sms: false }, 'text', 'no_sms'],
    ['O-3 without SMS it still calls', { sms: false }, 'call', undefined],
    ['O-3 without voice', { voice: false }, 'call', 'no_voice'],
    ['A-6 pending', { assignment: { state: 'pending', endsAt: null } }, 'text', 'not_active'],
    ['A-12 suspended', { assignment: { state: 'suspended', endsAt: null } }, 'text', 'not_active'],
    ['A-12 past due, in grace', { assignment: { state: 'past_due', endsAt: null } }, 'text', undefined],
    ['A-8 released, until its end', { assignment: { state: 'ending', endsAt: NOW + 1 } }, 'text', undefined],
    ['R-1 past its end, before cron ran', { assignment: { state: 'ending', endsAt: NOW } }, 'text', 'not_active'],
  ] as const)('%s', (_name, over, use, code) => {
    const state = usable({ ...base, ...over }, use, NOW);
    expect(state.ok ? undefined : state.code).toBe(code);
  });
});

describe('O-1 whose number it is', () => {
  test('O-1 the direct number is its user’s alone', () => {
    expect(mayUse(base, rosa)).toBe(true);
    expect(mayUse(base, { ...rosa, userId: 'omar' })).toBe(false);
  });
  test('L-2 a company number is open to all users', () => {
    expect(mayUse(company('c'), { ...rosa, userId: 'omar' })).toBe(true);
  });
  test('L-5 a limited one is open to the chosen users only', () => {
    expect(mayUse(company('c', { limitedTo: ['omar'] }), rosa)).toBe(false);
    expect(mayUse(company('c', { limitedTo: ['rosa'] }), rosa)).toBe(true);
    expect(mayUse(company('c', { limitedTo: [] }), rosa)).toBe(false);
  });
  test('L-1 a number of an agent, or wired to nothing, is nobody’s sender', () => {
    expect(mayUse({ ...base, wiredTo: 'agent' }, rosa)).toBe(false);
    expect(mayUse({ ...base, wiredTo: null }, rosa)).toBe(false);
  });
  test('O-1 offered are the direct number first, then the associated company number only', () => {
    const numbers = [company('c1'), company('c2'), base];
    expect(ids(offered(numbers, { ...rosa, companyNumberId: 'c2' }))).toEqual(['direct', 'c2']);
    expect(ids(offered(numbers, rosa))).toEqual(['direct', 'c1', 'c2']);
    expect(ids(offered(numbers, { ...rosa, userId: 'omar' }))).toEqual(['c1', 'c2']);
  });
});

describe('O-2 who an automatic text comes from', () => {
  const from = (numbers: SenderNumber[], owner: SenderPerson | null) => {
    const chosen = automaticSender(numbers, owner, NOW);
    return chosen.ok ? chosen.number.numberId : chosen.code;
  };
  const mute = { sms: false };
  test.each<[string, SenderNumber[], SenderPerson | null, string]>([
    ['the Sender ID to display', [base, company('c')], { ...rosa, senderNumberId: 'c' }, 'c'],
    ['else the direct number', [company('c'), base], rosa, 'direct'],
    ['not a Sender ID that cannot send', [base, company('c', mute)], { ...rosa, senderNumberId: 'c' }, 'direct'],
    [
      'not a Sender ID of somebody else',
      [{ ...base, numberId: 'x', wiredUserId: 'omar' }, base],
      { ...rosa, senderNumberId: 'x' },
      'direct',
    ],
    ['the company number when the direct one cannot send', [{ ...base, ...mute }, company('c')], rosa, 'c'],
    [
      'the associated company number before others',
      [company('c1'), company('c2')],
      { ...rosa, companyNumberId: 'c2' },
      'c2',
    ],
    [
      'another open one when the associated one cannot send',
      [company('c1'), company('c2', mute)],
      { ...rosa, companyNumberId: 'c2' },
      'c1',
    ],
    ['nobody’s when the owner has none', [{ ...base, wiredUserId: 'omar' }], rosa, 'no_sender'],
    ['the next where one is marked', [{ ...base, callPurpose: 'do_not_originate' }, company('c')], rosa, 'c'],
    ['no owner: the company number', [base, company('c')], null, 'c'],
    ['no owner and no company number: refused', [base], null, 'no_sender'],
  ])('O-2 %s', (_name, numbers, owner, expected) => {
    expect(from(numbers, owner)).toBe(expected);
  });
  test('N-7 where only the mark stands in the way, it is the reason', () => {
    const marked = [company('m', mute), company('c', { callPurpose: 'do_not_originate' })];
    expect(from(marked, null)).toBe('sender_do_not_originate');
    expect(from([{ ...base, callPurpose: 'do_not_originate' }], rosa)).toBe('sender_do_not_originate');
    expect(from([{ ...base, ...mute }], rosa)).toBe('no_sender');
  });
  test('O-2 a refusal says where to mend it', () => {
    expect(automaticSender([], null, NOW)).toMatchObject({ ok: false, why: expect.stringContaining('Company number') });
    expect(automaticSender([], rosa, NOW)).toMatchObject({ ok: false, why: expect.stringContaining('My Staff') });
  });
});
