import { and, eq, isNull, sql } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/sqlite-core';
import { agency, assignment, inboxShare, number, optOut, staffSetting, user } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Question, Value } from '../edge/ask.ts';
import type { Statement } from '../edge/db.ts';
import { prepared } from '../edge/prepared.ts';

/** What a text needs besides what a call needs: who wants copies, whether its sender opted out, and whom to ask for help. */
export interface TextFacts {
  /** Phones of users who get a copy of their texts by SMS. */
  copies: { userId: string; phone: string }[];
  /** */
  optedOut: boolean;
  /** The agency as HELP names it. */
  agency: { name: string; contacts: (string | null)[] };
}

const db = new QueryBuilder();
const CALLED = and(eq(number.e164, sql.placeholder('to')), isNull(number.releasedAt));
const ITS_ASSIGNMENT = and(eq(assignment.numberId, number.id), sql`${assignment.state} <> 'ended'`);

const AGENCY = { name: agency.name, supportEmail: agency.supportEmail, supportPhone: agency.supportPhone };
const agencies = prepared(
  AGENCY,
  db.select(AGENCY).from(number).innerJoin(agency, eq(agency.id, number.agencyId)).where(CALLED),
);

const COPY = { userId: user.id, own: staffSetting.phone, known: user.phone };
const copies = prepared(
  COPY,
  db
    .select(COPY)
    .from(number)
    .innerJoin(assignment, ITS_ASSIGNMENT)
    .innerJoin(
      staffSetting,
      and(eq(staffSetting.subAccountId, assignment.subAccountId), eq(staffSetting.copyTexts, true)),
    )
    .innerJoin(user, and(eq(user.id, staffSetting.userId), eq(user.agencyId, number.agencyId)))
    .where(and(CALLED, eq(user.status, 'approved'), isNull(user.deletedAt))),
);

const OPT_OUT = { at: optOut.at };
const optOuts = prepared(
  OPT_OUT,
  db
    .select(OPT_OUT)
    .from(number)
    .innerJoin(assignment, ITS_ASSIGNMENT)
    .innerJoin(optOut, and(eq(optOut.subAccountId, assignment.subAccountId), eq(optOut.e164, sql.placeholder('from'))))
    .where(CALLED),
);

/** To be asked in the same round trip as what the decision rests on. */
export function textQuestions({ from, to }: { from: string; to: string }): Question[] {
  return [agencies, copies, optOuts].map(one => one.question({ from, to }));
}

/** @param answers to `textQuestions` */
export function textFactsOf([agencyRows = [], copyRows = [], optOutRows = []]: readonly Value[][][]): TextFacts {
  const [named] = agencies.rows(agencyRows);
  return {
    agency: { name: named?.name ?? '', contacts: [named?.supportEmail ?? null, named?.supportPhone ?? null] },
    copies: copies.rows(copyRows).flatMap(({ userId, own, known }) => {
      const phone = own ?? known;
      return userId && phone ? [{ userId, phone }] : [];
    }),
    optedOut: optOutRows.length > 0,
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
