import { MAX_HOPS } from '../staff/rules/loop.ts';
import { isAnswered } from './rules/progress.ts';
import { FORWARD_SECONDS } from './rules/step.ts';
import { type Form, field } from './signature.ts';
import { dialTwiml, endTwiml, sayTwiml } from './twiml.ts';

/** what is left of a number when neither the database nor, in the second Worker, anything else can be asked. */
export interface Mirrored {
  /** Forwarding number, E.164. */
  to: string;
  /** Twilio account the number lives in. */
  accountSid: string;
}

/** Of an agency's own Twilio account (N-3): its token, sealed, by which its requests are verified without the database. */
export interface MirroredAccount {
  agencyId: string;
  token: string;
}

/** Key of a number's entry in KV. */
export function mirrorKey(e164: string): string {
  return `forward:${e164}`;
}

/** Key of an own account's entry in KV. */
export function accountKey(accountSid: string): string {
  return `account:${accountSid}`;
}

interface ReadOnlyKv {
  get(key: string): Promise<string | null>;
}

const E164 = /^\+[1-9]\d{6,14}$/;

/** Forwards to the mirrored number, else apologises. @param after origin and path asked once the Dial is over; stateless */
export async function lastResort(kv: ReadOnlyKv, form: Form, after: string): Promise<string> {
  return forwardTwiml(await mirroredNumber(kv, form), form, after);
}

/** Where the mirror says that a call to this number goes on to: over our own numbers, at most three, to an outside one. */
export async function mirroredNumber(kv: ReadOnlyKv, form: Form): Promise<string | undefined> {
  const called = field(form, 'To');
  const mirrored = read(await kv.get(mirrorKey(called)));
  if (mirrored?.accountSid !== field(form, 'AccountSid')) return undefined;
  const passed = new Set([called]);
  for (let to = mirrored.to; !passed.has(to); ) {
    const onward = read(await kv.get(mirrorKey(to)));
    if (!onward) return to;
    if (passed.size > MAX_HOPS) return undefined;
    passed.add(to);
    to = onward.to;
  }
  return undefined;
}

/** Rings that number; without one, an apology. */
export function forwardTwiml(to: string | undefined, form: Form, after: string): string {
  if (!to) return sayTwiml('apology');
  const from = field(form, 'From');
  const callerId = E164.test(from) ? from : field(form, 'To');
  return dialTwiml({ phones: [{ to }], seconds: FORWARD_SECONDS, callerId, action: after });
}

/** What follows that Dial: nothing when somebody answered, else an apology. */
export function afterLastResort(form: Form): string {
  return wasTaken(form) ? endTwiml('silent') : sayTwiml('apology');
}

/** Whether somebody answered at the mirrored number. */
export function wasTaken(form: Form): boolean {
  return isAnswered({
    status: field(form, 'DialCallStatus'),
    bridged: field(form, 'DialBridged') || undefined,
    // Nothing was recorded while the database was away; a call that lasted was taken by somebody.
    wasAnswered: Number(field(form, 'DialCallDuration')) > 0,
  });
}

/** N-3, X-1: the token of an agency's own account, as its mirror keeps it; undefined for an account nobody connected. */
export async function mirroredToken(
  kv: ReadOnlyKv,
  seal: { open(sealed: string, owner: string): Promise<string> },
  accountSid: string,
): Promise<string | undefined> {
  const entry = await kv.get(accountKey(accountSid));
  if (!entry) return undefined;
  const { agencyId, token }: Partial<MirroredAccount> = JSON.parse(entry);
  return agencyId && token ? seal.open(token, `agency:${agencyId}`) : undefined;
}

function read(entry: string | null): Mirrored | undefined {
  if (!entry) return undefined;
  const { to, accountSid }: Partial<Mirrored> = JSON.parse(entry);
  return to && accountSid && E164.test(to) ? { to, accountSid } : undefined;
}
