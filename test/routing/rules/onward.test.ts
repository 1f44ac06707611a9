import { describe, expect, test } from 'vitest';
import { decide } from '../../../worker/routing/rules/decide.ts';
import type { Facts, NumberFacts } from '../../../worker/routing/rules/facts.ts';
import { aRule, call, company, group, ids, kinds, number, people, subAccount } from './company-facts.ts';
import { CALLED, NOW, STRANGER, somebody, someFacts } from './facts.ts';

describe('R-13 our own numbers and calls that come back', () => {
  const OWN = ['+14155550121', '+14155550122', '+14155550123', '+14155550124'];
  const hop = (e164: string, forwardTo: string | null, over: Partial<NumberFacts> = {}): NumberFacts => ({
    number: { id: `num_${e164}`, agencyId: 'agy_1', e164, forwardTo, wiredTo: null },
    assignment: { id: `asg_${e164}`, state: 'active', endsAt: null },
    subAccount,
    directUser: null,
    ...over,
  });
  const to = (forwardTo: string, hops: NumberFacts[]) =>
    someFacts({ number: number && { ...number, forwardTo }, hops });

  test('R-13 one of our own is not dialled: its user rings instead', () => {
    const [first = ''] = OWN;
    const mine = hop(first, null, { directUser: somebody({ userId: 'usr_omar', name: 'Omar' }) });
    const facts = to(first, [{ ...mine, number: mine.number && { ...mine.number, wiredTo: 'user' } }]);
    expect(call(facts)).toMatchObject({
      outcome: 'forwarding',
      rule: 'R-7',
      steps: [{ kind: 'ring', userId: 'usr_omar', via: first }, { kind: 'say' }],
    });
  });

  test('R-13 a chain of three of our numbers is followed, a fourth is not', () => {
    const [a = '', b = '', c = '', d = ''] = OWN;
    const three = [hop(a, b), hop(b, c), hop(c, '+12125550199')];
    expect(kinds(to(a, three))).toEqual(['forward', 'say']);
    const four = [hop(a, b), hop(b, c), hop(c, d), hop(d, '+12125550199')];
    expect(kinds(to(a, four))).toEqual(['say']);
    expect(
      call(to(a, four))
        .trace.map(line => line.why)
        .join(' '),
    ).toContain('goes no further');
  });

  test.each([
    ['back to the called number', CALLED],
    ['to itself', OWN[0] ?? ''],
  ])('R-13 a circle %s ends in R-8', (_, back) => {
    const [a = ''] = OWN;
    expect(kinds(to(a, [hop(a, back)]))).toEqual(['say']);
  });

  test('T-1 R-16 a text that another sub-account’s number would get stays in the inbox of the number it came to', () => {
    const [a = ''] = OWN;
    const theirs = subAccount && { ...subAccount, id: 'sub_other' };
    const mine = (home: typeof subAccount) => {
      const found = hop(a, '+12125550199', { directUser: somebody({ userId: 'usr_omar' }), subAccount: home });
      return to(a, [{ ...found, number: found.number && { ...found.number, wiredTo: 'user' } }]);
    };
    const text = (facts: Facts) => decide({ kind: 'text', from: STRANGER, to: CALLED }, facts, NOW).steps;
    expect(text(mine(theirs))).toEqual([{ kind: 'sub_account_inbox' }]);
    expect(text(mine(subAccount))).toEqual([{ kind: 'deliver', userIds: ['usr_omar'] }]);
    expect(call(mine(theirs)).steps[0]).toMatchObject({ kind: 'ring', userId: 'usr_omar' });
  });

  test('R-13 a user whose phone is the very number that forwarding led to is not rung there again', () => {
    const [a = ''] = OWN;
    const omar = somebody({ userId: 'usr_omar', name: 'Omar', phone: a });
    const theirs = hop(a, null, { directUser: omar });
    const facts = to(a, [{ ...theirs, number: theirs.number && { ...theirs.number, wiredTo: 'user' } }]);
    expect(kinds(facts)).toEqual(['say']);
    const group = hop(a, null, {
      rules: [aRule({ action: { kind: 'ring_group', userIds: ['usr_omar'], seconds: 20 } })],
    });
    const company = {
      ...group,
      people: [omar],
      number: group.number && { ...group.number, wiredTo: 'company' as const },
    };
    expect(kinds(to(a, [company]))).toEqual(['say']);
  });

  test('R-1 one of our own that is out of service reaches nobody', () => {
    const [a = ''] = OWN;
    const ended = hop(a, '+12125550199', { assignment: { id: 'x', state: 'suspended', endsAt: null } });
    expect(kinds(to(a, [ended]))).toEqual(['say']);
  });

  test('R-13 a rule’s other number that is ours follows that number’s rules', () => {
    const [a = ''] = OWN;
    const rules = [aRule({ action: { kind: 'number', e164: a } })];
    expect(call(company({ rules, hops: [hop(a, '+12125550199')] })).steps[0]).toMatchObject({ kind: 'forward' });
  });

  test('R-13 a call that comes back from the number we are dialling for its caller rings nobody again', () => {
    const home = subAccount && { ...subAccount, forwardTo: '+12125550199', voicemail: true };
    const decision = call(company({ dialling: '+12125550199', subAccount: home }));
    expect(decision).toMatchObject({ outcome: 'voicemail', rule: 'R-13', steps: [{ kind: 'voicemail' }] });
  });

  test('R-7 a number that a rule has rung is not rung again by forwarding', () => {
    const rules = [aRule({ action: { kind: 'number', e164: '+12125550199' } })];
    const home = subAccount && { ...subAccount, forwardTo: '+12125550199' };
    expect(kinds(company({ rules, subAccount: home }))).toEqual(['number', 'say']);
  });
});

describe('R-14 at dialling', () => {
  const allowedCountries = ['US'];
  test.each([
    ['emergency', '+1911'],
    ['a country that is not allowed', '+442079460958'],
    ['premium', '+19005550100'],
    ['satellite', '+881612345678'],
  ])('R-14 %s is never dialled, whoever stored it', (_, e164) => {
    const home = subAccount && { ...subAccount, forwardTo: e164 };
    expect(kinds(someFacts({ subAccount: home, allowedCountries }))).toEqual(['say']);
    const rules = [aRule({ action: { kind: 'number', e164 } })];
    expect(kinds(company({ rules, allowedCountries }))).toEqual(['say']);
    const abroad = people.map(person => ({ ...person, phone: e164 }));
    expect(kinds(company({ people: abroad, allowedCountries }))).toEqual(['say']);
    expect(kinds(company({ people: abroad, rules: [group(ids)], allowedCountries }))).toEqual(['say']);
  });
});
