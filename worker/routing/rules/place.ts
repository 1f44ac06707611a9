import { MAX_HOPS } from '../../staff/rules/loop.ts';
import { agentSteps } from './agent.ts';
import { type Case, consider } from './case.ts';
import type { NumberFacts } from './facts.ts';
import { ringUser } from './ring.ts';
import { inService } from './service.ts';
import { FORWARD_SECONDS, isTerminal, type Step } from './step.ts';
import { mayDial } from './target.ts';
import { anotherNumber, byRule } from './unknown.ts';

/** the forwarding number of the number, else of its sub-account. No step where there is none that may be dialled. */
export function forwarding(at: Case, place: NumberFacts): Step[] {
  const own = place.number?.forwardTo ?? null;
  const to = own ?? place.subAccount?.forwardTo ?? null;
  const whose = own ? "the number's" : "the sub-account's";
  if (!to) {
    consider(at, 'R-7', false, 'There is no forwarding number.');
    return [];
  }
  return passOn(at, to, 'R-7', () => dialOut(at, to, whose));
}

/** U-2: the rule's other number, resolved where it is one of ours. */
export function toAnotherNumber(at: Case, to: string): Step[] {
  return passOn(at, to, 'U-2', () => anotherNumber(at, to));
}

/** one of our own numbers is never dialled out; what it would do itself is done instead, at most three numbers deep. */
function passOn(at: Case, to: string, rule: string, outside: () => Step[]): Step[] {
  if (at.visited.includes(to)) {
    consider(at, 'R-13', true, 'The call would come back to a number it has been at; that is not done.');
    return [];
  }
  const hop = at.facts.hops?.find(({ number }) => number?.e164 === to);
  if (!hop) return outside();
  if (at.visited.length > MAX_HOPS) {
    consider(at, 'R-13', true, `The call has been through ${MAX_HOPS} of our numbers and goes no further.`);
    return [];
  }
  consider(at, rule, true, `It goes on to ${to}.`);
  consider(at, 'R-13', true, `${to} is one of our own numbers, so that number's rules are followed.`);
  const inside: Case = { ...at, visited: [...at.visited, to] };
  return atHop(inside, hop, to);
}

function atHop(at: Case, hop: NumberFacts, via: string): Step[] {
  const service = inService(hop, at.now);
  if (!service.ok) {
    consider(at, 'R-1', true, service.why);
    return [];
  }
  if (at.isText && isElsewhere(at, hop)) {
    consider(at, 'R-16', false, `${via} is another sub-account's, whose people have no part in this inbox.`);
    return [];
  }
  const steps = first(at, hop, via);
  return steps.some(isTerminal) ? steps : [...steps, ...forwarding(at, hop)];
}

/** T-1: a text stays in the inbox of the number it came to, where only its own sub-account looks. */
function isElsewhere({ facts }: Case, { subAccount }: NumberFacts): boolean {
  return subAccount !== null && facts.subAccount !== null && subAccount.id !== facts.subAccount.id;
}

function first(at: Case, hop: NumberFacts, via: string): Step[] {
  if (hop.number?.wiredTo === 'agent') return agentSteps(at, hop);
  if (hop.number?.wiredTo === 'user') {
    const { directUser } = hop;
    consider(
      at,
      'R-3',
      directUser !== null,
      `It is the direct number of ${directUser?.name ?? 'somebody who is gone'}.`,
    );
    return directUser ? ringUser(at, directUser, via) : [];
  }
  if (hop.number?.wiredTo !== 'company') return [];
  const unknown = byRule(at, hop, via);
  return unknown.passedOn ? toAnotherNumber(at, unknown.passedOn) : unknown.steps;
}

function dialOut(at: Case, to: string, whose: string): Step[] {
  if (!mayDial(to, at.facts.allowedCountries)) {
    consider(at, 'R-7', false, `${whose[0]?.toUpperCase()}${whose.slice(1)} forwarding number cannot be dialled.`);
    return [];
  }
  if (at.isText) {
    consider(at, 'R-7', true, `The text is relayed to ${whose} forwarding number.`);
    return [{ kind: 'relay', to }];
  }
  consider(at, 'R-7', true, `If it gets this far, ${whose} forwarding number rings for ${FORWARD_SECONDS} seconds.`);
  return [{ kind: 'forward', to, seconds: FORWARD_SECONDS }];
}

/** R-8, where every path that nobody answers ends. R-16: a text that nobody gets waits in the sub-account's inbox. */
export function lastWord(at: Case): Step {
  const { subAccount } = at.facts;
  if (at.isText) {
    consider(at, 'R-8', true, `The inbox of ${subAccount?.name ?? 'the sub-account'} keeps the text.`);
    return { kind: 'sub_account_inbox' };
  }
  if (!subAccount?.voicemail) {
    consider(at, 'R-8', true, 'In the end a spoken message says that nobody can take the call.');
    return { kind: 'say', what: 'nobody' };
  }
  consider(at, 'R-8', true, `In the end the voicemail of ${subAccount.name} takes a message.`);
  const greeting = subAccount.greeting?.trim();
  return { kind: 'voicemail', of: 'sub_account', ...(greeting && { greeting }) };
}
