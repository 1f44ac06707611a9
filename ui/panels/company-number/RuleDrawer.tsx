import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Confirm, Drawer, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { addRule, type Colleague, changeRule, type Rule, type Rules } from './calls.ts';
import { bodyOf, clashesOf, type Draft, draftOf, faultsOf } from './draft.ts';
import { RuleForm } from './RuleForm.tsx';

interface RuleDrawerProps {
  numberId: string;
  rules: Rules;
  people: readonly Colleague[];
  /** Absent for a new one. */
  rule: Rule | undefined;
  onClose: () => void;
}

/** Edits a rule with the week before one's eyes; what clashes is shown before it is saved (U-2 to U-4, U-10). */
export function RuleDrawer({ numberId, rules, people, rule, onClose }: RuleDrawerProps) {
  const words = t.companyNumber.editor;
  const isDefault = rule?.isDefault ?? false;
  const [begun] = useState(() => draftOf(rule));
  const [draft, setDraft] = useState(begun);
  const [tried, setTried] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const saving = useAction(async (wanted: Draft) => {
    const body = bodyOf(wanted, isDefault);
    await (rule ? changeRule(numberId, rule.id, body) : addRule(numberId, body));
    toast((body.enabled ? words.saved : words.savedOff)(body.name));
    onClose();
  });

  const change = (part: Partial<Draft>) => {
    setDraft(now => ({ ...now, ...part }));
    saving.clear();
  };
  const clashes = isDefault ? [] : clashesOf(draft, rules.items, rule?.id ?? null);
  const refused = saving.problem?.fields ?? {};
  const save = (wanted: Draft) => {
    setTried(true);
    if (faultsOf(wanted, isDefault).length || (wanted.enabled && clashes.length)) return showFault();
    void saving.run(wanted);
  };
  const leave = () => (JSON.stringify(draft) === JSON.stringify(begun) ? onClose() : setLeaving(true));

  return (
    // The question stands beside the drawer: inside its form, answering would also save.
    <>
      <Drawer
        title={rule ? isDefault ? words.default : <bdi>{words.title(rule.name)}</bdi> : words.new}
        subtitle={isDefault ? words.defaultAbout : undefined}
        width={isDefault ? undefined : '880px'}
        onClose={leave}
        onSubmit={() => save(draft)}
        held={saving.busy}
        testid="rule-drawer"
        foot={
          <>
            <Button onClick={leave} disabled={saving.busy}>
              {t.kit.cancel}
            </Button>
            <Button type="submit" kind="primary" busy={saving.busy} testid="save-rule">
              {rule ? words.save : words.create}
            </Button>
          </>
        }
      >
        <RuleForm
          {...{ rules, people, rule, draft, tried, clashes, refused }}
          onChange={change}
          onSaveOff={() => save({ ...draft, enabled: false })}
        />
        <Refusal problem={Object.keys(refused).some(isShown) ? undefined : saving.problem} />
      </Drawer>
      {leaving && (
        <Confirm
          question={words.discard}
          verb={words.discardVerb}
          danger
          onConfirm={onClose}
          onClose={() => setLeaving(false)}
          testid="discard-rule"
        >
          <p>{words.discardWhy}</p>
        </Confirm>
      )}
    </>
  );
}

/** Whether a field shows its own refusal. */
const isShown = (field: string) => /^(name|action|hours)/.test(field);

/** Brings the first thing that keeps the rule from being saved into view, once it is drawn. */
function showFault(): void {
  requestAnimationFrame(() => {
    const drawer = document.querySelector('[data-testid=rule-drawer]');
    const fault = drawer?.querySelector<HTMLElement>('[aria-invalid=true], [data-fault], [data-testid=overlap]');
    fault?.scrollIntoView({ block: 'center' });
    if (fault?.matches('input, select')) fault.focus();
  });
}
