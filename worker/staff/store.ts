import { and, asc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import {
  agency,
  agent,
  assignment,
  call,
  callLeg,
  membership,
  number,
  plan,
  staffSetting,
  subAccount,
  user,
} from '../../schema/index.ts';
import type { Ctx } from '../context.ts';

/** Where an act happens: every query names both (T-1). */
export interface Place {
  agencyId: string;
  subAccountId: string;
}

type Db = Pick<Ctx, 'db' | 'now'>;

const NOT_ENDED = sql`${assignment.state} <> 'ended'`;

/** A call lasts four hours at most; one that seems to last longer has lost its end. */
const LONGEST_CALL_MS = 4 * 3_600_000;

/** The company number a person is associated with (L-2), while it is one of this sub-account. */
const company = alias(number, 'company');
const companyHere = alias(assignment, 'company_here');

/** The people of a sub-account with their settings and direct number, by name; or just one of them. */
export async function peopleOf(ctx: Db, { agencyId, subAccountId }: Place, userId?: string) {
  const rows = await ctx.db.read
    .select({
      userId: user.id,
      name: user.name,
      email: user.email,
      status: user.status,
      crmPhone: user.phone,
      role: membership.role,
      agencyRole: user.agencyRole,
      setting: staffSetting,
      directNumberId: number.id,
      directE164: number.e164,
      /** Null when the direct number is one of another sub-account. */
      directHere: assignment.id,
      companyNumberId: company.id,
      companyE164: company.e164,
      /** Null when it is not, or no longer, a number of this sub-account. */
      companyHere: companyHere.id,
      allowedCountries: agency.allowedCountries,
      /** A number assigned through them waits for its first payment (A-4, S-1). */
      numberPending: sql<number>`exists (select 1 from assignment waiting where waiting.user_id = ${user.id}
        and waiting.sub_account_id = ${subAccountId} and waiting.state = 'pending')`,
      isOnCall: sql<number>`(exists (select 1 from ${call} where ${call.answeredByUserId} = ${user.id}
        and ${call.endedAt} is null and ${call.answeredAt} > ${ctx.now - LONGEST_CALL_MS})
        or exists (select 1 from ${callLeg} where ${callLeg.userId} = ${user.id}
        and ${callLeg.endedAt} is null and ${callLeg.acceptedAt} > ${ctx.now - LONGEST_CALL_MS}))`,
    })
    .from(user)
    .innerJoin(agency, eq(agency.id, user.agencyId))
    .leftJoin(membership, and(eq(membership.userId, user.id), eq(membership.subAccountId, subAccountId)))
    .leftJoin(staffSetting, and(eq(staffSetting.userId, user.id), eq(staffSetting.subAccountId, subAccountId)))
    .leftJoin(number, and(eq(number.wiredUserId, user.id), eq(number.agencyId, user.agencyId)))
    .leftJoin(assignment, and(eq(assignment.numberId, number.id), eq(assignment.subAccountId, subAccountId), NOT_ENDED))
    .leftJoin(company, and(eq(company.id, staffSetting.companyNumberId), eq(company.wiredTo, 'company')))
    .leftJoin(
      companyHere,
      and(
        eq(companyHere.numberId, company.id),
        eq(companyHere.subAccountId, subAccountId),
        sql`${companyHere.state} <> 'ended'`,
      ),
    )
    .where(
      and(
        eq(user.agencyId, agencyId),
        isNull(user.deletedAt),
        // One of the agency may be asked for by id and has settings here too; the list is of members only.
        userId
          ? and(eq(user.id, userId), or(isNotNull(membership.role), isNotNull(user.agencyRole)))
          : isNotNull(membership.role),
      ),
    )
    .orderBy(asc(user.name), asc(user.id));
  return rows.map(row => ({ ...row, readAt: ctx.now }));
}

export type PersonRow = Awaited<ReturnType<typeof peopleOf>>[number];

/** The numbers a sub-account holds, reserved ones included, with whom they are wired to. */
export async function numbersOf(ctx: Db, { agencyId, subAccountId }: Place, numberId?: string) {
  return ctx.db.read
    .select({
      numberId: number.id,
      e164: number.e164,
      forwardTo: number.forwardTo,
      wiredTo: number.wiredTo,
      twilioAccountSid: number.twilioAccountSid,
      state: assignment.state,
      endsAt: assignment.endsAt,
      wiredUserId: number.wiredUserId,
      wiredUserName: user.name,
      wiredAgentId: number.wiredAgentId,
      wiredAgentName: agent.name,
      /** their own voicemail takes what they do not answer. */
      wiredUserVoicemail: staffSetting.voicemail,
    })
    .from(assignment)
    .innerJoin(number, eq(number.id, assignment.numberId))
    .leftJoin(user, eq(user.id, number.wiredUserId))
    .leftJoin(agent, eq(agent.id, number.wiredAgentId))
    .leftJoin(
      staffSetting,
      and(eq(staffSetting.userId, number.wiredUserId), eq(staffSetting.subAccountId, assignment.subAccountId)),
    )
    .where(
      and(
        eq(assignment.agencyId, agencyId),
        eq(assignment.subAccountId, subAccountId),
        NOT_ENDED,
        numberId ? eq(number.id, numberId) : undefined,
      ),
    )
    .orderBy(asc(number.e164));
}

export type HeldNumber = Awaited<ReturnType<typeof numbersOf>>[number];

/** The sub-account, with what its plan says of direct numbers (T-4). */
export async function placeOf(ctx: Db, { agencyId, subAccountId }: Place) {
  const [row] = await ctx.db.read
    .select({
      name: subAccount.name,
      country: subAccount.country,
      timezone: subAccount.timezone,
      forwardTo: subAccount.forwardTo,
      voicemail: subAccount.voicemail,
      greeting: subAccount.greeting,
      directNumbers: plan.directNumbers,
      allowedCountries: agency.allowedCountries,
    })
    .from(subAccount)
    .innerJoin(agency, eq(agency.id, subAccount.agencyId))
    .leftJoin(plan, eq(plan.id, subAccount.planId))
    .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.id, subAccountId)));
  return row;
}

/** A number of the agency's pool by what is dialled, and where calls to it go on. */
export async function hopAt(ctx: Db, agencyId: string, e164: string) {
  const [row] = await ctx.db.read
    .select({
      numberId: number.id,
      subAccountId: subAccount.id,
      forwardTo: number.forwardTo,
      byDefault: subAccount.forwardTo,
    })
    .from(number)
    .leftJoin(assignment, and(eq(assignment.numberId, number.id), NOT_ENDED))
    .leftJoin(subAccount, eq(subAccount.id, assignment.subAccountId))
    .where(and(eq(number.agencyId, agencyId), eq(number.e164, e164), isNull(number.releasedAt)));
  return row;
}
