import { type Availability, available, ringSeconds } from './available.ts';
import { type Case, consider } from './case.ts';
import type { Person } from './facts.ts';
import { MOST_AT_ONCE, type Step } from './step.ts';

/** rings the user if they can be rung, then their own voicemail if it is on. R-16: a text is delivered. */
export function ringUser(at: Case, person: Person, via?: string): Step[] {
  if (at.isText) return deliverTo(at, [person]);
  const state = availableFor(at, person);
  const steps: Step[] = [];
  if (state.ok) {
    const seconds = ringSeconds(person);
    const { userId, pressOne = false } = person;
    steps.push({ kind: 'ring', userId, phone: state.phone, seconds, pressOne, ...(via && { via }) });
    consider(at, 'R-9', false, `${person.name} can be rung.`);
    const then = person.voicemail ? 'their own voicemail answers' : 'the call goes on to forwarding';
    consider(at, 'R-10', true, `After ${seconds} seconds without an answer ${then}.`);
  } else {
    const then = person.voicemail ? 'Their own voicemail answers.' : 'The call goes on to forwarding.';
    consider(at, 'R-9', true, `${state.why} ${then}`);
  }
  if (person.voicemail) steps.push(mailboxOf(person));
  return steps;
}

/** a phone that is one of our numbers which the call has been at would only bring it back. */
function availableFor({ visited, inbound, now, facts }: Case, person: Person): Availability {
  const called = visited.find(e164 => e164 === person.phone) ?? inbound.to;
  return available(person, called, now, facts.allowedCountries);
}

/** rings up to five users at once; whoever cannot be rung is left out. */
export function ringGroup(at: Case, people: readonly Person[], seconds: number, via?: string): Step[] {
  if (at.isText) return deliverTo(at, people);
  const members: { userId: string; phone: string }[] = [];
  for (const person of people) {
    const state = availableFor(at, person);
    if (!state.ok) consider(at, 'R-9', true, `${state.why} They are left out.`);
    else if (members.length === MOST_AT_ONCE) consider(at, 'R-11', false, `${person.name} would be one too many.`);
    else if (members.some(member => member.phone === state.phone)) {
      consider(at, 'R-11', false, `${person.name} has the same phone as somebody else in the group.`);
    } else members.push({ userId: person.userId, phone: state.phone });
  }
  if (!members.length) {
    consider(at, 'R-11', false, 'Nobody of the group can be rung. The call goes on to forwarding.');
    return [];
  }
  const time = Math.min(60, Math.max(5, Math.round(seconds)));
  const who = members.length === 1 ? 'One phone rings' : `${members.length} phones ring at once`;
  consider(
    at,
    'R-11',
    true,
    `${who} for ${time} seconds; the first to press 1 takes the call, else forwarding follows.`,
  );
  return [{ kind: 'ring_group', members, seconds: time, pressOne: true, ...(via && { via }) }];
}

/** only approval counts for a text. */
function deliverTo(at: Case, people: readonly Person[]): Step[] {
  const here = people.filter(person => person.isApproved);
  for (const { name, isApproved } of people) {
    if (!isApproved) consider(at, 'R-16', false, `${name} is not an approved user of this sub-account.`);
  }
  if (!here.length) return [];
  consider(at, 'R-16', true, `The text goes to the inbox of ${here.map(person => person.name).join(', ')}.`);
  return [{ kind: 'deliver', userIds: here.map(person => person.userId) }];
}

function mailboxOf({ userId, greeting, greetingRecordingSid }: Person): Step {
  return {
    kind: 'voicemail',
    of: 'user',
    userId,
    ...(greeting?.trim() && { greeting: greeting.trim() }),
    ...(greetingRecordingSid && { recording: greetingRecordingSid }),
  };
}
