import {
  agency,
  agent,
  assignment,
  contact,
  membership,
  number,
  staffSetting,
  subAccount,
  unknownRule,
  user,
} from '../../schema/index.ts';
import { packed, written } from '../edge/packed.ts';

/** What is read of people and numbers for a decision. */

/** A call nobody told us the end of blocks its user for so long at most. */
export const LONGEST_CALL_MS = 4 * 3_600_000;

/** What each table is called in routing's statements; short, for every call's request carries them. */
const ALIAS = {
  agency: 'y',
  agent: 'g',
  assignment: 'a',
  contact: 'k',
  membership: 'm',
  number: 'n',
  staff_setting: 't',
  sub_account: 's',
  unknown_rule: 'r',
  user: 'u',
};

/** A user with the sub-account's settings. */
export const PERSON = packed(
  {
    userId: user.id,
    hostUserId: user.hostUserId,
    userName: user.name,
    status: user.status,
    userDeletedAt: user.deletedAt,
    userCreatedAt: user.createdAt,
    agencyRole: user.agencyRole,
    role: membership.role,
    hostPhone: user.phone,
    phone: staffSetting.phone,
    ringSeconds: staffSetting.ringSeconds,
    hours: staffSetting.hours,
    doNotDisturbUntil: staffSetting.doNotDisturbUntil,
    ownVoicemail: staffSetting.voicemail,
    ownGreeting: staffSetting.greeting,
    greetingRecordingSid: staffSetting.greetingRecordingSid,
    pressOne: staffSetting.pressOne,
    isOnCall:
      written<number>(`exists(select 1 from call where answered_by_user_id=u.id and ended_at is null and answered_at>?4-${LONGEST_CALL_MS})
      or exists(select 1 from call_leg where user_id=u.id and ended_at is null and accepted_at>?4-${LONGEST_CALL_MS})`),
  },
  ALIAS,
);

/** A number with its holder. */
export const PLACE = packed(
  {
    numberId: number.id,
    agencyId: number.agencyId,
    e164: number.e164,
    twilioAccountSid: number.twilioAccountSid,
    numberForwardTo: number.forwardTo,
    wiredTo: number.wiredTo,
    wiredUserId: number.wiredUserId,
    allowedCountries: agency.allowedCountries,
    assignmentId: assignment.id,
    state: assignment.state,
    endsAt: assignment.endsAt,
    subAccountId: subAccount.id,
    subAccountName: subAccount.name,
    forwardTo: subAccount.forwardTo,
    voicemail: subAccount.voicemail,
    greeting: subAccount.greeting,
    timezone: subAccount.timezone,
  },
  ALIAS,
);

/** What answers a number by itself. */
export const AGENT = packed(
  {
    id: agent.id,
    name: agent.name,
    subAccountId: agent.subAccountId,
    endpoint: agent.endpoint,
    messageWebhook: agent.messageWebhook,
  },
  ALIAS,
);

export const RULE = packed(
  {
    id: unknownRule.id,
    isDefault: unknownRule.isDefault,
    enabled: unknownRule.enabled,
    name: unknownRule.name,
    action: unknownRule.action,
    hours: unknownRule.hours,
    createdAt: unknownRule.createdAt,
  },
  ALIAS,
);

export const CONTACT = packed(
  {
    id: contact.id,
    hostContactId: contact.hostContactId,
    name: contact.name,
    createdAt: contact.createdAt,
    ownerHostUserId: contact.ownerHostUserId,
  },
  ALIAS,
);
