import { useEffect, useRef } from 'preact/hooks';
import { Pill, toast } from '../../../kit/index.ts';
import { useQuery } from '../../../query.ts';
import { t } from '../../../text/index.ts';
import { type PlaceWithPeople, readPlans } from '../calls.ts';
import { isRunning, isStarted, nameText, standingOf } from '../words.ts';
import { AtStripe } from './AtStripe.tsx';
import { PlanChoice } from './PlanChoice.tsx';
import { StartPlan } from './StartPlan.tsx';

/** How the sub-account stands and why, its plan, how that is started, and what Stripe says (T-4, T-5). */
export function PlanTab({ place }: { place: PlaceWithPeople }) {
  const plans = useQuery('plan-list', readPlans);
  const { tone, word } = standingOf(place);
  useSayStarted(place);
  const plan = plans.data?.items.find(one => one.id === place.planId);
  const paid = plan?.mode === 'paid';
  const offered = paid && !isStarted(place) && !(place.standing.reason ?? '').startsWith('agency_');
  return (
    <div class="stack">
      <div class="place-state" data-testid="place-standing">
        <Pill tone={tone}>{word}</Pill>
        <p class="secondary">
          {place.standing.reason === 'no_plan' ? t.subAccounts.choosePlan : place.standing.sentence}
        </p>
      </div>
      <PlanChoice place={place} plans={plans} />
      {offered && <StartPlan place={place} plan={plan} />}
      {place.planMode !== 'included' && <AtStripe place={place} />}
    </div>
  );
}

/** Says once that the plan which was waited for runs now. */
function useSayStarted(place: PlaceWithPeople): void {
  const runs = isRunning(place);
  const ran = useRef(runs);
  useEffect(() => {
    if (runs && !ran.current) toast(t.subAccounts.start.done(nameText(place.name)));
    ran.current = runs;
  }, [runs]);
}
