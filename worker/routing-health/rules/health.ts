import { activeRule } from '../../company-number/rules/active.ts';
import { type DecidingRule, groupOf, type RingingNow, type Situation } from '../../company-number/rules/ringing-now.ts';
import { listWords } from '../../company-number/rules/words.ts';
import { available } from '../../routing/rules/available.ts';
import type { Person } from '../../routing/rules/facts.ts';
import { mayDial } from '../../routing/rules/target.ts';

/** what would fail before it fails. Codes are stable; panels translate by them. */
export type HealthCode =
  | 'user_not_reachable'
  | 'contacts_not_reachable'
  | 'number_rings_nobody'
  | 'agent_not_ready'
  | 'forwarding_never_answered'
  | 'rule_group_unavailable';

export interface HealthItem {
  code: HealthCode;
  /** `broken`: calls fail already; `warning`: they may. */
  severity: 'broken' | 'warning';
  sentence: string;
  /** Where it is mended: the panel, what to open there, and the word on the button. */
  mend: { panel: 'staff' | 'company-number' | 'forwarding' | 'phone-numbers'; id?: string; label: string };
  /** What it is about: a person, number or rule. */
  subject: { kind: 'user' | 'number' | 'rule'; id: string; name: string };
}

export interface NumberHealth {
  numberId: string;
  e164: string;
  wiredTo: 'user' | 'company' | 'agent' | null;
  wiredUserId: string | null;
  agent: { name: string; endpoint: string | null } | null;
  /** Its own forwarding, else the sub-account's. */
  forwardTo: string | null;
  /** Set for a company number. */
  situation: Situation | null;
}

export interface HealthFacts {
  people: readonly Person[];
  numbers: readonly NumberHealth[];
  voicemail: boolean;
  /** How many contacts each user looks after. */
  contacts: ReadonlyMap<string, number>;
  /** What became of calls forwarded in the last 14 days, by the number forwarded to. */
  tries: readonly { to: string; tried: number; answered: number }[];
  allowedCountries: readonly string[];
}

/** So many tries without any answer are no chance. */
const MANY_TRIES = 5;
const BROKEN_FIRST = { broken: 0, warning: 1 };

/** Everything that is wrong, what fails already first. Pure. @param now epoch ms */
export function healthOf(facts: HealthFacts, now: number): HealthItem[] {
  const items = [
    ...facts.people.flatMap(person => personHealth(person, facts)),
    ...facts.numbers.flatMap(number => numberHealth(number, facts)),
    ...facts.tries.flatMap(one => forwardingHealth(one, facts)),
    ...facts.numbers.flatMap(number => (number.situation ? rulesHealth(number, number.situation, now) : [])),
  ];
  return items.sort((a, b) => BROKEN_FIRST[a.severity] - BROKEN_FIRST[b.severity]);
}

/** A user without valid phone, and the contacts who would call in vain. One who is not approved is the agency's business. */
function personHealth(person: Person, { contacts, allowedCountries }: HealthFacts): HealthItem[] {
  if (!person.isApproved) return [];
  if (person.phone && mayDial(person.phone, allowedCountries)) return [];
  const { userId, name } = person;
  const subject = { kind: 'user', id: userId, name } as const;
  const mend = { panel: 'staff', id: userId, label: 'Enter a phone' } as const;
  const lacks = person.phone ? 'a phone that cannot be dialled' : 'no phone to ring';
  const then = person.voicemail ? 'Calls go straight to their voicemail.' : 'Their calls go straight to forwarding.';
  const items: HealthItem[] = [
    { code: 'user_not_reachable', severity: 'broken', sentence: `${name} has ${lacks}. ${then}`, mend, subject },
  ];
  const count = contacts.get(userId) ?? 0;
  if (count) {
    const whose = count === 1 ? '1 contact is' : `${count} contacts are`;
    const sentence = `${whose} looked after by ${name}, who has ${lacks}.`;
    items.push({ code: 'contacts_not_reachable', severity: 'broken', sentence, mend, subject });
  }
  return items;
}

/** a number on which nobody can ever answer. */
function numberHealth(number: NumberHealth, facts: HealthFacts): HealthItem[] {
  const { numberId, e164, agent } = number;
  const subject = { kind: 'number', id: numberId, name: e164 } as const;
  const items: HealthItem[] = [];
  if (number.wiredTo === 'agent' && !agent?.endpoint) {
    const mend = { panel: 'phone-numbers', id: numberId, label: 'See the number' } as const;
    const sentence = `${agent?.name ?? 'The voice agent'} of ${e164} has no endpoint, so its calls go on to forwarding.`;
    items.push({ code: 'agent_not_ready', severity: 'warning', sentence, mend, subject });
  }
  if (canRing(number, facts)) return items;
  const end = facts.voicemail ? 'voicemail' : 'a spoken message';
  const mend = { panel: 'forwarding', id: numberId, label: 'Set forwarding' } as const;
  const sentence = `Nobody is rung on ${e164} unless the caller's contact has an owner: other calls end in ${end}.`;
  const severity = facts.voicemail ? 'warning' : 'broken';
  items.push({ code: 'number_rings_nobody', severity, sentence: directly(number) ?? sentence, mend, subject });
  return items;

  function directly({ wiredTo }: NumberHealth): string | null {
    return wiredTo === 'user' || wiredTo === 'agent' ? `Nobody can answer ${e164}: every call ends in ${end}.` : null;
  }
}

function canRing(
  { wiredTo, wiredUserId, agent, forwardTo, situation, e164 }: NumberHealth,
  facts: HealthFacts,
): boolean {
  if (forwardTo && forwardTo !== e164 && mayDial(forwardTo, facts.allowedCountries)) return true;
  if (wiredTo === 'user') {
    const person = facts.people.find(one => one.userId === wiredUserId);
    return person !== undefined && everAvailable(person, e164, facts.allowedCountries);
  }
  if (wiredTo === 'agent') return Boolean(agent?.endpoint);
  if (!situation) return false;
  const rules = situation.rules.filter(rule => rule.enabled || rule.isDefault);
  return rules.some(rule =>
    rule.action.kind === 'number'
      ? mayDial(rule.action.e164, facts.allowedCountries)
      : hasReachable(rule, situation, facts.allowedCountries),
  );
}

/** Whether this person can be rung at some time or other: hours, do-not-disturb and calls pass. */
function everAvailable(person: Person, called: string, allowed: readonly string[] | undefined): boolean {
  const free = { ...person, hours: null, doNotDisturbUntil: null, isOnCall: false };
  return available(free, called, 0, allowed).ok;
}

function hasReachable(rule: DecidingRule, situation: Situation, allowed: readonly string[] | undefined): boolean {
  const ids = groupOf(rule, situation, 0).map(person => person.userId);
  return ids.some(id => {
    const person = situation.people.get(id);
    return person !== undefined && everAvailable(person, situation.called, allowed);
  });
}

/** A forwarding number that was tried often lately and never answered. */
function forwardingHealth({ to, tried, answered }: HealthFacts['tries'][number], facts: HealthFacts): HealthItem[] {
  if (tried < MANY_TRIES || answered > 0) return [];
  const number = facts.numbers.find(one => one.forwardTo === to);
  if (!number) return [];
  return [
    {
      code: 'forwarding_never_answered',
      severity: 'warning',
      sentence: `${to} was tried ${tried} times as forwarding number in the last 14 days and never answered.`,
      mend: { panel: 'forwarding', id: number.numberId, label: 'Change forwarding' },
      subject: { kind: 'number', id: number.numberId, name: to },
    },
  ];
}

/** A rule that rings nobody: the one that decides now, and any other whose people can never be rung. */
function rulesHealth({ numberId, e164 }: NumberHealth, situation: Situation, now: number): HealthItem[] {
  const active = activeRule(situation.rules, now, situation.zone);
  return situation.rules.flatMap(rule => {
    if ((!rule.enabled && !rule.isDefault) || rule.action.kind === 'number') return [];
    const isNever = !hasReachable(rule, situation, situation.allowedCountries);
    const group = groupOf(rule, situation, now);
    if (!isNever && (rule !== active || group.some(person => person.available))) return [];
    return [
      {
        code: 'rule_group_unavailable',
        severity: isNever ? 'broken' : 'warning',
        sentence: `The rule “${rule.name}” of ${e164} ${isNever ? 'can ring nobody' : 'rings nobody now'}. ${whys(group)}`,
        mend: { panel: 'company-number', id: numberId, label: 'Change the rule' },
        subject: { kind: 'rule', id: rule.id, name: rule.name },
      },
    ];
  });
}

function whys(group: RingingNow['people']): string {
  if (!group.length) return 'There is nobody to ring.';
  return listWords(group.map(({ name, why }) => `${name} ${why.replace(/\.$/, '')}`)).concat('.');
}
