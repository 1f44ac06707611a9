import type { Ctx } from '../context.ts';
import { invalid, notFound, refused } from '../problem.ts';
import { agentSender } from './rules/agent-sender.ts';
import { destination } from './rules/destination.ts';
import { mayUse, type Use, usable } from './rules/sender.ts';
import { bridgeFault, bridgeNumber } from './senders.ts';
import type { HeldSender, Sender, Senders } from './store.ts';

/** The two sides of what goes out, each checked, or refused with what to do instead. */

/** Where a text or call goes; a refusal stands at the field. */
export function goal(typed: string, { country, allowedCountries }: Senders): string {
  const to = destination(typed, country, allowedCountries);
  if (!to.ok) throw invalid([{ field: 'to', message: to.sentence }]);
  return to.e164;
}

/** The phone that is rung first. */
export function ownPhone({ person, country, allowedCountries }: Senders, to: string): string {
  const typed = person?.phone;
  if (!typed) {
    throw refused('no_phone', 'Not called.', 'You have no phone to ring. Enter one under My call settings, then call.');
  }
  const phone = destination(typed, country, allowedCountries);
  if (!phone.ok) {
    const detail = `Your own phone cannot be rung. ${phone.sentence} Change it under My call settings.`;
    throw refused('no_phone', 'Not called.', detail);
  }
  if (phone.e164 === to) {
    throw invalid([{ field: 'to', message: 'This is your own phone. Enter the number of the person to call.' }]);
  }
  return phone.e164;
}

/** What the contact sees, and the number that rings the user's phone. A number of another sub-account is none (T-1). */
export async function shownAs(ctx: Ctx, senders: Senders, person: Sender, from: string) {
  if (from === 'bridge') {
    const fault = await bridgeFault(ctx, senders);
    const number = bridgeNumber(ctx, senders);
    if (fault || !number) throw refused('bridge_unusable', 'Not called.', fault ?? '');
    const own = destination(person.phone ?? '', senders.country, senders.allowedCountries);
    return { number, callerId: own.ok ? own.e164 : number.e164 };
  }
  const number = senders.numbers.find(held => held.numberId === from);
  if (!number) throw notFound('number');
  if (!mayUse(number, person)) {
    const detail = 'This number is not yours to call from. Choose your direct number or a company number.';
    throw refused('sender_not_yours', 'Not called.', detail);
  }
  const state = usable(number, 'call', ctx.now);
  if (!state.ok) throw refused(`sender_${state.code}`, 'Not called.', state.why);
  return { number, callerId: number.e164 };
}

/** O-5: the number that an agent sends or calls from. @param asked one of its numbers; null leaves the choice */
export function agentsNumber(
  ctx: Pick<Ctx, 'now'>,
  { numbers }: Senders,
  agent: { id: string; name: string },
  asked: string | null,
  use: Use,
): HeldSender {
  const sender = agentSender(numbers, agent, asked, use, ctx.now);
  if (!sender.ok) throw refused(sender.code, use === 'text' ? 'Not sent.' : 'Not called.', sender.why);
  return sender.number;
}

/** Twilio rings 5 s at least; people choose up to 60. */
export function ringSeconds({ ringSeconds: seconds }: Sender): number {
  return Math.min(60, Math.max(5, Math.round(seconds)));
}
