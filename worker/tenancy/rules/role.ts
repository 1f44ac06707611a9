import type { Role } from './permission.ts';

/** T-2: the role a person acts in. Agency users act as admin inside their own sub-accounts; undefined = no place there. */
export function roleOf(
  person: {
    agencyRole: 'owner' | 'admin' | 'member' | null;
    role: 'owner' | 'admin' | 'staff' | null;
    subAccountId: string | null;
  },
  insideSubAccount: boolean,
): Role | undefined {
  if (!insideSubAccount) return person.agencyRole ? `agency_${person.agencyRole}` : undefined;
  if (!person.subAccountId) return undefined;
  if (person.agencyRole) return 'admin';
  return person.role ?? undefined;
}
