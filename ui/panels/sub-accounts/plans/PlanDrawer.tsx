import { useState } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Button, Drawer, Notice, toast } from '../../../kit/index.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { changePlan, createPlan, type Plan, type PlanTerms } from '../calls.ts';
import { nameText } from '../words.ts';
import { changesOf, type Draft, draftOf, type Flaws, FRESH, refusedFields, termsOf } from './draft.ts';
import { PlanFields } from './PlanFields.tsx';

/** Makes a plan, or changes one; what runs already keeps its price, and the drawer says so (T-4, A-16). */
export function PlanDrawer({ plan, isNew, onClose }: { plan: Plan | undefined; isNew: boolean; onClose: () => void }) {
  const words = t.subAccounts.editor;
  if (!plan && !isNew) {
    return (
      <Drawer title={t.subAccounts.planList} onClose={onClose} testid="plan-drawer">
        <Notice tone="info">{words.gone}</Notice>
      </Drawer>
    );
  }
  return <Editor plan={plan} onClose={onClose} />;
}

function Editor({ plan, onClose }: { plan: Plan | undefined; onClose: () => void }) {
  const words = t.subAccounts.editor;
  const [draft, setDraft] = useState<Draft>(plan ? draftOf(plan) : FRESH);
  const [flaws, setFlaws] = useState<Flaws>({});
  const saving = useAction(
    (terms: PlanTerms) => (plan ? changePlan(plan.id, changesOf(plan, terms)) : createPlan(terms)),
    saved => {
      toast((plan ? words.saved : words.created)(nameText(saved.name)));
      onClose();
    },
  );
  const refused = refusedFields(saving.problem?.fields ?? {});
  const save = () => {
    const read = termsOf(draft);
    setFlaws('flaws' in read ? read.flaws : {});
    if ('terms' in read) void saving.run(read.terms);
  };
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    setFlaws(Object.fromEntries(Object.entries(flaws).filter(([field]) => !(field in part))));
    saving.clear();
  };
  return (
    <Drawer
      title={plan ? words.edit(nameText(plan.name)) : words.create}
      subtitle={plan && plan.subAccounts > 0 && words.onIt(plan.subAccounts)}
      onClose={onClose}
      onSubmit={save}
      width="520px"
      held={saving.busy}
      testid="plan-drawer"
      foot={
        <>
          <Button onClick={onClose} disabled={saving.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={saving.busy} testid="save-plan">
            {plan ? words.save : words.create_verb}
          </Button>
        </>
      }
    >
      {plan?.archivedAt != null && <Notice tone="info">{words.archivedNote}</Notice>}
      <PlanFields draft={draft} plan={plan} flaws={{ ...refused, ...flaws }} onChange={change} />
      <Refusal problem={Object.keys(refused).length ? undefined : saving.problem} />
    </Drawer>
  );
}
