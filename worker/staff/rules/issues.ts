import { isDialable } from '../../number/rules/phone.ts';

/** S-1: what keeps a person's calls from reaching them. */
export type StaffIssue = 'not_approved' | 'no_phone' | 'invalid_phone';

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

export function issuesOf(status: string, phone: string | null): StaffIssue[] {
  const issues: StaffIssue[] = [];
  if (status !== 'approved') issues.push('not_approved');
  if (!phone) issues.push('no_phone');
  else if (!isDialable(phone)) issues.push('invalid_phone');
  return issues;
}
