import { and, eq, isNotNull, notInArray, type SQL, sql } from 'drizzle-orm';
import { assignment, companyNumber, companyNumberUser, number, staffSetting, unknownRule } from '../../schema/index.ts';
import { inServiceHere, wiredAsRead } from '../agent/wires.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import type { Place } from '../staff/store.ts';
import type { CompanyNumber, Held } from './load.ts';

type Db = Pick<Ctx, 'db' | 'now'>;

/** Wires a number in service as company number, if it is still wired as it was read (L-1). */
export function opened(ctx: Db, place: Place, held: Held): Statement {
  return ctx.db.read
    .update(number)
    .set({ wiredTo: 'company', wiredUserId: null, wiredAgentId: null })
    .where(and(inServiceHere(ctx, place, held.numberId), wiredAsRead(held)));
}

/** Its settings; those of an earlier time within the same assignment hold again. */
export function settingsBegun(ctx: Db, place: Place, { assignmentId, numberId }: Held): Statement {
  return ctx.db.read
    .insert(companyNumber)
    .values({ assignmentId, numberId, ...place, updatedAt: ctx.now })
    .onConflictDoNothing();
}

/** U-3: the default rule is there from the first moment; it rings the owner until it is told otherwise. */
export function defaultBegun(ctx: Ctx, place: Place, { assignmentId }: Held): Statement {
  return ctx.db.read
    .insert(unknownRule)
    .values({
      id: ctx.id('rul'),
      assignmentId,
      ...place,
      isDefault: true,
      name: 'Default',
      action: { kind: 'user', userId: null },
      hours: [],
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    .onConflictDoNothing();
}

/** Changes settings of a company number and takes its next version. */
export function settingsChanged(
  ctx: Db,
  place: Place,
  held: CompanyNumber,
  set: Partial<Pick<CompanyNumber['setting'], 'source' | 'tag' | 'callLimit' | 'limited'>>,
): Statement {
  return ctx.db.read
    .update(companyNumber)
    .set({ ...set, updatedAt: Math.max(ctx.now, held.setting.updatedAt + 1) })
    .where(
      and(
        eq(companyNumber.agencyId, place.agencyId),
        eq(companyNumber.subAccountId, place.subAccountId),
        eq(companyNumber.assignmentId, held.assignmentId),
        eq(companyNumber.updatedAt, held.setting.updatedAt),
        stillCompany(held.numberId),
      ),
    );
}

/**
 * U-4: every change of a rule takes the next version of its company number, so that of two at once, each decided without
 * the other, the second rolls back. Its audit line stands right behind.
 */
export function versionTaken(ctx: Db, place: Place, held: CompanyNumber): Statement {
  return settingsChanged(ctx, place, held, {});
}

function stillCompany(numberId: string): SQL {
  return sql`exists (select 1 from ${number} where ${number.id} = ${numberId} and ${number.wiredTo} = 'company'
    and exists (select 1 from ${assignment} where ${assignment.id} = ${companyNumber.assignmentId}
      and ${assignment.state} <> 'ended'))`;
}

/** L-5: exactly these users may be associated. */
export function allowedUsersSet(ctx: Db, { assignmentId }: Held, userIds: readonly string[]): Statement[] {
  const cleared = ctx.db.read.delete(companyNumberUser).where(eq(companyNumberUser.assignmentId, assignmentId));
  if (!userIds.length) return [cleared];
  const rows = userIds.map(userId => ({ assignmentId, userId }));
  return [cleared, ctx.db.read.insert(companyNumberUser).values(rows)];
}

/** Takes the association with this number from everybody but the given users (L-5, L-6). */
export function associationsCleared(ctx: Db, place: Place, numberId: string, keep: readonly string[] = []): Statement {
  return ctx.db.read
    .update(staffSetting)
    .set({ companyNumberId: null, updatedAt: ctx.now })
    .where(
      and(
        eq(staffSetting.agencyId, place.agencyId),
        eq(staffSetting.companyNumberId, numberId),
        isNotNull(staffSetting.companyNumberId),
        keep.length ? notInArray(staffSetting.userId, [...keep]) : undefined,
      ),
    );
}

/** A person's settings in this sub-account exist from now on. */
export function settingBegun(ctx: Db, place: Place, userId: string): Statement {
  return ctx.db.read
    .insert(staffSetting)
    .values({ ...place, userId, updatedAt: ctx.now })
    .onConflictDoNothing();
}

/** L-2, L-5: associates a user with a company number that is open to them, or with none. */
export function associated(ctx: Db, place: Place, userId: string, held: CompanyNumber | null): Statement {
  const isOpen = held
    ? sql`exists (select 1 from ${companyNumber} where ${companyNumber.assignmentId} = ${held.assignmentId}
        and ${stillCompany(held.numberId)} and (${companyNumber.limited} = 0 or exists (
          select 1 from ${companyNumberUser} where ${companyNumberUser.assignmentId} = ${held.assignmentId}
          and ${companyNumberUser.userId} = ${userId})))`
    : undefined;
  return ctx.db.read
    .update(staffSetting)
    .set({ companyNumberId: held?.numberId ?? null, updatedAt: ctx.now })
    .where(and(eq(staffSetting.subAccountId, place.subAccountId), eq(staffSetting.userId, userId), isOpen));
}

type RuleColumns = typeof unknownRule.$inferInsert;

export function ruleInsert(ctx: Db, row: RuleColumns): Statement {
  return ctx.db.read.insert(unknownRule).values(row);
}

export function ruleChanged(
  ctx: Db,
  { assignmentId }: Held,
  ruleId: string,
  set: Partial<Pick<RuleColumns, 'name' | 'action' | 'hours' | 'enabled'>>,
): Statement {
  return ctx.db.read
    .update(unknownRule)
    .set({ ...set, updatedAt: ctx.now })
    .where(and(eq(unknownRule.assignmentId, assignmentId), eq(unknownRule.id, ruleId)));
}

/** Removes a custom rule; the default stays, whatever is asked (U-3). */
export function ruleDeleted(ctx: Db, { assignmentId }: Held, ruleId: string): Statement {
  return ctx.db.read
    .delete(unknownRule)
    .where(
      and(eq(unknownRule.assignmentId, assignmentId), eq(unknownRule.id, ruleId), eq(unknownRule.isDefault, false)),
    );
}
