import { describe, expect, test } from 'vitest';
import { PANELS, panelsFor } from '../../../worker/tenancy/rules/panel.ts';
import { type Action, may, PERMISSIONS, type Role } from '../../../worker/tenancy/rules/permission.ts';
import { roleOf } from '../../../worker/tenancy/rules/role.ts';

const ROLES: Role[] = ['agency_owner', 'agency_admin', 'agency_member', 'owner', 'admin', 'staff'];

describe('T-2 permissions', () => {
  test('only agency users buy, assign and force-unassign', () => {
    for (const action of ['pool.buy', 'pool.assign', 'pool.unassign'] as Action[]) {
      expect(ROLES.filter(role => may(role, action))).toEqual(['agency_owner', 'agency_admin', 'agency_member']);
    }
  });

  test('pay, release, forwarding and other people’s call settings: the sub-account’s owner and admin', () => {
    for (const action of ['phone-numbers.pay', 'phone-numbers.release', 'forwarding.edit', 'staff.edit'] as Action[]) {
      expect(ROLES.filter(role => may(role, action))).toEqual(['owner', 'admin']);
    }
  });

  test('staff edit their own call settings, act on the inbox, and nothing else', () => {
    expect((Object.keys(PERMISSIONS) as Action[]).filter(action => may('staff', action))).toEqual([
      'my-settings.edit',
      'inbox.act',
    ]);
    expect(panelsFor('staff')).toEqual(['inbox', 'my-settings']);
  });

  test('every panel is seen by somebody', () => {
    expect(new Set(ROLES.flatMap(panelsFor))).toEqual(new Set(PANELS));
  });
});

describe('T-2 the role somebody acts in', () => {
  const person = { agencyRole: null, role: null, subAccountId: 'sub_1' };
  test('agency users act as admin inside their own sub-accounts, and only there', () => {
    expect(roleOf({ ...person, agencyRole: 'member' }, true)).toBe('admin');
    expect(roleOf({ ...person, agencyRole: 'member', subAccountId: null }, true)).toBeUndefined();
    expect(roleOf({ ...person, agencyRole: 'owner' }, false)).toBe('agency_owner');
  });

  test('somebody without a place has no role', () => {
    expect(roleOf(person, true)).toBeUndefined();
    expect(roleOf({ ...person, role: 'staff' }, false)).toBeUndefined();
    expect(roleOf({ ...person, role: 'staff' }, true)).toBe('staff');
  });
});
