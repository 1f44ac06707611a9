/** T-2: who may do what, as one table. Agency roles hold in the agency's view, the others inside a sub-account. */
export type Role = 'agency_owner' | 'agency_admin' | 'agency_member' | 'owner' | 'admin' | 'staff';

const AGENCY: readonly Role[] = ['agency_owner', 'agency_admin', 'agency_member'];
const AGENCY_ADMINS: readonly Role[] = ['agency_owner', 'agency_admin'];
const SUB_ACCOUNT_ADMINS: readonly Role[] = ['owner', 'admin'];
const SUB_ACCOUNT: readonly Role[] = ['owner', 'admin', 'staff'];

export const PERMISSIONS = {
  'pool.read': AGENCY,
  'pool.buy': AGENCY,
  'pool.assign': AGENCY,
  'pool.unassign': AGENCY,
  'phone-numbers.read': SUB_ACCOUNT_ADMINS,
  'phone-numbers.pay': SUB_ACCOUNT_ADMINS,
  'phone-numbers.release': SUB_ACCOUNT_ADMINS,
  'forwarding.edit': SUB_ACCOUNT_ADMINS,
  'staff.edit': SUB_ACCOUNT_ADMINS,
  'my-settings.edit': SUB_ACCOUNT,
  'company-number.edit': SUB_ACCOUNT_ADMINS,
  'agents.edit': [...AGENCY, ...SUB_ACCOUNT_ADMINS],
  'levels.edit': SUB_ACCOUNT_ADMINS,
  'workflows.edit': [...AGENCY, ...SUB_ACCOUNT_ADMINS],
  'keys.edit': [...AGENCY_ADMINS, ...SUB_ACCOUNT_ADMINS],
  'calls.read': SUB_ACCOUNT_ADMINS,
  'inbox.act': SUB_ACCOUNT,
  'inbox.free': SUB_ACCOUNT_ADMINS,
  'failures.read': AGENCY,
  'agency.settings': AGENCY,
  'agency.prices': AGENCY,
  'agency.users': AGENCY,
  'agency.colleagues': AGENCY_ADMINS,
  'agency.report': AGENCY,
  'plan.pay': SUB_ACCOUNT_ADMINS,
  'number.request': SUB_ACCOUNT_ADMINS,
  'number.buy': ['owner'],
  'carrier.release': ['agency_owner', 'agency_admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof PERMISSIONS;

export function may(role: Role, action: Action): boolean {
  return (PERMISSIONS[action] as readonly Role[]).includes(role);
}
