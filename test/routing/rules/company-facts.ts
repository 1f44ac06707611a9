import { decide } from '../../../worker/routing/rules/decide.ts';
import type { Facts, UnknownRule } from '../../../worker/routing/rules/facts.ts';
import { CALLED, NOW, STRANGER, somebody, someFacts } from './facts.ts';

/** A company number with six people and its default rule, and what is decided for a call to it. */
export const people = ['rosa', 'omar', 'ada', 'lin', 'kai', 'joy'].map((name, n) =>
  somebody({ userId: `usr_${name}`, name, phone: `+1212555010${n}` }),
);
export const ids = people.map(person => person.userId);
export const aRule = (over: Partial<UnknownRule> = {}): UnknownRule => ({
  id: 'rul_default',
  isDefault: true,
  enabled: true,
  name: 'Default',
  action: { kind: 'user', userId: null },
  hours: [],
  ...over,
});
export const { number, subAccount } = someFacts();
export const company = (over: Partial<Facts> = {}) =>
  someFacts({
    number: number && { ...number, wiredTo: 'company' },
    subAccount: subAccount && { ...subAccount, timezone: 'America/New_York' },
    rules: [aRule()],
    people,
    ownerId: 'usr_rosa',
    ...over,
  });
export const call = (facts: Facts, from = STRANGER) => decide({ from, to: CALLED }, facts, NOW);
export const kinds = (facts: Facts) => call(facts).steps.map(step => step.kind);
export const group = (userIds: string[], seconds = 20) => aRule({ action: { kind: 'ring_group', userIds, seconds } });
