import type { Ctx } from '../context.ts';
import { lastMonths, type Month, monthsBetween, nthMonth } from './months.ts';
import { inReport, type PlanRate, reportCurrency } from './rules/currency.ts';
import { type Charge, report, type Service } from './rules/margin.ts';
import { type Books, booksOf, frameOf } from './store.ts';

const TELCO = 'usd';
/** A month and a bit: the charge of the month before may reach into the first one. */
const BEFORE_MS = 32 * 86_400_000;

/**
 * What the agency's numbers earned and cost, by month and by sub-account, and which earn nothing now. Months are
 * those of the time zone most of its sub-accounts are in.
 */
export async function margin(ctx: Ctx, agencyId: string, count: number) {
  const { zone, firstBought } = await frameOf(ctx, agencyId);
  const months = lastMonths(count, ctx.now, zone).filter(
    (month, n) => n === count - 1 || (firstBought !== null && month.to > firstBought),
  );
  const starts = months.map(({ from }) => from);
  const books = await booksOf(ctx, agencyId, (starts[0] ?? ctx.now) - BEFORE_MS, starts);
  const currency = reportCurrency(currenciesOf(books), books.numbers[0]?.telcoCurrency ?? TELCO);
  const worth = (money: { amount: number; currency: string }, subAccountId?: string) =>
    inReport(money, currency, ratesOf(books, subAccountId));
  const payments = books.invoices.map(({ subAccountId, amount, currency: paidIn, month }) => ({
    subAccountId,
    amount: worth({ amount, currency: paidIn }, subAccountId),
    month,
  }));
  const sums = report(months.length, chargesOf(ctx, books, months, worth), servicesOf(ctx, books), payments);
  return {
    currency,
    zone,
    months: months.map(({ name }, n) => {
      const { billed = 0, cost = 0, idle = 0 } = sums.months[n] ?? {};
      return { month: name, billed, cost, idle, margin: billed - cost - idle };
    }),
    subAccounts: subAccountsOf(books, sums.subAccounts),
    idle: idleOf(books, worth),
  };
}

function currenciesOf({ invoices, places, plans }: Books): string[] {
  const used = new Set(places.map(place => place.planId));
  const planned = plans.filter(plan => used.has(plan.id));
  return [...(planned.length ? planned : plans), ...invoices].map(one => one.currency);
}

/** The sub-account's own plan goes before the agency's others. */
function ratesOf({ places, plans }: Books, subAccountId: string | undefined): PlanRate[] {
  if (subAccountId === undefined) return plans;
  const own = places.find(place => place.id === subAccountId)?.planId;
  return [...plans.filter(plan => plan.id === own), ...plans];
}

type Worth = (money: { amount: number; currency: string }) => number;

/** Each month's telco price of each number, on the day it was bought. */
function chargesOf(ctx: Ctx, { numbers }: Books, months: readonly Month[], worth: Worth): Charge[] {
  const start = months[0]?.from ?? ctx.now;
  return numbers.flatMap(one => {
    const amount = worth({ amount: one.telcoCost, currency: one.telcoCurrency });
    const until = Math.min(ctx.now, one.releasedAt ?? ctx.now);
    const charges: Charge[] = [];
    for (let n = Math.max(0, monthsBetween(one.boughtAt, start)); ; n += 1) {
      const from = nthMonth(one.boughtAt, n);
      if (from > until) return charges;
      const to = Math.min(until, nthMonth(one.boughtAt, n + 1));
      charges.push({ numberId: one.id, amount, from, to, month: indexOf(months, from) });
    }
  });
}

function servicesOf(ctx: Ctx, { assignments }: Books): Service[] {
  return assignments.flatMap(({ numberId, subAccountId, activatedAt, endedAt }) =>
    activatedAt === null ? [] : [{ numberId, subAccountId, from: activatedAt, to: endedAt ?? ctx.now }],
  );
}

function subAccountsOf(books: Books, sums: Map<string, { billed: number; cost: number }>) {
  const live = books.assignments.filter(({ state }) => state !== 'ended' && state !== 'pending');
  const numbers = Map.groupBy(live, one => one.subAccountId);
  return books.places
    .map(({ id, name }) => {
      const { billed = 0, cost = 0 } = sums.get(id) ?? {};
      return { id, name, billed, cost, margin: billed - cost, numbers: numbers.get(id)?.length ?? 0 };
    })
    .filter(({ billed, cost, numbers: held }) => billed || cost || held)
    .sort((a, b) => b.margin - a.margin || a.name.localeCompare(b.name));
}

/** Numbers that nobody has now; reserved ones are on their way to somebody. */
function idleOf({ numbers, assignments }: Books, worth: Worth) {
  const taken = new Set(assignments.filter(({ state }) => state !== 'ended').map(one => one.numberId));
  return numbers
    .filter(({ id, releasedAt }) => releasedAt === null && !taken.has(id))
    .map(({ id, e164, returnedAt, boughtAt, telcoCost, telcoCurrency }) => ({
      numberId: id,
      e164,
      since: returnedAt ?? boughtAt,
      cost: worth({ amount: telcoCost, currency: telcoCurrency }),
    }))
    .sort((a, b) => a.since - b.since);
}

/** -1 for what is before the first month. */
function indexOf(months: readonly Month[], at: number): number {
  return months.findIndex(({ from, to }) => from <= at && at < to);
}
