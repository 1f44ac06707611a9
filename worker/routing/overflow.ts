import { and, eq, inArray, isNull } from 'drizzle-orm';
import { membership, subAccount, user } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import type { CallRecord } from './record.ts';

const HOUR_MS = 3_600_000;

/** the sub-account's admins are told that calls found no slot, at most once per number and hour. */
export async function overflowMails(
  ctx: Pick<Ctx, 'db'>,
  records: readonly CallRecord[],
): Promise<{ agencyId: string; keyed: KeyedEffect }[]> {
  const over = records.filter(record => record.overflow && record.subAccountId);
  if (!over.length) return [];
  const admins = await ctx.db.read
    .select({ userId: user.id, subAccountId: subAccount.id, name: subAccount.name, timezone: subAccount.timezone })
    .from(membership)
    .innerJoin(subAccount, eq(subAccount.id, membership.subAccountId))
    .innerJoin(user, and(eq(user.id, membership.userId), eq(user.status, 'approved'), isNull(user.deletedAt)))
    .where(
      and(
        inArray(membership.subAccountId, [...new Set(over.map(record => record.subAccountId ?? ''))]),
        inArray(membership.role, ['owner', 'admin']),
      ),
    );
  const mails = new Map<string, { agencyId: string; keyed: KeyedEffect }>();
  for (const { agencyId, subAccountId, numberId, to, startedAt } of over) {
    for (const admin of admins.filter(one => one.subAccountId === subAccountId)) {
      const key = `overflow:${numberId}:${Math.floor(startedAt / HOUR_MS)}:${admin.userId}`;
      const { userId, name, timezone } = admin;
      const params = { e164: to, subAccountName: name, timezone, price: 0, currency: 'usd' };
      const effect = {
        kind: 'mail',
        template: 'overflow',
        agencyId,
        subAccountId: admin.subAccountId,
        userId,
        params,
      } as const;
      mails.set(key, { agencyId, keyed: { key, effect } });
    }
  }
  return [...mails.values()];
}
