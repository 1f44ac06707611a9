import type { Step } from '../../routing/rules/step.ts';

/** What became of a call, as the log says it (R-15). */
export interface Told {
  direction: 'in' | 'out';
  status: string;
  overflow: boolean;
  answeredBy: { name: string } | null;
  answeredAtNumber: string | null;
  /** The agent that took it, if one did. */
  agent: string | null;
}

/** One sentence for the list. */
export function summaryOf({ direction, status, overflow, answeredBy, answeredAtNumber, agent }: Told): string {
  const isOut = direction === 'out';
  switch (status) {
    case 'in_progress':
      return isOut ? 'The call is being placed.' : 'It rings.';
    case 'answered':
      if (isOut) return 'The contact answered.';
      return `${answeredBy?.name ?? agent ?? (answeredAtNumber ? `Somebody at ${answeredAtNumber}` : 'Somebody')} answered.`;
    case 'voicemail':
      return `${overflow ? 'All lines were taken' : 'Nobody answered'}; the caller left a message.`;
    case 'abandoned':
      return 'The caller hung up before anybody answered.';
    case 'not_in_service':
      return 'The number was not in service.';
    case 'failed':
      return 'The call could not be placed.';
    default:
      if (isOut) return 'The contact did not answer.';
      return overflow ? 'All lines were taken, and nobody answered.' : 'Nobody answered.';
  }
}

/** One step of a decision in words. @param nameOf a user's name by id */
export function stepWords(step: Step, nameOf: (userId: string) => string): string {
  const names = (userIds: readonly string[]) => listed(userIds.map(nameOf));
  switch (step.kind) {
    case 'ring':
      return `Rings ${nameOf(step.userId)} at ${step.phone} for ${step.seconds} seconds${step.pressOne ? '; they press 1 to take the call' : ''}.`;
    case 'ring_group':
      return `Rings ${names(step.members.map(member => member.userId))} at once for ${step.seconds} seconds; the first to press 1 takes the call.`;
    case 'forward':
      return `Rings the forwarding number ${step.to} for ${step.seconds} seconds.`;
    case 'number':
      return `Rings ${step.to} for ${step.seconds} seconds.`;
    case 'sip':
    case 'stream':
    case 'webhook':
      return `${step.name} answers by itself.`;
    case 'voicemail':
      return step.of === 'user'
        ? `The voicemail of ${nameOf(step.userId ?? '')} takes a message.`
        : 'The voicemail of the sub-account takes a message.';
    case 'say':
      return step.what === 'not_in_service'
        ? 'A spoken message says that the number is not in service.'
        : 'A spoken message says that nobody can take the call.';
    case 'deliver':
      return `Delivers it to the inbox of ${names(step.userIds)}.`;
    case 'relay':
      return `Relays it to ${step.to}, with the sender's number in front.`;
    case 'agent_message':
      return `${step.name} gets it.`;
    case 'sub_account_inbox':
      return 'Keeps it in the inbox of the sub-account.';
  }
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
