import type { Overlap } from '../../../worker/company-number/rules/overlap.ts';
import { joined, weekOf } from '../../../worker/company-number/rules/week.ts';
import { Button, Notice } from '../../kit/index.ts';
import { WeekGrid } from '../../kit/WeekGrid.tsx';
import { t } from '../../text/index.ts';
import type { Rule, Rules } from './calls.ts';
import { type Draft, wholeHours } from './draft.ts';
import { drawn, nowOf, slotsOf, tints } from './week.ts';
import { clashText } from './words.ts';

/** The week as it would be, with the clashing minutes red and in words (U-4, U-10). */
export function Preview(props: {
  rules: Rules;
  rule: Rule | undefined;
  draft: Draft;
  clashes: readonly Overlap[];
  onSaveOff: () => void;
}) {
  const { rules, rule, draft, clashes } = props;
  const words = t.companyNumber.editor;
  const tint = rule ? tints(rules.items).get(rule.id) : rules.limits.custom.used;
  const others = drawn(rules.items).filter(one => one.id !== rule?.id);
  const own = {
    id: rule?.id ?? 'draft',
    name: draft.name.trim() || t.companyNumber.week.draft,
    slots: slotsOf(weekOf(wholeHours(draft.hours))),
    tint,
  };
  return (
    <section class="rule-preview" aria-label={words.preview}>
      <h3>{words.preview}</h3>
      <WeekGrid
        rules={[...others, own]}
        rest={rules.items.find(one => one.isDefault)?.name}
        clashes={slotsOf(joined(clashes.flatMap(clash => clash.windows)))}
        now={nowOf(rules.now.minute)}
        height="260px"
      />
      <div aria-live="polite">
        {clashes.length > 0 && (
          <Notice
            tone={draft.enabled ? 'bad' : 'wait'}
            title={draft.enabled ? words.overlap : words.overlapOff}
            acts={
              draft.enabled && (
                <Button small onClick={props.onSaveOff} testid="save-off">
                  {words.saveOff}
                </Button>
              )
            }
            testid="overlap"
          >
            {clashes.map(({ ruleId, name, windows }) => (
              <span key={ruleId} class="overlap-line">
                {words.overlapLine(name, clashText(windows))}
              </span>
            ))}
            {draft.enabled ? words.overlapNext : words.overlapOffNext}
          </Notice>
        )}
      </div>
    </section>
  );
}
