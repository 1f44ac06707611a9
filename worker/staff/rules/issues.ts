import { mayDial } from '../../routing/rules/target.ts';

/** S-1: what keeps a person's calls from reaching them. The last three are their own choice, or end by themselves. */
export type StaffIssue = 'not_approved' | 'no_phone' | 'invalid_phone' | 'number_pending' | 'calls_off' | 'off_hours';

export interface StaffPhone {
  /** E.164. */
  value: string | null;
  /** The person's own setting goes before the phone the CRM knows (S-2). */
  from: 'setting' | 'crm' | null;
}

/** The phone that rings. */
export function phoneOf(own: string | null, crm: string | null): StaffPhone {
  if (own) return { value: own, from: 'setting' };
  return crm ? { value: crm, from: 'crm' } : { value: null, from: null };
}

/** What else is known of a person; what is left out is taken to be in order. */
export interface Circumstances {
  /** ISO countries that may be dialled. */
  allowedCountries?: readonly string[];
  /** A number assigned through them waits for its first payment. */
  numberPending?: boolean;
  /** They do not want to be disturbed now. */
  callsOff?: boolean;
  /** It is outside their own hours now. */
  offHours?: boolean;
}

export function issuesOf(status: string, phone: string | null, more: Circumstances = {}): StaffIssue[] {
  const issues: StaffIssue[] = [];
  if (status !== 'approved') issues.push('not_approved');
  if (!phone) issues.push('no_phone');
  else if (!mayDial(phone, more.allowedCountries)) issues.push('invalid_phone');
  if (more.numberPending) issues.push('number_pending');
  if (more.callsOff) issues.push('calls_off');
  if (more.offHours) issues.push('off_hours');
  return issues;
}
