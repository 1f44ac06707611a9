import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Confirm, Menu, Pill, Switch, toast } from '../../kit/index.ts';
import { tint as tintOf } from '../../kit/WeekGrid.tsx';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Colleague, deleteRule, type Rule, switchRule } from './calls.ts';
import { actionText, hoursText } from './words.ts';

interface RuleCardProps {
  numberId: string;
  rule: Rule;
  /** What happens without it, in words. */
  instead: string;
  people: readonly Colleague[];
  decides: boolean;
  tint: number | undefined;
  onEdit: () => void;
}

/** A rule in its place: what it does, when, on or off (U-3). */
export function RuleCard({ numberId, rule, instead, people, decides, tint, onEdit }: RuleCardProps) {
  const [deleting, setDeleting] = useState(false);
  const words = t.companyNumber.rules;
  const switching = useAction((on: boolean) => switchRule(numberId, rule.id, on));
  return (
    <li class="rule" data-off={rule.enabled ? undefined : ''} data-testid={`rule-${rule.id}`}>
      <span
        class="week-swatch rule-swatch"
        data-default={rule.isDefault ? '' : undefined}
        style={tint === undefined ? undefined : { '--tint': tintOf(tint) }}
        aria-hidden="true"
      />
      <div class="rule-about">
        <h3>
          <bdi>{rule.name}</bdi>
          {decides && <Pill tone="good">{words.decides}</Pill>}
          {!rule.enabled && <Pill tone="free">{words.off}</Pill>}
        </h3>
        <p>{actionText(rule.action, people)}</p>
        <p class="secondary tabular">{rule.isDefault ? words.defaultWhen : hoursText(rule.hours)}</p>
      </div>
      <div class="rule-acts">
        {!rule.isDefault && (
          <Switch
            quietLabel
            label={words.on(rule.name)}
            checked={rule.enabled}
            disabled={switching.busy}
            onChange={on => void switching.run(on)}
            testid={`switch-${rule.id}`}
          />
        )}
        <Button small onClick={onEdit} label={`${words.edit}: ${rule.name}`} testid={`edit-${rule.id}`} icon="pencil" />
        {!rule.isDefault && (
          <Menu
            label={t.kit.more(rule.name)}
            acts={[
              [{ label: words.edit, icon: 'pencil', onChoose: onEdit }],
              [
                {
                  label: words.delete,
                  icon: 'trash',
                  danger: true,
                  onChoose: () => setDeleting(true),
                  testid: 'delete-rule',
                },
              ],
            ]}
            testid={`menu-${rule.id}`}
          />
        )}
      </div>
      {switching.problem && (
        <div class="rule-refusal">
          <Refusal
            problem={switching.problem}
            acts={
              <Button small onClick={onEdit}>
                {words.editHours}
              </Button>
            }
          />
        </div>
      )}
      {deleting && <Deleting {...{ numberId, rule, instead }} onClose={() => setDeleting(false)} />}
    </li>
  );
}

function Deleting(props: { numberId: string; rule: Rule; instead: string; onClose: () => void }) {
  const { numberId, rule, instead, onClose } = props;
  const words = t.companyNumber.deleting;
  const deleting = useAction(async () => {
    await deleteRule(numberId, rule.id);
    toast(words.done(rule.name));
    onClose();
  });
  return (
    <Confirm
      question={words.title(rule.name)}
      verb={words.verb}
      danger
      busy={deleting.busy}
      onConfirm={() => void deleting.run()}
      onClose={onClose}
      refusal={<Refusal problem={deleting.problem} />}
      testid="delete-rule-question"
    >
      <p>{rule.enabled ? words.why(hoursText(rule.hours), instead) : words.whyOff}</p>
    </Confirm>
  );
}
