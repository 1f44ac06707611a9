import { useState } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Confirm, Select, toast } from '../../../kit/index.ts';
import type { Query } from '../../../query.ts';
import { GoTo } from '../../../shell/GoTo.tsx';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { choosePlan, type PlaceWithPeople, type Plan } from '../calls.ts';
import { isStarted, nameText } from '../words.ts';

const NONE = '';

/** Which plan it is on. Where something is paid or held already, a change says first what it does not touch. */
export function PlanChoice({ place, plans }: { place: PlaceWithPeople; plans: Query<{ items: Plan[] }> }) {
  const [asked, setAsked] = useState<Plan | null | undefined>(undefined);
  const words = t.subAccounts;
  const all = plans.data?.items ?? [];
  const offered = all.filter(plan => plan.archivedAt === null || plan.id === place.planId);
  const choosing = useAction((plan: Plan | null) => choosePlan(place.id, plan?.id ?? null));
  const choose = async (plan: Plan | null) => {
    if (!(await choosing.run(plan))) return;
    setAsked(undefined);
    const where = nameText(place.name);
    toast(plan ? words.choice.done(where, plan.name) : words.choice.doneNone(where));
  };
  const onPick = (id: string) => {
    const plan = all.find(one => one.id === id) ?? null;
    choosing.clear();
    if (place.planId === null && place.numbers === 0) void choose(plan);
    else setAsked(plan);
  };
  return (
    <>
      <Select
        label={words.choice.label}
        hint={
          plans.data && offered.length === 0 ? (
            <>
              {words.choice.noPlans}{' '}
              <GoTo panel="sub-accounts" path={['plans', 'new']}>
                {words.choice.make}
              </GoTo>
            </>
          ) : (
            words.choice.hint
          )
        }
        value={place.planId ?? NONE}
        disabled={!plans.data || choosing.busy}
        options={[
          { value: NONE, label: words.choice.none },
          ...offered.map(plan => ({ value: plan.id, label: plan.archivedAt ? words.archived(plan.name) : plan.name })),
        ]}
        onChange={onPick}
        testid="choose-plan"
      />
      <Refusal problem={plans.problem} onAgain={plans.again} />
      {asked === undefined && <Refusal problem={choosing.problem} />}
      {asked !== undefined && (
        <Question
          place={place}
          plan={asked}
          choosing={choosing}
          onConfirm={() => void choose(asked)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

function Question(props: {
  place: PlaceWithPeople;
  plan: Plan | null;
  choosing: Pick<ReturnType<typeof useAction>, 'busy' | 'problem'>;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { place, plan, choosing } = props;
  const words = t.subAccounts.choice;
  const where = nameText(place.name);
  return (
    <Confirm
      question={plan ? words.question(where, plan.name) : words.questionNone(where)}
      verb={plan ? words.verb : words.verbNone}
      danger={!plan}
      busy={choosing.busy}
      onConfirm={props.onConfirm}
      onClose={props.onClose}
      refusal={<Refusal problem={choosing.problem} />}
      testid="plan-question"
    >
      {(isStarted(place) || place.numbers > 0) && <p>{words.goesOn}</p>}
      <p>{plan ? (plan.mode === 'included' ? words.newIncluded : words.newNumbers)(plan.name) : words.noNew}</p>
    </Confirm>
  );
}
