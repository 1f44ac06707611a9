import type { Ctx, Person } from '../context.ts';
import { shown } from './outcome.ts';
import { openPurchases } from './store/purchase.ts';

/** Purchases under way (N-2), for who closed the tab: how far each is, and the bank's page where it waits for consent (P-2). */
export async function listOpenPurchases(ctx: Ctx, person: Person) {
  const rows = await openPurchases(ctx, person.agencyId);
  return {
    items: rows.map(({ row, subAccountName: name }) => ({
      ...shown(row),
      createdAt: row.createdAt,
      subAccount: row.subAccountId && name ? { id: row.subAccountId, name } : null,
    })),
  };
}
