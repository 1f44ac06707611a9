import { isLive, type Standing } from '../../assignment/rules/live.ts';

/** A number of the sub-account as a possible sender or caller id. */
export interface SenderNumber {
  numberId: string;
  e164: string;
  assignment: Standing;
  voice: boolean;
  sms: boolean;
  callPurpose: string | null;
  wiredTo: 'user' | 'company' | 'agent' | null;
  wiredUserId: string | null;
  /** Ids of those who may use a limited company number (L-5); null = all users of the sub-account. */
  limitedTo: readonly string[] | null;
}

/** Whose sender is chosen: a user and their settings. */
export interface SenderPerson {
  userId: string;
  /** *Sender ID to display* (S-2). */
  senderNumberId: string | null;
  /** The company number they are associated with (L-2). */
  companyNumberId: string | null;
}

export type Use = 'text' | 'call';
export type Usable = { ok: true } | { ok: false; code: SenderRefusal; why: string };
export type SenderRefusal = 'not_active' | 'no_sms' | 'no_voice' | 'do_not_originate' | 'not_yours' | 'no_sender';

/** O-1 to O-3, N-7: whether this number may send a text, or be shown as caller. @param now epoch ms */
export function usable(number: SenderNumber, use: Use, now: number): Usable {
  const no = (code: SenderRefusal, why: string): Usable => ({ ok: false, code, why });
  if (!isLive(number.assignment, now)) {
    return no('not_active', 'The number is not in service. See under Phone numbers what is missing.');
  }
  if (number.callPurpose === 'do_not_originate') {
    return no('do_not_originate', 'The number is marked "do not originate". Choose another one.');
  }
  if (use === 'text' && !number.sms) return no('no_sms', 'The number cannot send texts. Choose another one.');
  if (use === 'call' && !number.voice) return no('no_voice', 'The number cannot make calls. Choose another one.');
  return { ok: true };
}

/** O-1: a person may use their direct number and the company numbers open to them. */
export function mayUse(number: SenderNumber, person: SenderPerson): boolean {
  if (number.wiredTo === 'user') return number.wiredUserId === person.userId;
  if (number.wiredTo !== 'company') return false;
  return number.numberId === person.companyNumberId || (number.limitedTo?.includes(person.userId) ?? true);
}

/**
 * O-1: what a person is offered, best first: their direct number, then the company number they are associated with; who is
 * associated with none is offered those open to them.
 */
export function offered<N extends SenderNumber>(numbers: readonly N[], person: SenderPerson): N[] {
  const direct = numbers.filter(n => n.wiredTo === 'user' && n.wiredUserId === person.userId);
  const company = numbers.filter(n => n.wiredTo === 'company' && mayUse(n, person));
  const own = company.filter(n => n.numberId === person.companyNumberId);
  return [...direct, ...(own.length ? own : company)];
}

export type Chosen<N> =
  | { ok: true; number: N }
  | { ok: false; code: 'no_sender' | 'sender_do_not_originate'; why: string };

/**
 * O-2: who an automatic text comes from: the owner's *Sender ID to display* if set and usable, else their direct number, else
 * their company number; for a contact without owner the sub-account's company number. Where only *do not originate* stands
 * in the way, that is the reason (N-7).
 * @param numbers the sub-account's, longest held first
 */
export function automaticSender<N extends SenderNumber>(
  numbers: readonly N[],
  owner: SenderPerson | null,
  now: number,
): Chosen<N> {
  const can = (number: N) => usable(number, 'text', now).ok;
  const company = numbers.filter(n => n.wiredTo === 'company');
  const candidates = owner
    ? [
        ...numbers.filter(n => n.numberId === owner.senderNumberId && mayUse(n, owner)),
        ...offered(numbers, owner),
        ...company.filter(n => mayUse(n, owner)),
      ]
    : company;
  const number = candidates.find(can);
  if (number) return { ok: true, number };
  const marked = markedOff(candidates, 'text', now);
  if (marked) return { ok: false, ...marked };
  const why = owner
    ? "The contact's owner has neither a direct nor a company number that can send texts. Give them one under My Staff."
    : 'The contact has no owner, and no company number can send texts. Set one up under Company number.';
  return { ok: false, code: 'no_sender', why };
}

/** N-7: why nobody may use any of these, where the mark on one of them is the reason. */
export function markedOff(numbers: readonly SenderNumber[], use: Use, now: number) {
  for (const number of numbers) {
    const state = usable(number, use, now);
    if (!state.ok && state.code === 'do_not_originate')
      return { code: `sender_${state.code}` as const, why: state.why };
  }
  return undefined;
}
