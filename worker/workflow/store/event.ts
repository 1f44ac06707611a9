import { and, eq } from 'drizzle-orm';
import { subAccount, workflowDelivery, workflowEvent, workflowSubscription } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { Statement } from '../../edge/db.ts';
import type { TriggerEvent } from '../catalogue/index.ts';
import type { Happened } from '../fire.ts';
import { hearing } from './heard.ts';

type Db = Pick<Ctx, 'db'>;

/** Who listens to a happening, whatever trigger it turned out to be. */
export function subscribersOf({ db }: Db, happened: Happened) {
  const { id, trigger, filters } = workflowSubscription;
  return db.read.select({ id, trigger, filters }).from(workflowSubscription).where(hearing(happened));
}

/** The CRM's id of a sub-account. */
export async function hostIdOf({ db }: Db, agencyId: string, subAccountId: string): Promise<string | null> {
  const [row] = await db.read
    .select({ hostLocationId: subAccount.hostLocationId })
    .from(subAccount)
    .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.id, subAccountId)));
  return row?.hostLocationId ?? null;
}

export function eventMade(
  { db }: Db,
  { agencyId, subAccountId, at, ...event }: TriggerEvent & Pick<Happened, 'agencyId' | 'subAccountId' | 'at'>,
): Statement {
  return db.read
    .insert(workflowEvent)
    .values({ id: event.id, agencyId, subAccountId, trigger: event.type, payload: event, at })
    .onConflictDoNothing();
}

/** One delivery per event and subscription, however often the event is told. */
export function deliveriesMade({ db }: Db, rows: (typeof workflowDelivery.$inferInsert)[]): Statement {
  return db.read
    .insert(workflowDelivery)
    .values(rows)
    .onConflictDoNothing({ target: [workflowDelivery.eventId, workflowDelivery.subscriptionId] });
}
