import { and, eq, isNull, sql } from 'drizzle-orm';
import { agency, assignment, inboxShare, number, optOut, staffSetting, user } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';

/** What a text needs besides what a call needs: who wants copies, whether its sender opted out, and whom to ask for help. */
export interface TextFacts {
  /** Phones of users who get a copy of their texts by SMS. */
  copies: { userId: string; phone: string }[];
  /** */
  optedOut: boolean;
  /** The agency as HELP names it. */
  agency: { name: string; supportEmail: string | null; supportPhone: string | null } | undefined;
}

/** One round trip, beside that for the decision's facts. @param to the number texted, E.164 */
export async function textFacts(ctx: Pick<Ctx, 'db'>, { from, to }: { from: string; to: string }): Promise<TextFacts> {
  const db = ctx.db.read;
  const held = and(eq(number.e164, to), isNull(number.releasedAt));
  const notEnded = and(eq(assignment.numberId, number.id), sql`${assignment.state} <> 'ended'`);
  const [agencies, copies, optOuts] = await db.batch([
    db
      .select({ name: agency.name, supportEmail: agency.supportEmail, supportPhone: agency.supportPhone })
      .from(number)
      .innerJoin(agency, eq(agency.id, number.agencyId))
      .where(held),
    db
      .select({ userId: user.id, own: staffSetting.phone, known: user.phone })
      .from(number)
      .innerJoin(assignment, notEnded)
      .innerJoin(
        staffSetting,
        and(eq(staffSetting.subAccountId, assignment.subAccountId), eq(staffSetting.copyTexts, true)),
      )
      .innerJoin(user, and(eq(user.id, staffSetting.userId), eq(user.agencyId, number.agencyId)))
      .where(and(held, eq(user.status, 'approved'), isNull(user.deletedAt))),
    db
      .select({ at: optOut.at })
      .from(number)
      .innerJoin(assignment, notEnded)
      .innerJoin(optOut, and(eq(optOut.subAccountId, assignment.subAccountId), eq(optOut.e164, from)))
      .where(held),
  ]);
  return {
    agency: agencies[0],
    copies: copies.flatMap(({ userId, own, known }) => {
      const phone = own ?? known;
      return phone ? [{ userId, phone }] : [];
    }),
    optedOut: optOuts.length > 0,
  };
}

/** Who sees a text and may act on it (U-8). */
export function textShared(
  ctx: Pick<Ctx, 'db'>,
  of: { messageId: string; subAccountId: string; userIds: readonly string[] },
): Statement[] {
  const rows = [...new Set(of.userIds)].map(userId => ({
    record: `message:${of.messageId}`,
    subAccountId: of.subAccountId,
    userId,
  }));
  return rows.length ? [ctx.db.read.insert(inboxShare).values(rows)] : [];
}
