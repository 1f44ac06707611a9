import type { Person } from '../../worker/context.ts';
import type { Tenant } from './mint.ts';

/** A minted tenant's people, as they are signed in. */
export const owner = (t: Tenant): Person => ({
  userId: t.ownerId,
  agencyId: t.agencyId,
  subAccountId: t.subAccountId,
  role: 'owner',
});
export const staff = (t: Tenant): Person => ({ ...owner(t), userId: t.staffId, role: 'staff' });
export const agencyOwner = (t: Tenant): Person => ({
  userId: t.agencyUserId,
  agencyId: t.agencyId,
  role: 'agency_owner',
});
