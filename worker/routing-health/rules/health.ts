import type { Person } from '../../routing/rules/facts.ts';
import { mayDial } from '../../routing/rules/target.ts';
import type { HealthFacts, HealthItem, NumberHealth } from './item.ts';
import { canRing } from './reach.ts';
import { rulesHealth } from './rule-group.ts';

/** So many tries without any answer are no chance. */
const MANY_TRIES = 5;
const ORDER = { broken: 0, warning: 1 };

/** R-18: everything that would fail before it fails; what fails already comes first. @param now epoch ms */
export function healthOf(facts: HealthFacts, now: number): HealthItem[] {
  const items = [
    ...facts.people.flatMap(person => personHealth(person, facts)),
    ...orphanHealth(facts.orphans),
    ...facts.numbers.flatMap(number => [...agentHealth(number), ...loopHealth(number), ...endHealth(number, facts)]),
    ...facts.tries.flatMap(one => forwardingHealth(one, facts)),
    ...facts.numbers.flatMap(number => rulesHealth(number, now)),
  ];
  return items.sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}

/** A user without valid phone, and the contacts who call in vain because of it or because the user is not approved. */
function personHealth(person: Person, { contacts, allowedCountries }: HealthFacts): HealthItem[] {
  const { userId, name } = person;
  const lack = lackOf(person, allowedCountries);
  if (!lack) return [];
  const subject = { kind: 'user', id: userId, name } as const;
  const mend = { panel: 'staff', id: userId, label: lack.mend } as const;
  const then = person.voicemail ? 'Calls go straight to their voicemail.' : 'Calls to them go straight to forwarding.';
  const items: HealthItem[] = [];
  if (person.isApproved) {
    const sentence = `${name} ${lack.words}. ${then}`;
    items.push({ code: 'user_not_reachable', severity: 'broken', sentence, mend, subject });
  }
  const count = contacts.get(userId) ?? 0;
  if (count) {
    const sentence = `${count === 1 ? '1 contact belongs' : `${count} contacts belong`} to ${name}, who ${lack.words}. ${then}`;
    items.push({ code: 'contacts_not_reachable', severity: 'broken', sentence, mend, subject });
  }
  return items;
}

/** R-5: contacts whose owner has left ring nobody of their own. */
function orphanHealth(count: number): HealthItem[] {
  if (!count) return [];
  const sentence =
    count === 1
      ? '1 contact belongs to somebody who is not a user here. Its calls go straight to forwarding. Give it another owner in your CRM.'
      : `${count} contacts belong to people who are not users here. Their calls go straight to forwarding. Give them other owners in your CRM.`;
  const mend = { panel: 'staff', label: 'See who is here' } as const;
  const subject = { kind: 'contacts', id: '', name: '' } as const;
  return [{ code: 'contacts_of_nobody', severity: 'broken', sentence, mend, subject }];
}

function lackOf({ isApproved, phone }: Person, allowed: readonly string[]): { words: string; mend: string } | null {
  if (!isApproved) return { words: 'is not an approved user', mend: 'See the person' };
  if (!phone) return { words: 'has no phone to ring', mend: 'Enter a phone' };
  return mayDial(phone, allowed) ? null : { words: 'has a phone that cannot be dialled', mend: 'Change the phone' };
}

/** L-3: an agent that cannot answer yet, or did not when it was last tried. */
function agentHealth({ numberId, e164, wiredTo, agent }: NumberHealth): HealthItem[] {
  if (wiredTo !== 'agent' || (agent?.endpoint && !agent.hasFailed)) return [];
  const name = agent?.name ?? 'The voice agent';
  const why = agent?.hasFailed ? 'did not answer as it should when it was last tried' : 'has no endpoint yet';
  const sentence = `${name} of ${e164} ${why}, so its calls go on to forwarding.`;
  const mend = agent
    ? ({ panel: 'agents', id: agent.id, label: 'See the agent' } as const)
    : ({ panel: 'phone-numbers', id: numberId, label: 'See the number' } as const);
  const subject = { kind: 'number', id: numberId, name: e164 } as const;
  return [{ code: 'agent_not_ready', severity: 'warning', sentence, mend, subject }];
}

/**
 * R-13: a circle is refused where it is set, but moving a number can close one: then routing stops after three hops, and it
 * shows here.
 */
function loopHealth({ numberId, e164, forwardTo, comesBackBy }: NumberHealth): HealthItem[] {
  if (!comesBackBy) return [];
  const isForwarding = comesBackBy === forwardTo;
  const way = isForwarding ? 'forwarded' : 'passed on by a rule';
  return [
    {
      code: 'number_loops',
      severity: 'broken',
      sentence: `Calls to ${e164} that are ${way} to ${comesBackBy} come back to ${e164}. They are stopped there.`,
      mend: isForwarding
        ? { panel: 'forwarding', id: numberId, label: 'Change forwarding' }
        : { panel: 'company-number', id: numberId, label: 'Change the rule' },
      subject: { kind: 'number', id: numberId, name: e164 },
    },
  ];
}

/** R-8: a number on which a stranger's call can only end in voicemail or a spoken message. */
function endHealth(number: NumberHealth, facts: HealthFacts): HealthItem[] {
  if (canRing(number, facts)) return [];
  const { numberId, e164, wiredTo } = number;
  const end = facts.voicemail ? 'in voicemail' : 'with a spoken message';
  const isForAll = wiredTo === 'user' || wiredTo === 'agent';
  const sentence = isForAll
    ? `Nobody can answer ${e164}: every call ends ${end}.`
    : `Callers to ${e164} who have no owner ring nobody: their calls end ${end}.`;
  return [
    {
      code: 'number_rings_nobody',
      severity: facts.voicemail ? 'warning' : 'broken',
      sentence,
      mend: { panel: 'forwarding', id: numberId, label: 'Set forwarding' },
      subject: { kind: 'number', id: numberId, name: e164 },
    },
  ];
}

/** R-7: a forwarding number that was tried often lately and never answered. */
function forwardingHealth({ to, tried, answered }: HealthFacts['tries'][number], facts: HealthFacts): HealthItem[] {
  const number = facts.numbers.find(one => one.forwardTo === to);
  if (!number || tried < MANY_TRIES || answered > 0) return [];
  return [
    {
      code: 'forwarding_never_answered',
      severity: 'warning',
      sentence: `The forwarding number ${to} was tried ${tried} times in the last 14 days and never answered.`,
      mend: { panel: 'forwarding', id: number.numberId, label: 'Change forwarding' },
      subject: { kind: 'number', id: number.numberId, name: to },
    },
  ];
}
