import { and, asc, count, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { subAccount, workflowDelivery, workflowSubscription } from '../../../schema/index.ts';
import { auditLine } from '../../audit/store.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';
import type { Caller, Place } from '../caller.ts';
import type { Subscription } from './delivery.ts';

type Db = Pick<Ctx, 'db' | 'now' | 'actor'>;
type NewSubscription = typeof workflowSubscription.$inferInsert;

/** What a caller may see: its sub-account's, or all of the agency's (T-1). */
export function visibleTo({ agencyId, subAccountId }: Caller): SQL | undefined {
  return and(
    eq(workflowSubscription.agencyId, agencyId),
    subAccountId === undefined ? undefined : eq(workflowSubscription.subAccountId, subAccountId),
  );
}

const LAST_TRIED = sql<number | null>`(select max(d.tried_at) from workflow_delivery d
  where d.subscription_id = ${workflowSubscription.id})`;
const WAITING = sql<number>`(select count(*) from workflow_delivery d where d.subscription_id = ${workflowSubscription.id}
  and d.delivered_at is null and d.failed_at is null and d.attempts > 0)`;

/** Live hooks, oldest first, with how their deliveries go; or just one. */
export function hooksOf({ db }: Pick<Ctx, 'db'>, caller: Caller, id?: string) {
  return db.read
    .select({
      hook: workflowSubscription,
      place: { id: subAccount.id, name: subAccount.name },
      lastTriedAt: LAST_TRIED,
      troubled: WAITING,
    })
    .from(workflowSubscription)
    .leftJoin(
      subAccount,
      and(eq(subAccount.id, workflowSubscription.subAccountId), eq(subAccount.agencyId, caller.agencyId)),
    )
    .where(
      and(
        visibleTo(caller),
        isNull(workflowSubscription.endedAt),
        id === undefined ? undefined : eq(workflowSubscription.id, id),
      ),
    )
    .orderBy(asc(workflowSubscription.createdAt), asc(workflowSubscription.id))
    .limit(1000);
}

export type HookRow = Awaited<ReturnType<typeof hooksOf>>[number];

export async function liveHooks(
  { db }: Pick<Ctx, 'db'>,
  { agencyId, subAccountId }: { agencyId: string; subAccountId: string | null },
) {
  const place = workflowSubscription.subAccountId;
  const [row] = await db.read
    .select({ n: count() })
    .from(workflowSubscription)
    .where(
      and(
        eq(workflowSubscription.agencyId, agencyId),
        eq(workflowSubscription.kind, 'hook'),
        isNull(workflowSubscription.endedAt),
        subAccountId === null ? isNull(place) : eq(place, subAccountId),
      ),
    );
  return row?.n ?? 0;
}

export function hookMade(ctx: Db, row: NewSubscription): Statement[] {
  const { agencyId, subAccountId = null, id, trigger, targetUrl, filters } = row;
  return [
    ctx.db.read.insert(workflowSubscription).values(row),
    hookLine(ctx, { agencyId, subAccountId, id }, 'made', { trigger, targetUrl, filters }),
  ];
}

/** The live one that a CRM knows by its own id. */
export async function hostHook({ db }: Pick<Ctx, 'db'>, place: Place, hostTriggerId: string) {
  const [row] = await db.read
    .select()
    .from(workflowSubscription)
    .where(
      and(
        eq(workflowSubscription.agencyId, place.agencyId),
        eq(workflowSubscription.subAccountId, place.subAccountId),
        eq(workflowSubscription.hostTriggerId, hostTriggerId),
        isNull(workflowSubscription.endedAt),
      ),
    );
  return row;
}

/** A CRM's trigger was changed in its workflow. */
export function hostHookChanged(
  ctx: Db,
  hook: Pick<Subscription, 'agencyId' | 'subAccountId' | 'id'>,
  set: Pick<NewSubscription, 'trigger' | 'version' | 'targetUrl' | 'filters' | 'hostWorkflowId'>,
): Statement[] {
  const { trigger, targetUrl, filters } = set;
  return [
    ctx.db.read
      .update(workflowSubscription)
      .set(set)
      .where(
        and(
          eq(workflowSubscription.agencyId, hook.agencyId),
          eq(workflowSubscription.id, hook.id),
          isNull(workflowSubscription.endedAt),
        ),
      ),
    hookLine(ctx, hook, 'changed', { trigger, targetUrl, filters }),
  ];
}

/** The secret before goes on being signed with until it runs out. */
export function secretReplaced(
  ctx: Db,
  hook: Pick<Subscription, 'agencyId' | 'subAccountId' | 'id' | 'secret'>,
  secret: string,
  formerUntil: number,
): Statement[] {
  const { agencyId, id, secret: formerSecret } = hook;
  return [
    ctx.db.read
      .update(workflowSubscription)
      .set({ secret, formerSecret, formerUntil })
      .where(
        and(
          eq(workflowSubscription.agencyId, agencyId),
          eq(workflowSubscription.id, id),
          isNull(workflowSubscription.endedAt),
          sql`${workflowSubscription.secret} is ${formerSecret}`,
        ),
      ),
    hookLine(ctx, hook, 'secret_replaced', { formerUntil }),
  ];
}

/** Sends one again from the beginning, with a new patience; hits nothing while it is on its way by itself. */
export function deliveryResent(
  ctx: Db,
  row: Pick<typeof workflowDelivery.$inferSelect, 'agencyId' | 'subAccountId' | 'id' | 'subscriptionId'>,
): Statement[] {
  const { agencyId, subAccountId, id, subscriptionId } = row;
  return [
    ctx.db.read
      .update(workflowDelivery)
      .set({ deliveredAt: null, failedAt: null, leasedUntil: null, attempts: 0, dueAt: ctx.now, createdAt: ctx.now })
      .where(
        and(
          eq(workflowDelivery.agencyId, agencyId),
          eq(workflowDelivery.id, id),
          sql`exists (select 1 from workflow_subscription w where w.id = ${subscriptionId} and w.ended_at is null)`,
          sql`(${workflowDelivery.leasedUntil} is null or ${workflowDelivery.leasedUntil} < ${ctx.now})`,
        ),
      ),
    auditLine(ctx, { agencyId, subAccountId, entity: 'workflow_delivery', entityId: id, act: 'sent_again' }),
  ];
}

function hookLine(
  ctx: Db,
  { agencyId, subAccountId, id }: Pick<Subscription, 'agencyId' | 'subAccountId' | 'id'>,
  act: string,
  after: Record<string, unknown>,
): Statement {
  return auditLine(ctx, { agencyId, subAccountId, entity: 'workflow_hook', entityId: id, act, after });
}
