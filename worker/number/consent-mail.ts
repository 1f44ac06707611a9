import type { Ctx } from '../context.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { agencyAdmins } from '../reconcile/store.ts';
import { subAccountNamed } from './store/pool.ts';
import type { PurchaseRow } from './store/purchase.ts';

/** A client is buying and the agency's bank wants the agency: its owners and admins are told where to consent (N-12). */
export async function consentMails(
  ctx: Ctx,
  row: PurchaseRow,
  subAccountId: string,
  link: string,
): Promise<KeyedEffect[]> {
  const { agencyId, e164, amount: price, currency } = row;
  const [admins, place] = await Promise.all([
    agencyAdmins(ctx, agencyId),
    subAccountNamed(ctx, agencyId, subAccountId),
  ]);
  const params = { e164, price, currency, link, subAccountName: place?.name ?? '', timezone: 'UTC' };
  return admins.map(({ id: userId }) => ({
    key: `mail:consent_wanted:${row.id}:${userId}`,
    effect: { kind: 'mail', template: 'consent_wanted', agencyId, userId, params },
  }));
}
