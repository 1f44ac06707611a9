import { and, eq, isNull, ne, or, sql } from 'drizzle-orm';
import { audit, staffSetting } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import type { Settings } from './rules/settings.ts';
import type { Place } from './store.ts';

/** Statements that change a person's settings (S-2). */

type Db = Pick<Ctx, 'db' | 'now'>;

/** Saves settings; what is not given stays. */
export function settingSaved(
  ctx: Db,
  place: Place,
  userId: string,
  change: Partial<Settings> & { greetingRecordingSid?: null },
): Statement {
  return ctx.db.read
    .insert(staffSetting)
    .values({ ...place, userId, ...change, updatedAt: ctx.now })
    .onConflictDoUpdate({
      target: [staffSetting.subAccountId, staffSetting.userId],
      set: { ...change, updatedAt: ctx.now },
    });
}

/** Sees to it that the person has a row to change. */
export function settingBegun(ctx: Db, place: Place, userId: string): Statement {
  return ctx.db.read
    .insert(staffSetting)
    .values({ ...place, userId, updatedAt: ctx.now })
    .onConflictDoNothing();
}

/** Keeps a greeting recorded by phone; hits nothing when it is kept already. */
export function greetingKept(ctx: Db, place: Place, userId: string, recordingSid: string): Statement {
  const { greetingRecordingSid: kept } = staffSetting;
  return ctx.db.read
    .update(staffSetting)
    .set({ greetingRecordingSid: recordingSid, updatedAt: ctx.now })
    .where(and(theirs(place, userId), or(isNull(kept), ne(kept, recordingSid))));
}

/**
 * Notes that a person is called to record their greeting; hits nothing when this very request was carried out already, or
 * another one a moment ago.
 */
export function greetingCalled(ctx: Db, place: Place, userId: string, requestId: string, since: number): Statement {
  return ctx.db.read
    .update(staffSetting)
    .set({ updatedAt: ctx.now })
    .where(
      and(
        theirs(place, userId),
        sql`not exists (select 1 from ${audit} where ${audit.agencyId} = ${place.agencyId}
          and ${audit.entity} = 'staff_setting' and ${audit.entityId} = ${userId} and ${audit.act} = 'greeting_call'
          and (json_extract(${audit.after}, '$.requestId') = ${requestId} or ${audit.at} > ${since}))`,
      ),
    );
}

/** Whether that request to be called was carried out already. */
export async function wasCalled(ctx: Db, { agencyId }: Place, userId: string, requestId: string): Promise<boolean> {
  const rows = await ctx.db.read
    .select({ seq: audit.seq })
    .from(audit)
    .where(
      and(
        eq(audit.agencyId, agencyId),
        eq(audit.entity, 'staff_setting'),
        eq(audit.entityId, userId),
        eq(audit.act, 'greeting_call'),
        sql`json_extract(${audit.after}, '$.requestId') = ${requestId}`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

function theirs({ agencyId, subAccountId }: Place, userId: string) {
  return and(
    eq(staffSetting.agencyId, agencyId),
    eq(staffSetting.subAccountId, subAccountId),
    eq(staffSetting.userId, userId),
  );
}
