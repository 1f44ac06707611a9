import './company-number.css';
import { useState } from 'preact/hooks';
import { LONGEST_NAME } from '../../../worker/company-number/rules/limit.ts';
import { useAction } from '../../action.ts';
import { Button, Checkbox, Confirm, Drawer, TextField, toast } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { ActionFields } from './ActionFields.tsx';
import { addRule, type Colleague, changeRule, type Rule, type Rules } from './calls.ts';
import { bodyOf, clashesOf, type Draft, draftOf, faultsOf } from './draft.ts';
import { HoursFields } from './HoursFields.tsx';
import { Preview } from './Preview.tsx';

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
  const country = useMe().subAccount?.country;
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
  const faults = tried ? faultsOf(draft, isDefault) : [];
  const clashes = isDefault ? [] : clashesOf(draft, rules.items, rule?.id ?? null);
  const refused = saving.problem?.fields ?? {};
  const save = (wanted: Draft) => {
    setTried(true);
    if (faultsOf(wanted, isDefault).length || (wanted.enabled && clashes.length)) return showFault();
    void saving.run(wanted);
  };
  const leave = () => (JSON.stringify(draft) === JSON.stringify(begun) ? onClose() : setLeaving(true));
  const hoursRefused = Object.entries(refused).find(([field]) => field.startsWith('hours'))?.[1];

  return (
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
      <div class="rule-editor" data-wide={isDefault ? undefined : ''}>
        <div class="stack">
          <TextField
            label={words.name}
            required
            value={draft.name}
            placeholder={words.namePlaceholder}
            maxLength={LONGEST_NAME}
            error={faults.includes('name') ? words.nameNeeded : refused.name}
            onInput={name => change({ name })}
            testid="rule-name"
          />
          {!isDefault && rule && (
            <Checkbox
              label={words.on}
              hint={words.onAbout}
              checked={draft.enabled}
              onChange={enabled => change({ enabled })}
              testid="rule-on"
            />
          )}
          <ActionFields {...{ draft, isDefault, people, country, faults, refused }} onChange={change} />
          {!isDefault && (
            <HoursFields
              zone={rules.zone}
              hours={draft.hours}
              tried={tried}
              onChange={hours => change({ hours })}
              error={clashes.length ? undefined : hoursRefused}
            />
          )}
        </div>
        {!isDefault && (
          <Preview
            rules={rules}
            rule={rule}
            draft={draft}
            clashes={clashes}
            onSaveOff={() => save({ ...draft, enabled: false })}
          />
        )}
      </div>
      <Refusal problem={Object.keys(refused).length ? undefined : saving.problem} />
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
    </Drawer>
  );
}

/** Brings the first thing that keeps the rule from being saved into view, once it is drawn. */
function showFault(): void {
  requestAnimationFrame(() => {
    const drawer = document.querySelector('[data-testid=rule-drawer]');
    const fault = drawer?.querySelector<HTMLElement>('[aria-invalid=true], [data-fault], [data-testid=overlap]');
    fault?.scrollIntoView({ block: 'center' });
    if (fault?.matches('input, select')) fault.focus();
  });
}
