import fc from 'fast-check';
import {
  AGENCIES,
  agencyOf,
  agencyOfUser,
  forwarding,
  hostIdOf,
  hours,
  NAMES,
  NOW,
  OURS,
  person,
  pick,
  SUBS,
  sub,
  USERS,
  type World,
} from './world.ts';

export const agencies = fc.tuple(
  ...AGENCIES.map(id => pick(['US'], ['GB'], ['US', 'GB']).map(countries => agency(id, countries))),
);
function agency(id: string, allowedCountries: string[]): World['agencies'][number] {
  return { id, hostId: 'hst', hostCompanyId: id, name: id, allowedCountries, createdAt: 0 };
}

export const subAccounts = fc.tuple(
  ...SUBS.map(id =>
    fc.record({
      ...{ id: fc.constant(id), agencyId: fc.constant(agencyOf(id)), hostLocationId: fc.constant(id) },
      ...{ name: pick(...NAMES), timezone: pick('America/New_York', 'Nowhere/Land'), country: fc.constant('US') },
      ...{
        forwardTo: forwarding,
        voicemail: fc.boolean(),
        greeting: pick(null, '', 'Hi 👋'),
        createdAt: fc.constant(0),
      },
    }),
  ),
);

export const users = fc.tuple(
  ...USERS.map((id, n) =>
    fc.record({
      ...{ id: fc.constant(id), agencyId: fc.constant(agencyOfUser(id)), hostUserId: fc.constant(hostIdOf(id)) },
      ...{ name: pick(...NAMES), email: fc.constant('a@b.c'), phone: pick(null, `+1212555010${n}`, '911') },
      ...{
        agencyRole: pick(null, null, 'admin' as const),
        status: pick('approved' as const, 'approved' as const, 'blocked' as const),
      },
      ...{ createdAt: pick(1, 2), deletedAt: pick(null, null, null, 5) },
    }),
  ),
);

export const memberships = fc.uniqueArray(
  fc.record({ subAccountId: sub, userId: person, role: pick('owner' as const, 'staff' as const) }),
  { selector: ({ subAccountId, userId }) => subAccountId + userId, maxLength: 8 },
);
export const settings = fc.uniqueArray(
  fc.record({
    ...{ subAccountId: sub, userId: person, phone: pick(null, '+12125550166', ...OURS), ringSeconds: pick(20, 7, 90) },
    ...{ doNotDisturbUntil: pick(null, null, NOW, NOW + 1), hours, voicemail: fc.boolean(), pressOne: fc.boolean() },
    ...{ greeting: pick(null, 'Leave it'), greetingRecordingSid: pick(null, 'RE1'), updatedAt: fc.constant(0) },
  }),
  { selector: ({ subAccountId, userId }) => subAccountId + userId, maxLength: 8 },
);
