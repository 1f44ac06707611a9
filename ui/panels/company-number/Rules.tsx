import './rules.css';
import { useId } from 'preact/hooks';
import { zoneName } from '../../format/time.ts';
import { Button, Notice, Skeleton } from '../../kit/index.ts';
import { WeekGrid } from '../../kit/WeekGrid.tsx';
import { useMinutely } from '../../minutely.ts';
import { useQuery } from '../../query.ts';
import { go } from '../../route.ts';
import { Ready } from '../../shell/Ready.tsx';
import { t } from '../../text/index.ts';
import { viewer } from '../../viewer.ts';
import { type Colleague, type Rules as RuleSet, readRules } from './calls.ts';
import { RingingNow } from './RingingNow.tsx';
import { RuleCard } from './RuleCard.tsx';
import { RuleDrawer } from './RuleDrawer.tsx';
import { drawn, nowOf, tints } from './week.ts';
import { actionText } from './words.ts';

interface RulesProps {
  numberId: string;
  people: readonly Colleague[];
  /** Id of the rule being edited, `new`, or undefined. */
  editing: string | undefined;
}

/** Who gets unknown callers: rules in order of priority beside the week they make (U-2 to U-4, U-10). */
export function Rules({ numberId, people, editing }: RulesProps) {
  const query = useQuery(`rules ${numberId}`, () => readRules(numberId));
  useMinutely(query.again);
  const leave = () => go('company-number', numberId);
  return (
    <Ready query={query} skeleton={<Skeleton height="320px" />}>
      {rules => {
        const rule = rules.items.find(one => one.id === editing);
        return (
          <>
            <RuleList {...{ numberId, rules, people }} gone={Boolean(editing && editing !== 'new' && !rule)} />
            {editing && (rule || editing === 'new') && (
              <RuleDrawer key={editing} {...{ numberId, rules, people, rule }} onClose={leave} />
            )}
          </>
        );
      }}
    </Ready>
  );
}

function RuleList(props: { numberId: string; rules: RuleSet; people: readonly Colleague[]; gone: boolean }) {
  const { numberId, rules, people } = props;
  const id = useId();
  const words = t.companyNumber.rules;
  const tint = tints(rules.items);
  const { used, max } = rules.limits.custom;
  const byDefault = rules.items.find(rule => rule.isDefault);
  const edit = (ruleId: string) => go('company-number', numberId, 'rule', ruleId);
  return (
    <section class="rules" aria-labelledby={id}>
      <div class="rules-head">
        <div>
          <h2 id={id}>{words.title}</h2>
          <p class="secondary">{used ? words.about(zoneName(rules.zone, viewer.value.locale)) : words.none}</p>
        </div>
        <span class="secondary tabular" data-testid="rules-used">
          {words.used(used, max)}
        </span>
        <Button icon="plus" disabled={used >= max} onClick={() => edit('new')} testid="add-rule">
          {words.add}
        </Button>
      </div>
      {used >= max && <Notice tone="info">{words.full(max)}</Notice>}
      {props.gone && <Notice tone="wait">{words.gone}</Notice>}
      <div class="rules-body">
        <ul class="rule-list" data-testid="rules">
          {rules.items.map(rule => (
            <RuleCard
              key={rule.id}
              numberId={numberId}
              rule={rule}
              people={people}
              instead={byDefault ? actionText(byDefault.action, people) : ''}
              decides={rule.id === rules.ringingNow?.ruleId}
              tint={tint.get(rule.id)}
              onEdit={() => edit(rule.id)}
            />
          ))}
        </ul>
        <div class="rules-week">
          {rules.ringingNow && <RingingNow now={rules.ringingNow} />}
          <WeekGrid rules={drawn(rules.items)} rest={byDefault?.name} now={nowOf(rules.now.minute)} />
          <p class="secondary rules-gaps">{gapsText(rules)}</p>
        </div>
      </div>
    </section>
  );
}

function gapsText({ gaps, items }: RuleSet): string {
  const words = t.companyNumber.week;
  if (!items.some(rule => rule.enabled && !rule.isDefault)) return words.whole;
  return gaps.length ? words.gaps : words.none;
}
