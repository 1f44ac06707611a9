import { isCaller } from '../../number/rules/phone.ts';

/**
 * Whom a thread is about (U-8): a phone number, or, when the caller withheld it, the one record by itself. In claims a
 * caller is the E.164 number, or `call:<id>` / `message:<id>`; in addresses `n-<digits>`, or `c-<record id>`.
 */

/** A record as far as it says who the other side is. */
export interface Party {
  id: string;
  kind: 'call' | 'text';
  direction: 'in' | 'out';
  from: string;
  to: string;
}

export function callerOf({ id, kind, direction, from, to }: Party): string {
  const other = direction === 'in' ? from : to;
  if (isCaller(other)) return other;
  return `${kind === 'call' ? 'call' : 'message'}:${id}`;
}

/** The caller's number; null when it was withheld. */
export function numberOf(caller: string): string | null {
  return caller.startsWith('+') ? caller : null;
}

/** Our id of the only record of a caller who withheld their number. */
export function recordOf(caller: string): string | null {
  return caller.startsWith('+') ? null : caller.slice(caller.indexOf(':') + 1);
}

export function keyOf(caller: string): string {
  return caller.startsWith('+') ? `n-${caller.slice(1)}` : `c-${recordOf(caller)}`;
}

/** The caller an address names; undefined when it names none. */
export function callerAt(key: string): string | undefined {
  const number = /^n-(\d{4,15})$/.exec(key)?.[1];
  if (number) return `+${number}`;
  const record = /^c-(cal_\w+|msg_\w+)$/.exec(key)?.[1];
  return record && `${record.startsWith('cal_') ? 'call' : 'message'}:${record}`;
}
