import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { agency, assignment, message, number, optOut, subAccount } from '../../schema/index.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace, type Statement } from '../edge/db.ts';
import { type TextStatus, textStatusesBefore } from './rules/text-status.ts';
import type { Place } from './store.ts';

type Db = Pick<Ctx, 'db' | 'now' | 'actor'>;
export type MessageRow = typeof message.$inferSelect;

/** One text of a sub-account. */
export async function textOf(ctx: Pick<Ctx, 'db'>, place: Place, id: string): Promise<MessageRow | undefined> {
  const [row] = await ctx.db.read
    .select()
    .from(message)
    .where(and(eq(message.agencyId, place.agencyId), eq(message.subAccountId, place.subAccountId), eq(message.id, id)));
  return row;
}

/** A text written down, with its audit line. The primary key refuses a repeat. */
export function textStored(ctx: Db, row: typeof message.$inferInsert, more: { keyword?: string } = {}): Statement[] {
  const { from, to, kind, direction } = row;
  return [
    ctx.db.read.insert(message).values(row),
    textLine(ctx, row, direction === 'in' ? 'received' : 'written', { kind, from, to, ...more }),
  ];
}

/** An outgoing text with what handing it over depends on; no tenant: its id comes from our outbox or a signed webhook. */
export async function outgoing(ctx: Pick<Ctx, 'db'>, id: string) {
  const [row] = await ctx.db.read
    .select({
      message,
      assignment: { state: assignment.state, endsAt: assignment.endsAt },
      twilioAccountSid: number.twilioAccountSid,
      callPurpose: number.callPurpose,
      country: subAccount.country,
      allowedCountries: agency.allowedCountries,
      optedOut: sql<number>`exists (select 1 from ${optOut} where ${optOut.subAccountId} = ${message.subAccountId}
        and ${optOut.e164} = ${message.to})`,
      isOurs: sql<number>`exists (select 1 from number n where n.e164 = ${message.to} and n.released_at is null)`,
    })
    .from(message)
    .innerJoin(number, eq(number.id, message.numberId))
    .innerJoin(assignment, eq(assignment.id, message.assignmentId))
    .innerJoin(subAccount, eq(subAccount.id, message.subAccountId))
    .innerJoin(agency, eq(agency.id, message.agencyId))
    .where(and(eq(message.id, id), eq(message.direction, 'out')));
  return row;
}

export type Outgoing = NonNullable<Awaited<ReturnType<typeof outgoing>>>;

/** From now on nobody can say whether Twilio has it, until Twilio's answer is written down. */
export function begin(ctx: Db, row: MessageRow): Promise<boolean> {
  const begun = ctx.db.read
    .update(message)
    .set({ status: 'sending', statusAt: ctx.now })
    .where(and(eq(message.id, row.id), eq(message.status, 'queued'), isNull(message.messageSid)));
  return happens(ctx, [begun, textLine(ctx, row, 'sending', {})]);
}

/** Twilio said for certain that it did not take it: it may be sent again without looking it up. */
export function putBack(ctx: Db, row: MessageRow): Promise<boolean> {
  const back = ctx.db.read
    .update(message)
    .set({ status: 'queued', statusAt: ctx.now })
    .where(and(eq(message.id, row.id), eq(message.status, 'sending'), isNull(message.messageSid)));
  return happens(ctx, [back, textLine(ctx, row, 'put_back', {})]);
}

export interface TextNews {
  messageSid: string | null;
  status: TextStatus;
  errorCode: string | null;
}

/** What became of a text; nothing is changed by news that say less than is known, or that speak of another message. */
export function textMoved(ctx: Db, row: MessageRow, { messageSid, status, errorCode }: TextNews): Statement[] {
  const moved = ctx.db.read
    .update(message)
    .set({ status, errorCode, statusAt: ctx.now, messageSid: sql`coalesce(${message.messageSid}, ${messageSid})` })
    .where(
      and(
        eq(message.id, row.id),
        sql`(${message.status} in ${textStatusesBefore(status)} or (${message.messageSid} is null and ${messageSid} is not null and ${message.status} = ${status}))`,
        sql`(${message.messageSid} is null or ${messageSid} is null or ${message.messageSid} = ${messageSid})`,
      ),
    );
  return [moved, textLine(ctx, row, status, { errorCode })];
}

/** Of these Twilio ids, those that texts of ours have already. */
export async function linkedSids(ctx: Pick<Ctx, 'db'>, sids: readonly string[]): Promise<Set<string | null>> {
  if (!sids.length) return new Set();
  const rows = await ctx.db.read
    .select({ sid: message.messageSid })
    .from(message)
    .where(inArray(message.messageSid, [...sids]));
  return new Set(rows.map(row => row.sid));
}

/** this sub-account writes to them no more. The first word said stays. */
export function optedOut(ctx: Db, of: { subAccountId: string; e164: string; keyword: string }): Statement {
  return ctx.db.read
    .insert(optOut)
    .values({ ...of, at: ctx.now })
    .onConflictDoNothing();
}

/** this sub-account may write to them again. */
export function optedIn(ctx: Pick<Ctx, 'db'>, of: { subAccountId: string; e164: string }): Statement {
  return ctx.db.read.delete(optOut).where(and(eq(optOut.subAccountId, of.subAccountId), eq(optOut.e164, of.e164)));
}

/** Commits, or finds that it has happened already: then nothing changes. */
export async function happens(ctx: Pick<Ctx, 'db'>, statements: Statement[]): Promise<boolean> {
  try {
    await ctx.db.commit(statements);
    return true;
  } catch (cause) {
    if (cause instanceof LostRace) return false;
    throw cause;
  }
}

function textLine(
  ctx: Db,
  row: { id: string; agencyId: string; subAccountId: string },
  act: string,
  after: Record<string, unknown>,
): Statement {
  const { agencyId, subAccountId } = row;
  return auditLine(ctx, { agencyId, subAccountId, entity: 'message', entityId: row.id, act, after });
}
