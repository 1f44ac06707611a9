import type { Ctx } from '../context.ts';
import { TwilioError } from '../edge/twilio.ts';
import { notFound } from '../problem.ts';
import { twilioFor } from '../tenancy/telephony.ts';
import { destination } from './rules/destination.ts';
import { offered, type Use, usable } from './rules/sender.ts';
import { type HeldSender, type Place, type Senders, sendersOf } from './store.ts';

export interface SenderItem {
  /** Null for the bridge: no number of ours is shown. */
  numberId: string | null;
  e164: string;
  kind: 'direct' | 'company' | 'bridge';
  /** For texts; the bridge: for calls. */
  usable: boolean;
  /** For calls (O-3). */
  callable: boolean;
  /** Why it is not usable. */
  why: string | null;
}

/** O-1, O-3: what a person may send and call from, best first, with what hinders each. */
export async function listSenders(ctx: Ctx, place: Place, userId: string): Promise<SenderItem[]> {
  const senders = await sendersOf(ctx, place, userId);
  if (!senders?.person) throw notFound('user');
  const numbers = offered(senders.numbers, senders.person).map(number => item(ctx, number));
  const { phone } = senders.person;
  if (!phone) return numbers;
  const why = await bridgeFault(ctx, senders);
  return [
    ...numbers,
    { numberId: null, e164: phone, kind: 'bridge', usable: why === null, callable: why === null, why },
  ];
}

function item(ctx: Ctx, number: HeldSender): SenderItem {
  const state = (use: Use) => usable(number, use, ctx.now);
  const text = state('text');
  const { numberId, e164 } = number;
  const kind = number.wiredTo === 'user' ? 'direct' : 'company';
  return { numberId, e164, kind, usable: text.ok, callable: state('call').ok, why: text.ok ? null : text.why };
}

/** The number that rings the person's own phone when they show that very phone to the contact. */
export function bridgeNumber(ctx: Pick<Ctx, 'now'>, { numbers, person }: Senders): HeldSender | undefined {
  const can = (number: HeldSender) => usable(number, 'call', ctx.now).ok;
  return (person && offered(numbers, person).find(can)) ?? numbers.find(can);
}

/** O-3: why the person's own phone cannot be shown; null = it can. Only a phone verified with Twilio may. */
export async function bridgeFault(ctx: Ctx, senders: Senders): Promise<string | null> {
  const { person, country, allowedCountries } = senders;
  if (!person?.phone) return 'You have no phone to ring. Enter one under My call settings.';
  const phone = destination(person.phone, country, allowedCountries);
  if (!phone.ok) return `Your own phone cannot be rung. ${phone.sentence}`;
  const number = bridgeNumber(ctx, senders);
  if (!number) return 'There is no number in service here that could ring your phone.';
  try {
    if (await isVerified(ctx, number.twilioAccountSid, phone.e164)) return null;
    return 'Your phone is not verified as caller id yet. Ask the agency to verify it, or show another number.';
  } catch (cause) {
    if (!(cause instanceof TwilioError)) throw cause;
    ctx.log.warn('caller_id.unknown', { status: cause.status });
    return 'Whether your phone is verified cannot be checked at the moment. Show another number, or try again.';
  }
}

const VERIFIED_FOR_MS = 10 * 60_000;
const MOST_KEPT = 1000;
/** Per isolate, by its bindings: panels ask for senders often, and a verified phone seldom stops being one. */
const remembered = new WeakMap<object, Map<string, number>>();

async function isVerified(ctx: Ctx, accountSid: string, e164: string): Promise<boolean> {
  const verified = remembered.get(ctx.env) ?? new Map<string, number>();
  remembered.set(ctx.env, verified);
  const key = `${accountSid} ${e164}`;
  if ((verified.get(key) ?? 0) > ctx.now) return true;
  const twilio = await twilioFor(ctx, accountSid);
  if (!(await twilio.isVerifiedCallerId(e164))) return false;
  if (verified.size >= MOST_KEPT) verified.clear();
  verified.set(key, ctx.now + VERIFIED_FOR_MS);
  return true;
}
