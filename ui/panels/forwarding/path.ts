import { numberText } from '../../kit/Number.tsx';
import { t } from '../../text/index.ts';
import type { Forwarded } from './calls.ts';

/** Whether calls to it are routed at all. */
export const isRouted = (state: string) => state === 'active' || state === 'ending' || state === 'past_due';

/** Where calls end up that nobody takes. */
export interface Rest {
  /** The number's own forwarding number or the default. */
  to: string | null;
  /** The sub-account's voicemail is on. */
  voicemail: boolean;
}

/** What happens to a call, step by step in words. */
export function pathOf(number: Pick<Forwarded, 'state' | 'wiredTo' | 'wiredUser'>, { to, voicemail }: Rest): string[] {
  const words = t.forwarding.path;
  if (number.state === 'pending') return [words.pending];
  if (!isRouted(number.state)) return [words.stopped];
  const user = number.wiredUser;
  // Their own voicemail takes what they do not answer: it goes no further.
  if (user?.voicemail) return [words.ringsUser(user.name), words.ownVoicemail(user.name)];
  return [
    user ? words.ringsUser(user.name) : first(number.wiredTo),
    ...(to ? [words.forwards(numberText(to))] : []),
    voicemail ? words.voicemail : words.spoken,
  ];
}

function first(wiredTo: Forwarded['wiredTo']): string {
  const words = t.forwarding.path;
  if (wiredTo === 'agent') return words.agent;
  return wiredTo === 'company' ? words.company : words.ringsOwner;
}
