import type { Ctx } from '../context.ts';
import { rereadCard } from './card.ts';
import { rereadConnect } from './connect.ts';
import { type Checklist, checklist } from './rules/checklist.ts';
import { agencyOf } from './store.ts';

/** The agency's checklist (T-6). What is still open at Stripe is looked at again, so that no lost event holds it up. */
export async function readChecklist(ctx: Ctx, agencyId: string): Promise<Checklist> {
  const { cardOnFile, chargesEnabled } = await agencyOf(ctx, agencyId);
  await Promise.all([
    cardOnFile ? undefined : quietly(ctx, () => rereadCard(ctx, agencyId)),
    chargesEnabled ? undefined : quietly(ctx, () => rereadConnect(ctx, agencyId)),
  ]);
  const row = await agencyOf(ctx, agencyId);
  return checklist({ ...row, hasAccount: row.stripeAccountId !== null });
}

/** Reads card and connected account from Stripe again: for the nightly round, which finds what events lost. */
export async function rereadAgency(ctx: Ctx, agencyId: string): Promise<void> {
  await quietly(ctx, () => rereadCard(ctx, agencyId));
  await quietly(ctx, () => rereadConnect(ctx, agencyId));
}

/** Stripe out of reach: what was last seen is shown. */
async function quietly(ctx: Ctx, look: () => Promise<void>): Promise<void> {
  try {
    await look();
  } catch (cause) {
    ctx.log.error('agency.unread', cause);
  }
}
