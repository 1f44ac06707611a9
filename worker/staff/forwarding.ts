import type { Ctx } from '../context.ts';
import { notFound } from '../problem.ts';
import { type HeldNumber, numbersOf, type Place, placeOf } from './store.ts';

/** A number as Call forwarding shows it (S-4). */
export function forwardingItem(held: HeldNumber) {
  const { numberId, e164, state, forwardTo, wiredTo, wiredUserId, wiredUserName, wiredUserVoicemail } = held;
  const wiredUser = wiredUserId
    ? { id: wiredUserId, name: wiredUserName ?? '', voicemail: wiredUserVoicemail ?? false }
    : null;
  return { numberId, e164, state, forwardTo, wiredTo, wiredUser };
}

/** S-4: where calls go when nobody takes them, for the sub-account and for each number. */
export async function readForwarding(ctx: Ctx, place: Place) {
  const [home, numbers] = await Promise.all([placeOf(ctx, place), numbersOf(ctx, place)]);
  if (!home) throw notFound('sub-account');
  return {
    default: { forwardTo: home.forwardTo },
    voicemail: { on: home.voicemail, greeting: home.greeting },
    country: home.country,
    numbers: numbers.map(forwardingItem),
  };
}
