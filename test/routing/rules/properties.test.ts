import fc from 'fast-check';
import { expect, test } from 'vitest';
import { available } from '../../../worker/routing/rules/available.ts';
import { type Decision, decide } from '../../../worker/routing/rules/decide.ts';
import type { Facts, Person } from '../../../worker/routing/rules/facts.ts';
import { inService } from '../../../worker/routing/rules/service.ts';
import { isTerminal, legsOf } from '../../../worker/routing/rules/step.ts';
import { aContact, anyFacts, CALLED, callers, HOP, HOP_2, NOW } from './facts.ts';

type Holds = (facts: Facts, decision: Decision, from: string) => void;

function every(kind: 'call' | 'text', holds: Holds) {
  const property = fc.property(anyFacts, callers, (facts, from) => {
    holds(facts, decide({ kind, from, to: CALLED }, facts, NOW), from);
  });
  fc.assert(property, { numRuns: 600 });
}
const kinds = ['call', 'text'] as const;

function everybody({ directUser, contacts, people = [], hops = [] }: Facts): (Person | null)[] {
  const there = hops.flatMap(hop => [hop.directUser, ...(hop.people ?? [])]);
  return [directUser, ...contacts.map(contact => contact.owner), ...people, ...there];
}

test.each(kinds)('R-8, R-16 every decision on a %s ends in exactly one terminal step', kind =>
  every(kind, (_, { steps }) => expect(steps.map(isTerminal)).toEqual([...steps.slice(1).map(() => false), true])),
);

test('R-11 never more than five legs at once, and no phone twice in a step', () =>
  every('call', (_, { steps }) => {
    for (const step of steps) {
      const phones = legsOf(step).map(leg => leg.to);
      expect(phones.length).toBeLessThanOrEqual(5);
      expect(new Set(phones).size).toBe(phones.length);
    }
  }));

test('R-9 nobody unavailable is rung', () =>
  every('call', (facts, { steps }) => {
    for (const { userId, to } of steps.flatMap(legsOf)) {
      if (userId === null) continue;
      const found = everybody(facts).some(
        person => person?.userId === userId && available(person, CALLED, NOW, facts.allowedCountries).ok,
      );
      expect({ userId, to, found }).toEqual({ userId, to, found: true });
    }
  }));

test('R-16 a text reaches approved people only', () =>
  every('text', (facts, { steps }) => {
    for (const step of steps) {
      if (step.kind !== 'deliver') continue;
      for (const userId of step.userIds) {
        expect(everybody(facts).some(person => person?.userId === userId && person.isApproved)).toBe(true);
      }
    }
  }));

test('R-13 our own numbers are never dialled out', () =>
  every('call', (facts, { steps }) => {
    const own = [CALLED, ...(facts.hops ?? []).flatMap(({ number }) => number?.e164 ?? [])];
    for (const step of steps) if ('to' in step) expect(own).not.toContain(step.to);
  }));

test.each(kinds)('R-3 a direct number never rings anybody but its user, unless it is forwarded to another: %s', kind =>
  every(kind, (facts, { steps }) => {
    if (facts.number?.wiredTo !== 'user') return;
    for (const step of steps) {
      if (step.kind === 'ring' && !step.via) expect(step.userId).toBe(facts.directUser?.userId);
      if (step.kind === 'ring_group') expect([HOP, HOP_2]).toContain(step.via);
    }
  }),
);

test.each(kinds)('R-1 a number out of service reaches nobody: %s', kind =>
  every(kind, (facts, decision) => {
    const isServed = inService(facts, NOW).ok;
    expect(decision.outcome === 'not_in_service').toBe(!isServed);
    if (isServed) return;
    expect(decision).toMatchObject({ rule: 'R-1', steps: [{ kind: 'say', what: 'not_in_service' }] });
    expect([decision.selected, decision.notify, decision.timeline]).toEqual([[], [], []]);
  }),
);

test('R-1 a released number reaches nobody, whatever is still wired', () =>
  every('call', (facts, _, from) => {
    const ended = { id: 'asg_1', state: 'ended', endsAt: null } as const;
    const released = { ...facts, assignment: ended };
    expect(decide({ from, to: CALLED }, released, NOW).outcome).toBe('not_in_service');
  }));

test.each(kinds)('R-4 adding an ownerless contact never changes who is rung: %s', kind =>
  every(kind, (facts, decision, from) => {
    const more = { ...facts, contacts: [...facts.contacts, aContact({ id: 'con_new', createdAt: 99 })] };
    expect(decide({ kind, from, to: CALLED }, more, NOW).steps).toEqual(decision.steps);
  }),
);

test.each(kinds)('R-15 the trace names exactly the rule that decided, in sentences: %s', kind =>
  every(kind, (_, { rule, trace }) => {
    expect(trace.some(line => line.rule === rule && line.matched)).toBe(true);
    for (const line of trace) expect(line.why).toMatch(/^\S.*\.$/s);
  }),
);

/** The rules that say whom a number reaches first, each by its own outcome. */
const DECIDES = { 'R-2': 'agent', 'R-3': 'direct', 'R-5': 'owner', 'R-6': 'rule' } as const;

test.each(kinds)('R-15 of the rules that could decide, the trace has only the one that did as matched: %s', kind =>
  every(kind, (facts, _, from) => {
    // What another number of ours would do is told in the same trace; here it is about the called one.
    const { rule, outcome, trace } = decide({ kind, from, to: CALLED }, { ...facts, hops: [] }, NOW);
    const matched = (Object.keys(DECIDES) as (keyof typeof DECIDES)[]).filter(name =>
      trace.some(line => line.rule === name && line.matched),
    );
    expect(matched.length).toBeLessThanOrEqual(1);
    const [decided] = matched;
    if (rule in DECIDES) expect([rule, outcome]).toEqual([decided, decided && DECIDES[decided]]);
    else if (decided) expect(['R-7', 'R-8', 'R-9']).toContain(rule);
  }),
);

test('X-1 the same facts decide the same', () =>
  every('call', (facts, decision, from) => {
    expect(decide({ kind: 'call', from, to: CALLED }, structuredClone(facts), NOW)).toEqual(decision);
  }));
