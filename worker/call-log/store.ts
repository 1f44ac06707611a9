import { and, asc, desc, eq, inArray, isNull, like, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import { assignment, audit, call, callLeg, contact, number, subAccount, user, voicemail } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { placeOf } from './rules/page.ts';
import type { ListCalls } from './shape.ts';

type Db = Pick<Ctx, 'db'>;

/** Where it is asked: every query names both (T-1). */
export interface Tenant {
  agencyId: string;
  subAccountId: string;
}

/** The sub-account's calls, newest first; one more than a page, so that the next one is known. */
export function callsOf(ctx: Db, { agencyId, subAccountId }: Tenant, query: ListCalls & { id?: string }) {
  const after = placeOf(query.cursor);
  return ctx.db.read
    .select({
      call,
      e164: number.e164,
      contact: { id: contact.id, name: contact.name },
      answeredBy: { id: user.id, name: user.name },
    })
    .from(call)
    .innerJoin(number, eq(number.id, call.numberId))
    .leftJoin(contact, and(eq(contact.id, call.contactId), eq(contact.subAccountId, subAccountId)))
    .leftJoin(user, and(eq(user.id, call.answeredByUserId), eq(user.agencyId, agencyId)))
    .where(
      and(
        eq(call.agencyId, agencyId),
        eq(call.subAccountId, subAccountId),
        query.id === undefined ? undefined : eq(call.id, query.id),
        query.numberId ? eq(call.numberId, query.numberId) : undefined,
        query.status ? eq(call.status, query.status) : undefined,
        query.q ? matching(query.q) : undefined,
        after &&
          or(lt(call.startedAt, after.startedAt), and(eq(call.startedAt, after.startedAt), lt(call.id, after.id))),
      ),
    )
    .orderBy(desc(call.startedAt), desc(call.id))
    .limit(Number(query.limit) + 1);
}

/** Calls to a number of the agency that came while nobody had it, newest first; undefined when it is not theirs. */
export async function idleCallsOf(ctx: Db, agencyId: string, numberId: string, limit: number) {
  const { read } = ctx.db;
  const [[held], calls] = await read.batch([
    read
      .select({ e164: number.e164 })
      .from(number)
      .where(and(eq(number.agencyId, agencyId), eq(number.id, numberId))),
    read
      .select()
      .from(call)
      .where(and(eq(call.numberId, numberId), isNull(call.subAccountId), eq(call.agencyId, agencyId)))
      .orderBy(desc(call.startedAt), desc(call.id))
      .limit(limit),
  ]);
  return held && calls.map(one => ({ call: one, e164: held.e164, contact: null, answeredBy: null }));
}

export type LogRow = Awaited<ReturnType<typeof callsOf>>[number];

function matching(q: string): SQL | undefined {
  const digits = q.replace(/\D/g, '');
  const isNumber = digits.length >= 2 && /^[\d\s()+.-]+$/.test(q);
  if (isNumber) return or(like(call.from, `%${digits}%`), like(call.to, `%${digits}%`));
  return sql`${contact.name} like ${`%${q.replace(/[\\%_]/g, found => `\\${found}`)}%`} escape '\\'`;
}

/** A call's phones with their times, in the order they rang. */
export function legsOf(ctx: Db, agencyId: string, callId: string) {
  return ctx.db.read
    .select({ leg: callLeg, user: { id: user.id, name: user.name } })
    .from(callLeg)
    .leftJoin(user, and(eq(user.id, callLeg.userId), eq(user.agencyId, agencyId)))
    .where(eq(callLeg.callId, callId))
    .orderBy(asc(callLeg.step), asc(callLeg.rangAt), asc(callLeg.to));
}

/** The message a caller left, to be played (S-3). */
export async function voicemailOf(ctx: Db, { agencyId, subAccountId }: Tenant, callId: string) {
  const [row] = await ctx.db.read
    .select({ id: voicemail.id, durationS: voicemail.durationS })
    .from(voicemail)
    .where(
      and(eq(voicemail.agencyId, agencyId), eq(voicemail.subAccountId, subAccountId), eq(voicemail.callId, callId)),
    );
  return row ?? null;
}

export async function namesOf(ctx: Db, agencyId: string, userIds: readonly string[]): Promise<Map<string, string>> {
  if (!userIds.length) return new Map();
  const rows = await ctx.db.read
    .select({ id: user.id, name: user.name })
    .from(user)
    .where(and(eq(user.agencyId, agencyId), inArray(user.id, [...userIds])));
  return new Map(rows.map(row => [row.id, row.name]));
}

/** A number the sub-account holds, with the country people there type phones in. */
export async function heldNumber(ctx: Db, { agencyId, subAccountId }: Tenant, numberId: string) {
  const [row] = await ctx.db.read
    .select({
      id: number.id,
      e164: number.e164,
      voice: number.voice,
      twilioAccountSid: number.twilioAccountSid,
      country: subAccount.country,
    })
    .from(assignment)
    .innerJoin(number, eq(number.id, assignment.numberId))
    .innerJoin(subAccount, eq(subAccount.id, assignment.subAccountId))
    .where(
      and(
        eq(assignment.agencyId, agencyId),
        eq(assignment.subAccountId, subAccountId),
        ne(assignment.state, 'ended'),
        eq(number.id, numberId),
      ),
    );
  return row;
}

/** Another number of the agency that a test call can come from: one of the same sub-account first (L-4, N-7). */
export async function testCallerFor(ctx: Db, tenant: Tenant, called: { id: string; twilioAccountSid: string }) {
  const [row] = await ctx.db.read
    .select({ e164: number.e164 })
    .from(number)
    .leftJoin(assignment, and(eq(assignment.numberId, number.id), ne(assignment.state, 'ended')))
    .where(
      and(
        eq(number.agencyId, tenant.agencyId),
        eq(number.twilioAccountSid, called.twilioAccountSid),
        ne(number.id, called.id),
        isNull(number.releasedAt),
        eq(number.voice, true),
        sql`${number.callPurpose} is not 'do_not_originate'`,
        // Another client's number is never shown, an idle one of the agency may be.
        or(isNull(assignment.id), eq(assignment.subAccountId, tenant.subAccountId)),
      ),
    )
    .orderBy(sql`${assignment.id} is null`, asc(number.e164))
    .limit(1);
  return row?.e164;
}

/** What an earlier test call with the same request id came to. */
export async function testCallPlaced(ctx: Db, { agencyId, subAccountId }: Tenant, requestId: string) {
  const [row] = await ctx.db.read
    .select({ after: audit.after })
    .from(audit)
    .where(
      and(
        eq(audit.entity, 'test_call'),
        eq(audit.act, 'placed'),
        eq(audit.entityId, requestId),
        eq(audit.agencyId, agencyId),
        eq(audit.subAccountId, subAccountId),
      ),
    );
  return row?.after as { callSid: string } | undefined;
}

/**
 * The line that a test call begins with, written only where the same request has not been placed and is not being placed
 * since then (epoch ms); one that the carrier refused may be tried again.
 */
export function unlessUnderWay(
  line: Statement,
  { tenant, requestId }: { tenant: Tenant; requestId: string },
  since: number,
): Statement {
  const { sql: insert, params } = line.toSQL();
  const [head = '', values = ''] = insert.split(' values ');
  const same = "a.entity = 'test_call' and a.entity_id = ? and a.agency_id = ? and a.sub_account_id = ?";
  const whose = [requestId, tenant.agencyId, tenant.subAccountId];
  const guard = `not exists (select 1 from audit a where ${same} and (a.act = 'placed' or a.at > ?)
    and a.seq > coalesce((select max(a.seq) from audit a where ${same} and a.act = 'refused'), 0))`;
  return {
    toSQL: () => ({
      sql: `${head} select * from (values ${values.replace('changes()', '1')}) where ${guard}`,
      params: [...params, ...whose, since, ...whose],
    }),
  };
}
