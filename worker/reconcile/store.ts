import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { agency, assignment, audit, finding, number, outbox, purchase, subAccount, user } from '../../schema/index.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { RUN_MS } from './rules/due.ts';

const RUN = sql`${audit.entity} = 'agency' and ${audit.entityId} = ${agency.id}`;

/** A run that began lately and did not end. */
const running = (now: number) =>
  sql`exists (select 1 from audit begun where begun.entity = 'agency' and begun.entity_id = ${agency.id}
    and begun.act = 'reconcile_started' and begun.at > ${now - RUN_MS} and not exists (
      select 1 from audit done where done.entity = 'agency' and done.entity_id = ${agency.id}
      and done.act = 'reconciled' and done.seq > begun.seq))`;

/** Nobody reconciled since that night (epoch ms). */
const notSince = (night: number) =>
  sql`not exists (select 1 from ${audit} where ${RUN} and ${audit.act} = 'reconciled' and ${audit.at} >= ${night})`;

/** Cross-tenant: agencies whose nightly run is due. */
export async function dueAcrossTenants(ctx: Ctx, night: number, limit: number): Promise<string[]> {
  const rows = await ctx.db.read
    .select({ id: agency.id })
    .from(agency)
    .where(
      and(isNull(agency.uninstalledAt), lt(agency.createdAt, night), notSince(night), sql`not ${running(ctx.now)}`),
    )
    .limit(limit);
  return rows.map(row => row.id);
}

/** Takes an agency's run, unless one is under way; with `night`, unless that night's run was done. */
export function runStarted(ctx: Ctx, agencyId: string, night: number | undefined): Statement[] {
  return [
    ctx.db.read
      .update(agency)
      .set({ createdAt: sql`${agency.createdAt}` })
      .where(
        and(eq(agency.id, agencyId), sql`not ${running(ctx.now)}`, night === undefined ? undefined : notSince(night)),
      ),
    auditLine(ctx, { agencyId, entity: 'agency', entityId: agencyId, act: 'reconcile_started' }),
  ];
}

export function runDone(ctx: Ctx, agencyId: string, result: object): Statement[] {
  return [
    ctx.db.read
      .update(agency)
      .set({ createdAt: sql`${agency.createdAt}` })
      .where(eq(agency.id, agencyId)),
    auditLine(ctx, { agencyId, entity: 'agency', entityId: agencyId, act: 'reconciled', after: result }),
  ];
}

/** When the newest run began and when the last one was done. */
export async function lastRuns(
  ctx: Ctx,
  agencyId: string,
): Promise<{ startedAt: number | null; doneAt: number | null }> {
  const last = async (act: string) => {
    const [line] = await ctx.db.read
      .select({ at: audit.at })
      .from(audit)
      .where(and(eq(audit.entity, 'agency'), eq(audit.entityId, agencyId), eq(audit.act, act)))
      .orderBy(desc(audit.seq))
      .limit(1);
    return line?.at ?? null;
  };
  const [startedAt, doneAt] = await Promise.all([last('reconcile_started'), last('reconciled')]);
  return { startedAt, doneAt };
}

export async function reconciledAgency(ctx: Ctx, agencyId: string) {
  const [row] = await ctx.db.read
    .select({
      id: agency.id,
      stripeAccountId: agency.stripeAccountId,
      twilioSid: agency.twilioSid,
      twilioToken: agency.twilioToken,
    })
    .from(agency)
    .where(eq(agency.id, agencyId));
  return row;
}

export type ReconciledAgency = NonNullable<Awaited<ReturnType<typeof reconciledAgency>>>;

/** The agency's assignments on that connected account that live or ever ran on a subscription. */
export function assignmentsOn(ctx: Ctx, agencyId: string, account: string) {
  return ctx.db.read
    .select({
      id: assignment.id,
      state: assignment.state,
      mode: assignment.mode,
      subscriptionId: assignment.subscriptionId,
      e164: number.e164,
      subAccount: subAccount.name,
    })
    .from(assignment)
    .innerJoin(number, eq(number.id, assignment.numberId))
    .innerJoin(subAccount, eq(subAccount.id, assignment.subAccountId))
    .where(and(eq(assignment.agencyId, agencyId), eq(assignment.stripeAccountId, account)));
}

/** Which of those subscriptions are on their way to be ended already. */
export async function endingSoon(ctx: Ctx, agencyId: string, ids: readonly { id: string; assignmentId: string }[]) {
  const keys = ids.flatMap(({ id, assignmentId }) => [
    `cancel_subscription:${assignmentId}:${id}`,
    `refund_late_payment:${assignmentId}:${id}`,
    `settle_release:${assignmentId}`,
  ]);
  const found = new Set<string>();
  for (let at = 0; at < keys.length; at += 300) {
    const rows = await ctx.db.read
      .select({ key: outbox.key })
      .from(outbox)
      .where(
        and(
          eq(outbox.agencyId, agencyId),
          inArray(outbox.key, keys.slice(at, at + 300)),
          isNull(outbox.deliveredAt),
          isNull(outbox.parkedAt),
        ),
      );
    for (const { key } of rows) found.add(key.split(':')[1] ?? '');
  }
  return found;
}

/** Numbers of the agency's pool, with the account they live in. */
export function poolOf(ctx: Ctx, agencyId: string) {
  return ctx.db.read
    .select({
      id: number.id,
      e164: number.e164,
      boughtAt: number.boughtAt,
      twilioAccountSid: number.twilioAccountSid,
    })
    .from(number)
    .where(and(eq(number.agencyId, agencyId), isNull(number.releasedAt)));
}

/** Cross-tenant: which of those numbers are in anybody's pool, or on their way into or out of one. */
export async function accountedFor(ctx: Ctx, e164s: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const lately = ctx.now - 3_600_000;
  for (let at = 0; at < e164s.length; at += 300) {
    const some = e164s.slice(at, at + 300);
    const [pooled, bought] = await ctx.db.read.batch([
      ctx.db.read
        .select({ e164: number.e164 })
        .from(number)
        .where(and(inArray(number.e164, some), or(isNull(number.releasedAt), gt(number.releasedAt, lately)))),
      ctx.db.read
        .select({ e164: purchase.e164 })
        .from(purchase)
        .where(
          and(inArray(purchase.e164, some), inArray(purchase.state, ['reserved', 'consent', 'charged', 'ordered'])),
        ),
    ]);
    for (const { e164 } of [...pooled, ...bought]) found.add(e164);
  }
  return found;
}

/** Cross-tenant: which agency last bought or held a number; undefined when nobody did. */
export async function lastHolder(ctx: Ctx, e164: string): Promise<string | undefined> {
  const [held] = await ctx.db.read
    .select({ agencyId: number.agencyId })
    .from(number)
    .where(eq(number.e164, e164))
    .orderBy(desc(number.boughtAt))
    .limit(1);
  if (held) return held.agencyId;
  const [bought] = await ctx.db.read
    .select({ agencyId: purchase.agencyId })
    .from(purchase)
    .where(eq(purchase.e164, e164))
    .orderBy(desc(purchase.createdAt))
    .limit(1);
  return bought?.agencyId;
}

/** Owners and admins of the agency, who are told of drift (M-1). */
export function agencyAdmins(ctx: Ctx, agencyId: string) {
  return ctx.db.read
    .select({ id: user.id })
    .from(user)
    .where(
      and(
        eq(user.agencyId, agencyId),
        eq(user.status, 'approved'),
        isNull(user.deletedAt),
        inArray(user.agencyRole, ['owner', 'admin']),
        ne(user.email, ''),
      ),
    );
}

/** What is open, and what was settled lately; newest first. */
export function findingsOf(ctx: Ctx, agencyId: string, settledSince: number, limit: number) {
  return ctx.db.read
    .select()
    .from(finding)
    .where(
      and(
        eq(finding.agencyId, agencyId),
        or(isNull(finding.resolvedAt), and(isNotNull(finding.resolvedAt), gt(finding.resolvedAt, settledSince))),
      ),
    )
    .orderBy(sql`${finding.resolvedAt} is not null`, desc(finding.foundAt), desc(finding.id))
    .limit(limit);
}

export function openFindings(ctx: Ctx, agencyId: string) {
  return ctx.db.read
    .select()
    .from(finding)
    .where(and(eq(finding.agencyId, agencyId), isNull(finding.resolvedAt)));
}

export type FindingRow = typeof finding.$inferSelect;

export function findingInsert(ctx: Ctx, row: FindingRow): Statement {
  return ctx.db.read.insert(finding).values(row).onConflictDoNothing();
}

export function findingChanged(ctx: Ctx, { agencyId, id }: FindingRow, set: Partial<FindingRow>): Statement {
  return ctx.db.read
    .update(finding)
    .set(set)
    .where(and(eq(finding.agencyId, agencyId), eq(finding.id, id), isNull(finding.resolvedAt)));
}
