import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { agency, audit, number, subAccount } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { notFound } from '../problem.ts';

export type AgencyRow = typeof agency.$inferSelect;
export type NewAgency = typeof agency.$inferInsert;

export async function agencyOf(ctx: Ctx, agencyId: string): Promise<AgencyRow> {
  const [row] = await ctx.db.read.select().from(agency).where(eq(agency.id, agencyId));
  if (!row) throw notFound('agency');
  return row;
}

/** The agency whose customer on the platform account, or connected account, this is. */
export async function agencyAtStripe(ctx: Ctx, of: { customerId: string } | { accountId: string }) {
  const [row] = await ctx.db.read
    .select({ id: agency.id })
    .from(agency)
    .where('customerId' in of ? eq(agency.stripeCustomerId, of.customerId) : eq(agency.stripeAccountId, of.accountId));
  return row?.id;
}

/** Changes how ready an agency is only if nobody did since it was read. */
export function readinessChanged(ctx: Ctx, read: AgencyRow, set: Partial<NewAgency>): Statement {
  return ctx.db.read.update(agency).set(set).where(unmoved(read));
}

/** The same, and only while every number of the pool lives in that account and none is being bought. */
export function telephonyChanged(ctx: Ctx, read: AgencyRow, account: string, set: Partial<NewAgency>): Statement {
  return ctx.db.read
    .update(agency)
    .set(set)
    .where(
      and(
        unmoved(read),
        sql`not exists (select 1 from number n where n.agency_id = ${read.id} and n.released_at is null
          and n.twilio_account_sid <> ${account})`,
        sql`(${account} = ${read.twilioSid ?? ''} or not exists (select 1 from purchase p where p.agency_id = ${read.id}
          and p.state in ('reserved', 'consent', 'charged', 'ordered')))`,
      ),
    );
}

function unmoved(read: AgencyRow) {
  return and(
    eq(agency.id, read.id),
    sql`${agency.stripeCustomerId} is ${read.stripeCustomerId}`,
    sql`${agency.stripeAccountId} is ${read.stripeAccountId}`,
    sql`${agency.telephony} is ${read.telephony}`,
    sql`${agency.twilioSid} is ${read.twilioSid}`,
    eq(agency.cardOnFile, read.cardOnFile),
    eq(agency.chargesEnabled, read.chargesEnabled),
  );
}

/** How many numbers of the pool live in another account than that. */
export async function numbersOutside(ctx: Ctx, agencyId: string, account: string): Promise<number> {
  const [row] = await ctx.db.read
    .select({ n: sql<number>`count(*)` })
    .from(number)
    .where(
      and(eq(number.agencyId, agencyId), isNull(number.releasedAt), sql`${number.twilioAccountSid} <> ${account}`),
    );
  return row?.n ?? 0;
}

/**
 * Forgets the sub-accounts' customers: they live on a Stripe account that is no longer the agency's. The audit lines come
 * first and from the same condition: it may hit any number of them.
 */
export function customersForgotten(ctx: Ctx, agencyId: string): Statement[] {
  const which = and(
    eq(subAccount.agencyId, agencyId),
    or(isNotNull(subAccount.stripeCustomerId), isNotNull(subAccount.planCheckoutId)),
  );
  const { kind, id, source } = ctx.actor;
  const lines = ctx.db.read.insert(audit).select(
    ctx.db.read
      .select({
        seq: sql<number>`null`.as('seq'),
        agencyId: subAccount.agencyId,
        subAccountId: sql<string>`${subAccount.id}`.as('sub_account_id'),
        entity: sql<string>`'sub_account'`.as('entity'),
        entityId: sql<string>`${subAccount.id}`.as('entity_id'),
        act: sql<string>`'customer.forgotten'`.as('act'),
        actorKind: sql<typeof kind>`${kind}`.as('actor_kind'),
        actorId: sql<string>`${id}`.as('actor_id'),
        source: sql<string>`${source}`.as('source'),
        before: sql<unknown>`json_object('customerId', ${subAccount.stripeCustomerId})`.as('before'),
        after: sql<unknown>`null`.as('after'),
        at: sql<number>`${ctx.now}`.as('at'),
        changed: sql<number>`1`.as('changed'),
      })
      .from(subAccount)
      .where(which),
  );
  const forgotten = ctx.db.read
    .update(subAccount)
    .set({
      stripeCustomerId: null,
      planSubscriptionId: null,
      planStatus: null,
      cardValid: false,
      planCheckoutId: null,
      planCheckoutUrl: null,
    })
    .where(which);
  return [lines, forgotten];
}
