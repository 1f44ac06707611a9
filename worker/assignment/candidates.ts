import type { Ctx, Person } from '../context.ts';
import { mayCharge } from '../onboarding/connect.ts';
import { notFound } from '../problem.ts';
import { type Candidate, ineligible } from './rules/eligible.ts';
import { canQuote, type Quote, quote } from './rules/price.ts';
import { planRuns, type Standing } from './rules/standing.ts';
import { rereadStanding } from './standing.ts';
import { type PersonIn, type PoolNumber, peopleOf, poolNumber } from './store/candidate.ts';

const READ = 200;
const SHOWN = 50;
/** A poor standing seen longer ago than this is read again before it bars anybody. */
const STALE_MS = 60_000;
/** Requests to Stripe are dear: at most so many sub-accounts are read again for one list. */
const MOST_REREAD = 6;

/** Whom a number can be assigned to, and for the others why not; those who can come first. */
export async function candidates(ctx: Ctx, person: Person, numberId: string, q: string) {
  const held = await poolNumber(ctx, person.agencyId, numberId);
  if (!held) throw notFound('number');
  const people = await peopleOf(ctx, person.agencyId, q, READ);
  const [fresh, agencyMayCharge] = await Promise.all([rereadPoor(ctx, people), listedMayCharge(ctx, people)]);
  const items = people.map(row => shown(row, held, { ...fresh.get(row.subAccount.id), agencyMayCharge }));
  items.sort((a, b) => Number(b.eligible) - Number(a.eligible));
  const { id, e164 } = held.number;
  return { items: items.slice(0, SHOWN), more: items.length > SHOWN, number: { id, e164 } };
}

/** The facts the rule judges, as mirrored. */
export function candidateOf(row: PersonIn): Candidate {
  const { user, subAccount, plan, agency } = row;
  return {
    userName: user.name,
    userStatus: user.status,
    subAccountName: subAccount.name,
    subAccountDeleted: subAccount.deletedAt !== null,
    planMode: plan?.mode ?? null,
    agencyConnected: agency.stripeAccountId !== null,
    agencyMayCharge: agency.chargesEnabled,
    customerKnown: subAccount.stripeCustomerId !== null,
    planStatus: subAccount.planStatus,
    cardValid: subAccount.cardValid,
  };
}

/** What the client would pay a month; undefined without a plan, or with one that has no rate for the number's currency. */
export function priceOf(number: PoolNumber['number'], plan: PersonIn['plan']): Quote | undefined {
  return plan && canQuote(number.telcoCurrency, plan.currency)
    ? quote({ amount: number.telcoCost, currency: number.telcoCurrency }, plan)
    : undefined;
}

function shown(row: PersonIn, held: PoolNumber, fresh: Partial<Standing> & { agencyMayCharge: boolean }) {
  const { user, subAccount } = row;
  const why = ineligible({ ...candidateOf(row), ...fresh });
  const price = priceOf(held.number, row.plan);
  return {
    userId: user.id,
    name: user.name,
    email: user.email,
    subAccountId: subAccount.id,
    subAccountName: subAccount.name,
    eligible: why === null,
    ...(why && { reason: why.code, detail: why.detail }),
    ...(price && { price }),
  };
}

/** Of a list that is only looked at: Stripe out of reach, what was last seen counts. */
async function listedMayCharge(ctx: Ctx, [first]: readonly PersonIn[]): Promise<boolean> {
  if (!first?.agency.stripeAccountId) return false;
  try {
    return await mayCharge(ctx, first.agency);
  } catch (cause) {
    ctx.log.error('agency.unread', cause);
    return first.agency.chargesEnabled;
  }
}

async function rereadPoor(ctx: Ctx, people: readonly PersonIn[]): Promise<Map<string, Standing>> {
  const poor = new Map<string, PersonIn['subAccount']>();
  for (const { subAccount, agency } of people) {
    const { planStatus, cardValid, standingAt, stripeCustomerId, deletedAt } = subAccount;
    const readable = agency.stripeAccountId && stripeCustomerId && deletedAt === null;
    const stale = standingAt === null || standingAt < ctx.now - STALE_MS;
    if (readable && stale && !(planRuns(planStatus) && cardValid)) poor.set(subAccount.id, subAccount);
  }
  const read = [...poor.values()].slice(0, MOST_REREAD).map(async ({ agencyId, id }) => {
    try {
      return [id, await rereadStanding(ctx, agencyId, id)] as const;
    } catch (cause) {
      ctx.log.error('standing.unread', cause, { subAccountId: id });
      return undefined;
    }
  });
  return new Map((await Promise.all(read)).filter(entry => entry !== undefined));
}
