import fc from 'fast-check';
import type * as schema from '../../schema/index.ts';

/** What small worlds for routing are made of: few names for everything, so that much of it meets. */

type Row<T extends { $inferInsert: unknown }> = T['$inferInsert'];

export interface World {
  agencies: Row<typeof schema.agency>[];
  subAccounts: Row<typeof schema.subAccount>[];
  users: Row<typeof schema.user>[];
  memberships: Row<typeof schema.membership>[];
  settings: Row<typeof schema.staffSetting>[];
  numbers: Row<typeof schema.number>[];
  assignments: Row<typeof schema.assignment>[];
  companies: Row<typeof schema.companyNumber>[];
  rules: Row<typeof schema.unknownRule>[];
  agents: Row<typeof schema.agent>[];
  contacts: Row<typeof schema.contact>[];
  phones: Row<typeof schema.contactPhone>[];
  calls: Row<typeof schema.call>[];
  legs: Row<typeof schema.callLeg>[];
  slots: Row<typeof schema.callSlot>[];
}

export const NOW = Date.UTC(2026, 2, 3, 17);
/** The call that comes in. */
export const SID = 'CA-now';
export const OURS = ['+12122000001', '+12122000002', '+12122000003', '+12122000004', '+12122000005', '+12122000006'];
export const OUTSIDE = ['+12125550171', '+12125550172'];
export const CALLERS = ['+12125550181', '+12125550182', 'anonymous', '', '+1 212 555 0181', "+1'; drop table call; --"];
/** Who passed the call on. */
export const PASSED_ON = [undefined, OUTSIDE[0], '+12125550199'];

export const AGENCIES = ['agy_a', 'agy_b'];
export const SUBS = ['sub_a1', 'sub_a2', 'sub_b1'];
export const agencyOf = (subAccountId: string) => (subAccountId === 'sub_b1' ? 'agy_b' : 'agy_a');
export const USERS = ['usr_1', 'usr_2', 'usr_3', 'usr_4', 'usr_5'];
export const agencyOfUser = (userId: string) => (userId === 'usr_5' ? 'agy_b' : 'agy_a');
/** The last one is another agency's, and the same at its host as the first. */
export const hostIdOf = (userId: string) => (userId === 'usr_5' ? 'h-usr_1' : `h-${userId}`);
export const NAMES = ['Rosa', 'O\'Hara "Bo"', 'Zoë 🦊', '', 'null', '\\ \n\u0001[]'];

export const pick = <T>(...values: T[]) => fc.constantFrom(...values);
export const some = <T>(one: fc.Arbitrary<T>, most: number) => fc.array(one, { maxLength: most });
export const near = pick(NOW - 5 * 3_600_000, NOW - 130_000, NOW - 60_000, NOW - 1000);
export const sub = pick('sub_a1', 'sub_a1', ...SUBS);
export const person = pick(...USERS);
export const hours = pick(null, { zone: 'America/New_York', windows: [{ days: [2], start: 600, end: 780 }] });
export const forwarding = pick(null, null, ...OUTSIDE, ...OURS);
