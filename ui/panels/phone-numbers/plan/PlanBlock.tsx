import './plan.css';
import { Button, moneyText, Pill, type Tone } from '../../../kit/index.ts';
import { useQuery } from '../../../query.ts';
import { Refusal, Support } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { type OwnPlan, openPortal, readPlan, startPlan } from './calls.ts';
import { StripePage, useStripePage } from './stripe-page.tsx';

/** The sub-account's own plan: what it is, how it stands, and the one thing to do about it (T-5). */
export function PlanBlock() {
  const query = useQuery('own-plan', readPlan);
  if (!query.data) return <Refusal problem={query.problem} onAgain={query.again} />;
  return <Block own={query.data} />;
}

function Block({ own }: { own: OwnPlan }) {
  const words = t.plan;
  const { plan, standing } = own;
  const starting = useStripePage(startPlan, standing.ok, words.started);
  const portal = useStripePage(openPortal, standing.ok, words.mended);
  const act = actOf(own);
  return (
    <section class="own-plan" aria-label={words.title} data-testid="own-plan">
      <div class="own-plan-row">
        <div class="own-plan-what">
          <span class="own-plan-name">
            <bdi>{plan?.name ?? words.none}</bdi>
            <Pill tone={toneOf(own)} testid="own-plan-state">
              {stateText(own)}
            </Pill>
          </span>
          <span class="secondary">
            {priceText(own)} {standing.sentence}
            {AGENCYS.includes(standing.reason ?? '') && <Support />}
          </span>
        </div>
        {act === 'start' && (
          <Button busy={starting.busy} onClick={starting.open} testid="start-plan">
            {words.start}
          </Button>
        )}
        {act === 'card' && (
          <Button kind={standing.ok ? 'quiet' : 'plain'} busy={portal.busy} onClick={portal.open} testid="change-card">
            {words.changeCard}
          </Button>
        )}
      </div>
      <StripePage {...starting} />
      <StripePage {...portal} />
      <Refusal problem={starting.problem ?? portal.problem} />
    </section>
  );
}

/** What only the agency can mend. */
const AGENCYS = ['no_plan', 'agency_not_connected', 'agency_cannot_charge'];
const STARTED = ['active', 'trialing', 'past_due', 'unpaid', 'incomplete', 'paused'];

/** What can be done: a plan that was never started, or has ended, is started; one that was is mended by its card. */
export function actOf({ plan, planStatus, standing }: OwnPlan): 'start' | 'card' | null {
  if (!plan || plan.mode === 'included' || standing.reason === 'agency_not_connected') return null;
  if (STARTED.includes(planStatus ?? '')) return 'card';
  return standing.reason === 'agency_cannot_charge' ? null : 'start';
}

function toneOf({ plan, standing }: OwnPlan): Tone {
  if (standing.ok) return 'good';
  return plan ? 'wait' : 'free';
}

function stateText({ plan, planStatus, standing }: OwnPlan): string {
  const words = t.plan.state;
  if (!standing.ok) return words.bad;
  if (plan?.mode === 'included') return words.included;
  return planStatus === 'trialing' ? words.trial : words.good;
}

function priceText({ plan, planStatus }: OwnPlan): string {
  if (!plan || plan.mode === 'included') return '';
  const words = t.plan;
  const price = plan.basePrice ? moneyText(plan.basePrice, plan.currency, 'month') : words.free;
  const isNew = planStatus === null && plan.trialDays > 0;
  return isNew ? `${price}, ${words.trial(plan.trialDays)}.` : `${price}.`;
}
