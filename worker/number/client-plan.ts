import { askStripe } from '../assignment/ask-stripe.ts';
import { rereadToPay } from '../assignment/assign.ts';
import { candidateOf } from '../assignment/candidates.ts';
import { ineligible } from '../assignment/rules/eligible.ts';
import { type PersonIn, personIn } from '../assignment/store/candidate.ts';
import type { Ctx, Person } from '../context.ts';
import { forbidden, refused } from '../problem.ts';
import { insideSubAccount } from '../tenancy/allow.ts';

/** A client who buys: the person in the sub-account, whose plan lets it. */
export type ClientBuyer = PersonIn & { plan: NonNullable<PersonIn['plan']> };

/** Whether the plan lets the sub-account buy at all (N-12); else they may request a number. */
export async function clientBuyer(ctx: Ctx, person: Person): Promise<ClientBuyer> {
  const found = await personIn(ctx, person.agencyId, person.userId, insideSubAccount(person));
  if (!found) throw forbidden('Only people of this sub-account can buy for it.');
  const { plan } = found;
  if (!plan?.clientsMayBuy || plan.mode === 'included') {
    throw refused(
      'not_in_plan',
      'Not bought.',
      'Your plan does not include buying numbers. Request one instead, and your agency will see it.',
    );
  }
  return { ...found, plan };
}

/** Refused unless they could pay the number as soon as it is theirs: the agency's card pays it first. */
export async function mustStandWell(ctx: Ctx, buyer: ClientBuyer): Promise<void> {
  const fresh = await askStripe(ctx, () => rereadToPay(ctx, buyer));
  const why = ineligible({ ...candidateOf(buyer), ...fresh });
  if (why) throw refused(why.code, 'Not bought.', REASONS[why.code] ?? 'Ask your agency what is missing.');
}

const REASONS: Record<string, string> = {
  plan_not_active: 'Your plan is not active. Start or renew it, then buy the number.',
  no_valid_card: 'Your plan has no valid card. Change the card, then buy the number.',
  agency_not_connected: 'Your agency cannot take payments yet. Ask them to connect Stripe.',
  agency_cannot_charge: 'Your agency cannot take payments now. Ask them to finish what Stripe wants of them.',
};
