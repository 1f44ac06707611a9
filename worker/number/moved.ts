import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { nextLook } from './rules/given-up.ts';
import { type PurchaseRow, purchaseMoved } from './store/purchase.ts';

/** A step of a purchase: what is written, each with its audit line, and what must be told. */
export interface Step {
  changes: Statement[];
  effects?: KeyedEffect[];
}

type Move = Partial<PurchaseRow> & { state: PurchaseRow['state'] };

/** A purchase's move with its audit line. */
export function moved(ctx: Ctx, row: PurchaseRow, set: Move) {
  const isGivenUp = set.state === 'declined' || set.state === 'failed';
  const checkAt = isGivenUp ? nextLook(ctx.now, ctx.now) : null;
  return [
    purchaseMoved(ctx, row, { ...set, checkAt }),
    lineOf(ctx, { ...row, ...set }, `purchase.${set.state}`, row.state),
  ];
}

/** What happened to a purchase, for the audit. */
export function lineOf(
  ctx: Ctx,
  row: { id: string; agencyId: string; e164: string; amount: number },
  act: string,
  before?: string,
) {
  const { id, agencyId, e164, amount } = row;
  return auditLine(ctx, {
    agencyId,
    entity: 'purchase',
    entityId: id,
    act,
    before: before ?? null,
    after: { e164, amount },
  });
}
