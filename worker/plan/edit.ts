import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { conflict, invalid, type Problem } from '../problem.ts';
import { flawsOf, type PlanTerms, SAME_CURRENCY, TELCO_CURRENCY } from './rules/plan.ts';
import type { PlanChange, PlanRequest } from './shape.ts';
import { isNameTaken, planChanged, planChangedWhileUnused, planInsert, planOf } from './store.ts';
import { planView } from './view.ts';

/** Adds a plan (T-4). */
export async function createPlan(ctx: Ctx, agencyId: string, asked: PlanRequest) {
  refuseFlawed(asked);
  await refuseTakenName(ctx, agencyId, asked.name);
  const id = ctx.id('pln');
  const row = { ...asked, id, agencyId, conversionRate: asked.conversionRate ?? SAME_CURRENCY, createdAt: ctx.now };
  try {
    await ctx.db.commit([
      planInsert(ctx, row),
      auditLine(ctx, { agencyId, entity: 'plan', entityId: id, act: 'plan.created', after: asked }),
    ]);
  } catch (cause) {
    // Sent twice at one instant, it lands once.
    if (cause instanceof LostRace) await refuseTakenName(ctx, agencyId, asked.name);
    throw cause;
  }
  return planView(await planOf(ctx, agencyId, id));
}

/**
 * Changes a plan (T-4). Subscriptions that run keep their price, and Stripe bills one customer in one currency
 * only, so a plan that somebody is on keeps its currency.
 */
export async function changePlan(ctx: Ctx, agencyId: string, id: string, change: PlanChange) {
  const { plan } = await planOf(ctx, agencyId, id);
  const isOtherCurrency = change.currency !== undefined && change.currency !== plan.currency;
  const rate = change.conversionRate ?? (isOtherCurrency ? undefined : plan.conversionRate);
  refuseFlawed({ ...plan, ...change, conversionRate: rate });
  if (change.name !== undefined) await refuseTakenName(ctx, agencyId, change.name, id);
  const set = { ...change, ...(isOtherCurrency && { conversionRate: rate ?? SAME_CURRENCY }) };
  const before = Object.fromEntries(Object.keys(set).map(name => [name, plan[name as keyof typeof plan]]));
  if (!Object.keys(set).length || JSON.stringify(before) === JSON.stringify(set)) {
    return planView(await planOf(ctx, agencyId, id));
  }
  const write = isOtherCurrency ? planChangedWhileUnused : planChanged;
  try {
    await ctx.db.commit([
      write(ctx, agencyId, id, set),
      auditLine(ctx, { agencyId, entity: 'plan', entityId: id, act: 'plan.changed', before, after: set }),
    ]);
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    if (change.name !== undefined) await refuseTakenName(ctx, agencyId, change.name, id);
    if (isOtherCurrency) throw currencyKept();
    throw cause;
  }
  return planView(await planOf(ctx, agencyId, id));
}

/** Takes a plan off the offer; who is on it stays. */
export async function archivePlan(ctx: Ctx, agencyId: string, id: string) {
  const { plan } = await planOf(ctx, agencyId, id);
  if (plan.archivedAt === null) {
    await ctx.db.commit([
      planChanged(ctx, agencyId, id, { archivedAt: ctx.now }),
      auditLine(ctx, { agencyId, entity: 'plan', entityId: id, act: 'plan.archived' }),
    ]);
  }
  return planView(await planOf(ctx, agencyId, id));
}

function refuseFlawed(terms: Omit<PlanTerms, 'conversionRate'> & { conversionRate?: number | undefined }): void {
  const rate = terms.conversionRate ?? (terms.currency === TELCO_CURRENCY ? SAME_CURRENCY : undefined);
  const flaws = flawsOf({ ...terms, conversionRate: rate });
  if (flaws.length) throw invalid(flaws);
}

async function refuseTakenName(ctx: Ctx, agencyId: string, name: string, but?: string): Promise<void> {
  if (await isNameTaken(ctx, agencyId, name, but)) {
    throw invalid([{ field: 'name', message: 'Another plan has this name. Choose a different one.' }]);
  }
}

function currencyKept(): Problem {
  return conflict(
    'plan_in_use',
    'Not saved.',
    'Sub-accounts are on this plan, and what they pay cannot change its currency. Add a plan in the other currency and move them.',
  );
}
