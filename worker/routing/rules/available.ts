import type { Person } from './facts.ts';
import { isOpen } from './schedule.ts';
import { mayDial } from './target.ts';

/** why a user cannot be rung. */
export type Unavailable =
  | 'not_approved'
  | 'no_phone'
  | 'invalid_phone'
  | 'own_number'
  | 'do_not_disturb'
  | 'outside_hours'
  | 'on_call';

export type Availability = { ok: true; phone: string } | { ok: false; code: Unavailable; why: string };

/**
 * whether this user can be rung now. No personal hours means always available.
 * @param called the number that was called; ringing it again would only come back to us
 * @param allowed ISO countries that may be dialled; undefined = every country
 */
export function available(person: Person, called: string, now: number, allowed?: readonly string[]): Availability {
  const no = (code: Unavailable, why: string): Availability => ({ ok: false, code, why: `${person.name} ${why}` });
  if (!person.isApproved) return no('not_approved', 'is not an approved user of this sub-account.');
  if (!person.phone) return no('no_phone', 'has no phone to ring.');
  if (!mayDial(person.phone, allowed)) return no('invalid_phone', 'has a phone number that cannot be dialled.');
  if (person.phone === called) return no('own_number', 'has the called number itself as their phone.');
  if (person.doNotDisturbUntil !== null && person.doNotDisturbUntil > now) {
    return no('do_not_disturb', 'does not want to be disturbed now.');
  }
  if (person.hours && !isOpen(person.hours, now)) return no('outside_hours', 'is outside their own hours.');
  if (person.isOnCall) return no('on_call', 'is already on a call.');
  return { ok: true, phone: person.phone };
}

/** 5–60 s, whatever is stored. */
export function ringSeconds(person: Person): number {
  return Math.min(60, Math.max(5, Math.round(person.ringSeconds)));
}
