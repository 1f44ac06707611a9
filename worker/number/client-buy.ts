import { noRate } from '../assignment/assign.ts';
import { canQuote, type Money, quote } from '../assignment/rules/price.ts';
import type { Ctx, Person } from '../context.ts';
import { notFound, Problem } from '../problem.ts';
import { insideSubAccount } from '../tenancy/allow.ts';
import { purchase } from './buy.ts';
import { type ClientBuyer, clientBuyer, mustStandWell } from './client-plan.ts';
import { clientOutcome, clientShown } from './outcome.ts';
import { inClientWords } from './rules/client-words.ts';
import { searchNumbers } from './search.ts';
import type { OfferQuery, PurchaseRequest } from './shape.ts';
import { purchaseByRequest, purchaseOf } from './store/purchase.ts';

/** What a sub-account may buy (N-12), at what it would pay a month: telco and markup stay one sum. */
export async function clientOffers(ctx: Ctx, person: Person, query: OfferQuery) {
  const { plan, subAccount } = await clientBuyer(ctx, person);
  const { monthly, items } = await asClient(() =>
    searchNumbers(ctx, person, { ...query, subAccountId: subAccount.id }),
  );
  return { monthly: priceFor(monthly, plan), items };
}

/**
 * A client buys a number (N-12): the agency's card pays it, and in the same saga it is assigned to the sub-account as
 * Pending payment. `price` is what the client saw, theirs a month.
 */
export async function buyForClient(ctx: Ctx, person: Person, request: PurchaseRequest) {
  const subAccountId = insideSubAccount(person);
  const own = { ...request, requestId: `${subAccountId}:${request.requestId}` };
  const buyer = await clientBuyer(ctx, person);
  if (!(await purchaseByRequest(ctx, person.agencyId, own.requestId))) await mustStandWell(ctx, buyer);
  const shown = (monthly: Money) => priceFor(monthly, buyer.plan);
  return clientOutcome(await asClient(() => purchase(ctx, person, own, { subAccountId, shown })));
}

/** Theirs a month; refused where their plan has no rate for what the carrier asks (T-4). */
function priceFor(monthly: Money, plan: ClientBuyer['plan']): Money {
  if (!canQuote(monthly.currency, plan.currency)) throw noRate('Not bought.', monthly.currency, plan.currency);
  const { total: amount, currency } = quote(monthly, plan);
  return { amount, currency };
}

/** A purchase as the client who made it sees it. */
export async function readClientPurchase(ctx: Ctx, person: Person, id: string) {
  const row = await purchaseOf(ctx, person.agencyId, id);
  if (!row || row.subAccountId !== insideSubAccount(person)) throw notFound('purchase');
  return clientShown(row);
}

async function asClient<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    throw new Problem(cause.status, inClientWords(cause.body), { cause });
  }
}
