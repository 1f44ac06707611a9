import { sql } from 'drizzle-orm';
import {
  agent,
  assignment,
  call,
  callLeg,
  membership,
  number,
  staffSetting,
  subAccount,
  user,
} from '../../schema/index.ts';

/** What is read of people and numbers for a decision. */

/** A call nobody told us the end of blocks its user for so long at most. */
export const LONGEST_CALL_MS = 4 * 3_600_000;

/** A value given with each asking. */
export const given = (name: string) => sql.placeholder(name);

/** A user with the sub-account's settings. */
export const PERSON = {
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
  isOnCall: sql<number>`(exists (select 1 from ${call} where ${call.answeredByUserId} = ${user.id}
      and ${call.endedAt} is null and ${call.answeredAt} > ${given('now')} - ${sql.raw(String(LONGEST_CALL_MS))})
    or exists (select 1 from ${callLeg} where ${callLeg.userId} = ${user.id}
      and ${callLeg.endedAt} is null and ${callLeg.acceptedAt} > ${given('now')} - ${sql.raw(String(LONGEST_CALL_MS))}))`,
};

/** A number with its holder and agent. */
export const PLACE = {
  numberId: number.id,
  agencyId: number.agencyId,
  e164: number.e164,
  twilioAccountSid: number.twilioAccountSid,
  numberForwardTo: number.forwardTo,
  wiredTo: number.wiredTo,
  wiredUserId: number.wiredUserId,
  assignmentId: assignment.id,
  state: assignment.state,
  endsAt: assignment.endsAt,
  subAccountId: subAccount.id,
  subAccountName: subAccount.name,
  forwardTo: subAccount.forwardTo,
  voicemail: subAccount.voicemail,
  greeting: subAccount.greeting,
  timezone: subAccount.timezone,
  agentId: agent.id,
  agentName: agent.name,
  agentSubAccountId: agent.subAccountId,
  endpoint: agent.endpoint,
  messageWebhook: agent.messageWebhook,
};
