import { and, desc, eq, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import {
  subAccount,
  workflowDelivery,
  workflowEvent,
  workflowRun,
  workflowSubscription,
} from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Caller } from '../caller.ts';

type Db = Pick<Ctx, 'db'>;

/** A place in a list, newest first, to read on from. */
export interface Mark {
  at: number;
  id: string;
}

interface Dated {
  id: SQLiteColumn;
  agencyId: SQLiteColumn;
  subAccountId: SQLiteColumn;
}

function within(table: Dated, at: SQLiteColumn, { agencyId, subAccountId }: Caller, before: Mark | undefined) {
  return and(
    eq(table.agencyId, agencyId),
    subAccountId === undefined ? undefined : eq(table.subAccountId, subAccountId),
    before && or(lt(at, before.at), and(eq(at, before.at), lt(table.id, before.id))),
  );
}

/** An agency's own hook hears of a sub-account what that sub-account does not see sent. */
function heardBy({ subAccountId }: Caller): SQL | undefined {
  if (subAccountId === undefined) return undefined;
  return sql`exists (select 1 from workflow_delivery d join workflow_subscription w on w.id = d.subscription_id
    where d.event_id = ${workflowEvent.id} and w.sub_account_id = ${subAccountId})`;
}

/**
 * How the deliveries stand that the caller may see: how many are given up or still tried, and what the last one met.
 */
function sentOf({ subAccountId }: Caller) {
  const whose = subAccountId === undefined ? sql`` : sql` and w.sub_account_id = ${subAccountId}`;
  const mine = sql`from workflow_delivery d join workflow_subscription w on w.id = d.subscription_id
    where d.event_id = ${workflowEvent.id}${whose} and d.delivered_at is null`;
  return {
    failed: sql<number>`(select count(*) ${mine} and d.failed_at is not null)`,
    waiting: sql<number>`(select count(*) ${mine} and d.failed_at is null)`,
    trouble: sql<string | null>`(select d.error ${mine} order by d.tried_at desc limit 1)`,
    troubleStatus: sql<number | null>`(select d.status ${mine} order by d.tried_at desc limit 1)`,
  };
}

const PLACE = { id: subAccount.id, name: subAccount.name };

/** Events that were told to somebody, newest first. */
export function eventsOf({ db }: Db, caller: Caller, before: Mark | undefined, limit: number, id?: string) {
  return db.read
    .select({ event: workflowEvent, place: PLACE, ...sentOf(caller) })
    .from(workflowEvent)
    .leftJoin(subAccount, eq(subAccount.id, workflowEvent.subAccountId))
    .where(
      and(
        within(workflowEvent, workflowEvent.at, caller, before),
        heardBy(caller),
        id === undefined ? undefined : eq(workflowEvent.id, id),
      ),
    )
    .orderBy(desc(workflowEvent.at), desc(workflowEvent.id))
    .limit(limit);
}

/** Actions that were asked for, newest first. */
export function runsOf({ db }: Db, caller: Caller, before: Mark | undefined, limit: number, id?: string) {
  return db.read
    .select({ run: workflowRun, place: PLACE })
    .from(workflowRun)
    .leftJoin(subAccount, eq(subAccount.id, workflowRun.subAccountId))
    .where(
      and(
        within(workflowRun, workflowRun.startedAt, caller, before),
        id === undefined ? undefined : eq(workflowRun.id, id),
      ),
    )
    .orderBy(desc(workflowRun.startedAt), desc(workflowRun.id))
    .limit(limit);
}

const STATE: Record<'waiting' | 'delivered' | 'failed', SQL | undefined> = {
  waiting: and(isNull(workflowDelivery.deliveredAt), isNull(workflowDelivery.failedAt)),
  delivered: isNotNull(workflowDelivery.deliveredAt),
  failed: isNotNull(workflowDelivery.failedAt),
};

/** Deliveries, newest first, with what they carried and where to. */
export function deliveriesOf(
  { db }: Db,
  caller: Caller,
  which: {
    before?: Mark | undefined;
    hookId?: string | undefined;
    state?: keyof typeof STATE | undefined;
    id?: string;
    eventId?: string;
  },
  limit: number,
) {
  return db.read
    .select({ delivery: workflowDelivery, event: workflowEvent, hook: workflowSubscription })
    .from(workflowDelivery)
    .innerJoin(workflowEvent, eq(workflowEvent.id, workflowDelivery.eventId))
    .innerJoin(workflowSubscription, eq(workflowSubscription.id, workflowDelivery.subscriptionId))
    .where(
      and(
        within(workflowDelivery, workflowDelivery.createdAt, caller, which.before),
        caller.subAccountId === undefined ? undefined : eq(workflowSubscription.subAccountId, caller.subAccountId),
        which.hookId === undefined ? undefined : eq(workflowDelivery.subscriptionId, which.hookId),
        which.state === undefined ? undefined : STATE[which.state],
        which.id === undefined ? undefined : eq(workflowDelivery.id, which.id),
        which.eventId === undefined ? undefined : eq(workflowDelivery.eventId, which.eventId),
      ),
    )
    .orderBy(desc(workflowDelivery.createdAt), desc(workflowDelivery.id))
    .limit(limit);
}

export type DeliveryRow = Awaited<ReturnType<typeof deliveriesOf>>[number];
