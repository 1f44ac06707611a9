import { describe, expect, test } from 'vitest';
import { decide } from '../../../worker/routing/rules/decide.ts';
import { aRule, call, company, group, ids, kinds, number, people, subAccount } from './company-facts.ts';
import { aContact, CALLED, NOW, owned, STRANGER, somebody } from './facts.ts';

describe('U-2, U-3 who gets an unknown caller', () => {
  test('U-2 until the default rule is set, the owner', () => {
    expect(call(company())).toMatchObject({
      outcome: 'rule',
      rule: 'R-6',
      ruleName: 'Default',
      selected: ['usr_rosa'],
      unknown: true,
      steps: [{ kind: 'ring', userId: 'usr_rosa' }, { kind: 'say' }],
    });
    expect(call(company({ rules: [] })).selected).toEqual(['usr_rosa']);
  });

  test('U-3 a custom rule whose hours hold goes before the default; off it does not', () => {
    // NOW is Tuesday, 12:00 in New York.
    const noon = aRule({
      id: 'rul_noon',
      name: 'Lunch',
      isDefault: false,
      action: { kind: 'user', userId: 'usr_omar' },
      hours: [{ days: [2], start: 720, end: 780 }],
    });
    expect(call(company({ rules: [noon, aRule()] }))).toMatchObject({ ruleId: 'rul_noon', selected: ['usr_omar'] });
    const off = { ...noon, enabled: false };
    expect(call(company({ rules: [off, aRule()] })).ruleId).toBe('rul_default');
    const later = { ...noon, hours: [{ days: [2], start: 721, end: 780 }] };
    expect(call(company({ rules: [later, aRule()] })).ruleId).toBe('rul_default');
  });

  test('U-2 another number rings for 25 seconds; nobody is selected', () => {
    const decision = call(company({ rules: [aRule({ action: { kind: 'number', e164: '+12125550142' } })] }));
    expect(decision).toMatchObject({ outcome: 'rule', selected: [] });
    expect(decision.steps[0]).toEqual({ kind: 'number', to: '+12125550142', seconds: 25 });
  });

  test('R-6 a contact with an owner is no unknown caller; one without goes through the rules and shows their name', () => {
    expect(call(company({ contacts: [owned('omar')] }))).toMatchObject({
      outcome: 'owner',
      unknown: false,
      ruleId: null,
    });
    expect(call(company({ contacts: [aContact()] }))).toMatchObject({
      outcome: 'rule',
      unknown: false,
      contact: { name: 'Lena Park' },
    });
  });

  test('R-6 on any other number there are no rules', () => {
    const plain = { ...company(), number };
    expect(call(plain)).toMatchObject({ outcome: 'nobody', ruleId: null, unknown: true });
  });
});

describe('R-11 ring groups', () => {
  test('R-11 all available users ring at once and press 1', () => {
    expect(call(company({ rules: [group(ids.slice(0, 3), 33)] })).steps[0]).toEqual({
      kind: 'ring_group',
      members: people.slice(0, 3).map(({ userId, phone }) => ({ userId, phone })),
      seconds: 33,
      pressOne: true,
    });
  });

  test('R-11 never more than five, whoever they are', () => {
    const [step] = call(company({ rules: [group(ids)] })).steps;
    expect(step?.kind === 'ring_group' && step.members).toHaveLength(5);
  });

  test('R-11 who cannot be rung is left out but stays selected', () => {
    const busy = people.map(person => (person.userId === 'usr_omar' ? { ...person, isOnCall: true } : person));
    const decision = call(company({ rules: [group(['usr_rosa', 'usr_omar'])], people: busy }));
    expect(decision.selected).toEqual(['usr_rosa', 'usr_omar']);
    const [step] = decision.steps;
    expect(step?.kind === 'ring_group' && step.members.map(member => member.userId)).toEqual(['usr_rosa']);
  });

  test('R-11 one phone is rung once, though two users have it', () => {
    const shared = people.map(person => ({ ...person, phone: '+12125550101' }));
    const [step] = call(company({ rules: [group(ids.slice(0, 2))], people: shared })).steps;
    expect(step?.kind === 'ring_group' && step.members).toHaveLength(1);
  });

  test('R-11 nobody available: forwarding, not anybody’s voicemail', () => {
    const away = people.map(person => ({ ...person, isApproved: false, voicemail: true }));
    const home = subAccount && { ...subAccount, forwardTo: '+12125550199' };
    const facts = company({ rules: [group(ids)], people: away, subAccount: home });
    expect(kinds(facts)).toEqual(['forward', 'say']);
    expect(call(facts)).toMatchObject({ outcome: 'forwarding', rule: 'R-7' });
  });

  test('R-11 press 1 is a user’s choice when rung alone', () => {
    const asks = people.map(person => ({ ...person, pressOne: true }));
    expect(call(company({ people: asks })).steps[0]).toMatchObject({ kind: 'ring', pressOne: true });
    expect(call(company()).steps[0]).toMatchObject({ kind: 'ring', pressOne: false });
  });
});

describe('R-12 overflow', () => {
  test('R-12 without a slot the call goes to forwarding, before any contact is looked at', () => {
    const decision = call(company({ slot: 'refused', contacts: [owned('omar')] }));
    expect(decision).toMatchObject({ overflow: true, selected: [], outcome: 'nobody', rule: 'R-8' });
    expect(decision.trace.map(line => line.rule)).toContain('R-12');
    expect(decision.trace.map(line => line.rule)).not.toContain('R-5');
  });

  test('U-7 of an unknown caller it still concerns whom the rule selects now, although it rings none of them', () => {
    const { selected } = call(company({ slot: 'held' }));
    expect(selected.length).toBeGreaterThan(0);
    const decision = call(company({ slot: 'refused' }));
    expect(decision).toMatchObject({ overflow: true, selected, notify: selected, ruleId: null, unknown: true });
    expect(decision.steps.map(step => step.kind)).toEqual(['say']);
  });

  test('R-12 a held slot changes nothing, and texts have no limit', () => {
    expect(call(company({ slot: 'held' })).outcome).toBe('rule');
    const text = decide({ kind: 'text', from: STRANGER, to: CALLED }, company({ slot: 'refused' }), NOW);
    expect(text).toMatchObject({ overflow: false, steps: [{ kind: 'deliver' }] });
  });

  test('R-12 direct numbers come before it', () => {
    const direct = { ...company({ slot: 'refused' }), number: number && { ...number, wiredTo: 'user' as const } };
    expect(call({ ...direct, directUser: somebody() }).outcome).toBe('direct');
  });
});
