import './rule-editor.css';
import { LONGEST_NAME } from '../../../worker/company-number/rules/limit.ts';
import type { Overlap } from '../../../worker/company-number/rules/overlap.ts';
import { Checkbox, TextField } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { t } from '../../text/index.ts';
import { ActionFields } from './ActionFields.tsx';
import type { Colleague, Rule, Rules } from './calls.ts';
import { type Draft, faultsOf } from './draft.ts';
import { HoursFields } from './HoursFields.tsx';
import { Preview } from './Preview.tsx';

/** The fields of a rule, and for a custom one the week it makes beside them. */
export function RuleForm(props: {
  rules: Rules;
  people: readonly Colleague[];
  rule: Rule | undefined;
  draft: Draft;
  /** Saving was tried: what is missing is said. */
  tried: boolean;
  clashes: readonly Overlap[];
  /** What the server said, by field. */
  refused: Readonly<Record<string, string>>;
  onChange: (change: Partial<Draft>) => void;
  onSaveOff: () => void;
}) {
  const { rules, people, rule, draft, tried, clashes, refused, onChange } = props;
  const country = useMe().subAccount?.country;
  const words = t.companyNumber.editor;
  const isDefault = rule?.isDefault ?? false;
  const faults = tried ? faultsOf(draft, isDefault) : [];
  const hoursRefused = Object.entries(refused).find(([field]) => field.startsWith('hours'))?.[1];
  return (
    <div class="rule-editor" data-wide={isDefault ? undefined : ''}>
      <div class="stack">
        <TextField
          label={words.name}
          required
          value={draft.name}
          placeholder={words.namePlaceholder}
          maxLength={LONGEST_NAME}
          error={faults.includes('name') ? words.nameNeeded : refused.name}
          onInput={name => onChange({ name })}
          testid="rule-name"
        />
        {!isDefault && rule && (
          <Checkbox
            label={words.on}
            hint={words.onAbout}
            checked={draft.enabled}
            onChange={enabled => onChange({ enabled })}
            testid="rule-on"
          />
        )}
        <ActionFields {...{ draft, isDefault, people, country, faults, refused, onChange }} />
        {!isDefault && (
          <HoursFields
            zone={rules.zone}
            hours={draft.hours}
            tried={tried}
            onChange={hours => onChange({ hours })}
            error={clashes.length ? undefined : hoursRefused}
          />
        )}
      </div>
      {!isDefault && <Preview {...{ rules, rule, draft, clashes }} onSaveOff={props.onSaveOff} />}
    </div>
  );
}
