import { type Candidate, ineligible } from '../../assignment/rules/eligible.ts';

/** T-5, A-1: a sub-account's standing in words, the same judgement that greys its people in the assign dialog. */
export interface SpokenStanding {
  ok: boolean;
  reason: string | null;
  /** How it stands, and what to do where it does not stand well. */
  sentence: string;
}

export type StandingFacts = Omit<Candidate, 'userName' | 'userStatus'>;

/** Stripe's words for a plan that was started and whose payment is missing. */
export const UNPAID: readonly string[] = ['past_due', 'unpaid', 'incomplete', 'paused'];

export function standingForAgency(facts: StandingFacts): SpokenStanding {
  const why = judged(facts);
  if (!why) return { ok: true, reason: null, sentence: good(facts) };
  return { ok: false, reason: why.code, sentence: why.detail };
}

/** The same for the sub-account's own people, who can do other things about it. */
export function standingForClient(facts: StandingFacts): SpokenStanding {
  const why = judged(facts);
  if (!why) return { ok: true, reason: null, sentence: good(facts) };
  return { ok: false, reason: why.code, sentence: forClient(why.code, facts) };
}

/** a plan that includes its numbers needs no standing at Stripe. */
function judged(facts: StandingFacts) {
  const why = ineligible({ ...facts, userName: '', userStatus: 'approved' });
  return why?.code === 'plan_included' ? null : why;
}

function good({ planMode, planStatus }: StandingFacts): string {
  if (planMode === 'included') return 'Numbers are included in the plan; nothing is paid for them here.';
  return planStatus === 'trialing'
    ? 'The plan is in its trial, with a valid card.'
    : 'The plan is active, with a valid card.';
}

function forClient(code: string, { planStatus }: StandingFacts): string {
  switch (code) {
    case 'no_plan':
      return 'You are on no plan yet. Ask your agency to choose one for you.';
    case 'agency_not_connected':
      return 'Your agency cannot take payments yet. Ask them to connect Stripe.';
    case 'agency_cannot_charge':
      return 'Your agency cannot take payments now. Ask them to finish what Stripe wants of them.';
    case 'no_valid_card':
      return 'There is no valid card. Add one in the billing portal.';
    case 'plan_not_active':
      return UNPAID.includes(planStatus ?? '')
        ? 'The last payment of your plan failed. Change your card in the billing portal.'
        : 'Your plan is not active. Start it to be given phone numbers.';
    default:
      return 'This sub-account was removed in the CRM. Ask your agency.';
  }
}
