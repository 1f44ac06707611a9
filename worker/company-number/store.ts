import { and, asc, eq, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import {
  agency,
  agent,
  assignment,
  call,
  callLeg,
  callSlot,
  companyNumber,
  companyNumberUser,
  membership,
  number,
  staffSetting,
  subAccount,
  unknownRule,
  user,
} from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Place } from '../staff/store.ts';

type Db = Pick<Ctx, 'db' | 'now'>;

const NOT_ENDED = sql`${assignment.state} <> 'ended'`;
/** A call nobody told us the end of blocks its user for so long at most. */
const LONGEST_CALL_MS = 4 * 3_600_000;

/** The numbers a sub-account holds, each with its wire and, where it is or was a company number, its settings. */
export function heldNumbers(ctx: Db, place: Place) {
  return ctx.db.read
    .select({
      numberId: number.id,
      e164: number.e164,
      forwardTo: number.forwardTo,
      wiredTo: number.wiredTo,
      wiredUserId: number.wiredUserId,
      wiredUserName: user.name,
      wiredAgentId: number.wiredAgentId,
      wiredAgentName: agent.name,
      wiredAgentEndpoint: agent.endpoint,
      wiredAgentCheck: agent.lastCheck,
      assignmentId: assignment.id,
      state: assignment.state,
      endsAt: assignment.endsAt,
      setting: companyNumber,
      inProgress: sql<number>`(select count(*) from ${callSlot} where ${callSlot.numberId} = ${number.id}
        and ${callSlot.freedAt} is null)`,
    })
    .from(assignment)
    .innerJoin(number, eq(number.id, assignment.numberId))
    .leftJoin(companyNumber, eq(companyNumber.assignmentId, assignment.id))
    .leftJoin(user, eq(user.id, number.wiredUserId))
    .leftJoin(agent, eq(agent.id, number.wiredAgentId))
    .where(heldBy(place))
    .orderBy(asc(number.e164));
}

function heldBy({ agencyId, subAccountId }: Place): SQL | undefined {
  return and(eq(assignment.agencyId, agencyId), eq(assignment.subAccountId, subAccountId), NOT_ENDED);
}

/** The rules of all company numbers of a sub-account: custom ones by creation, each default last. */
export function rulesHere(ctx: Db, place: Place) {
  return ctx.db.read
    .select({ rule: unknownRule })
    .from(unknownRule)
    .innerJoin(assignment, eq(assignment.id, unknownRule.assignmentId))
    .where(heldBy(place))
    .orderBy(asc(unknownRule.isDefault), asc(unknownRule.createdAt), asc(unknownRule.id));
}

/** Who may be associated with which limited company number (L-5). */
export function allowedHere(ctx: Db, place: Place) {
  return ctx.db.read
    .select({ assignmentId: companyNumberUser.assignmentId, userId: companyNumberUser.userId })
    .from(companyNumberUser)
    .innerJoin(assignment, eq(assignment.id, companyNumberUser.assignmentId))
    .where(heldBy(place));
}

/** The people of a sub-account, by name, with what decides whether they can be rung. */
export function membersHere(ctx: Db, { agencyId, subAccountId }: Place) {
  return ctx.db.read
    .select({
      userId: user.id,
      hostUserId: user.hostUserId,
      name: user.name,
      status: user.status,
      createdAt: user.createdAt,
      crmPhone: user.phone,
      role: membership.role,
      setting: staffSetting,
      isOnCall: sql<number>`(exists (select 1 from ${call} where ${call.answeredByUserId} = ${user.id}
        and ${call.endedAt} is null and ${gt(call.answeredAt, ctx.now - LONGEST_CALL_MS)})
        or exists (select 1 from ${callLeg} where ${callLeg.userId} = ${user.id}
        and ${callLeg.endedAt} is null and ${gt(callLeg.acceptedAt, ctx.now - LONGEST_CALL_MS)}))`,
    })
    .from(membership)
    .innerJoin(user, and(eq(user.id, membership.userId), eq(user.agencyId, agencyId)))
    .leftJoin(staffSetting, and(eq(staffSetting.userId, user.id), eq(staffSetting.subAccountId, subAccountId)))
    .where(and(eq(membership.agencyId, agencyId), eq(membership.subAccountId, subAccountId), isNull(user.deletedAt)))
    .orderBy(asc(user.name), asc(user.id));
}

/** The sub-account, with where its agency lets calls go. */
export function homeOf(ctx: Db, { agencyId, subAccountId }: Place) {
  return ctx.db.read
    .select({
      name: subAccount.name,
      zone: subAccount.timezone,
      country: subAccount.country,
      forwardTo: subAccount.forwardTo,
      voicemail: subAccount.voicemail,
      allowedCountries: agency.allowedCountries,
    })
    .from(subAccount)
    .innerJoin(agency, eq(agency.id, subAccount.agencyId))
    .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.id, subAccountId)));
}

/** Numbers of the agency by what is dialled, and everywhere a call to them may go on to. */
export async function passingNumbers(ctx: Db, agencyId: string, dialled: readonly string[]) {
  const rows = await ctx.db.read
    .select({
      numberId: number.id,
      e164: number.e164,
      subAccountId: subAccount.id,
      forwardTo: number.forwardTo,
      byDefault: subAccount.forwardTo,
      wiredTo: number.wiredTo,
      action: unknownRule.action,
    })
    .from(number)
    .leftJoin(assignment, and(eq(assignment.numberId, number.id), NOT_ENDED))
    .leftJoin(subAccount, eq(subAccount.id, assignment.subAccountId))
    .leftJoin(unknownRule, eq(unknownRule.assignmentId, assignment.id))
    .where(and(eq(number.agencyId, agencyId), inArray(number.e164, [...dialled]), isNull(number.releasedAt)));
  return rows.map(({ action, wiredTo, ...hop }) => ({
    ...hop,
    ruleNumbers: wiredTo === 'company' && action?.kind === 'number' ? [action.e164] : [],
  }));
}
