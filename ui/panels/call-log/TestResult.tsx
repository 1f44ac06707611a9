import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Skeleton } from '../../kit/index.ts';
import { Trace } from '../../kit/Trace.tsx';
import { useQuery } from '../../query.ts';
import { useSettled } from '../../settled.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Asked, type Explained, explain } from './calls.ts';
import type { Trial } from './trial.ts';
import { prose, traceSteps } from './words.ts';

/** What would happen, as steps and reasons; follows every change of what is asked. */
export function TestResult(props: { asked: Asked | null; trial: Trial; beside: ComponentChildren }) {
  const { asked, trial } = props;
  const id = useId();
  const words = t.callLog.testing;
  const settled = useSettled(JSON.stringify(asked), 150);
  const question = JSON.parse(settled) as Asked | null;
  const query = useQuery(question && `explain ${settled}`, () => explain(question as Asked), { keep: true });
  return (
    <section class="test-answer" aria-labelledby={id} aria-busy={query.refreshing} data-testid="test-result">
      <div class="test-head">
        <h3 id={id}>{words.result}</h3>
        {props.beside}
      </div>
      {asked ? (
        <>
          <Refusal problem={query.problem} onAgain={query.again} />
          {query.data && !query.problem && <Answer told={query.data} kind={trial.kind} />}
          {query.loading && <Skeleton height="120px" />}
        </>
      ) : (
        <p class="secondary">{missing(trial)}</p>
      )}
    </section>
  );
}

function missing({ who, from, contact }: Trial): string {
  const words = t.callLog.testing;
  if (from || who === 'withheld') return words.chooseTime;
  if (who === 'contact') return contact ? words.noPhone : words.chooseContact;
  return words.choosePhone;
}

function Answer({ told, kind }: { told: Explained; kind: Trial['kind'] }) {
  const words = t.callLog.testing;
  return (
    <>
      <div aria-live="polite">
        <p class="test-sentence" data-testid="test-outcome">
          {prose(told.sentence)}
        </p>
      </div>
      {told.steps.length > 1 && (
        <>
          <h4>{kind === 'call' ? words.afterwards : words.also}</h4>
          <ol class="call-steps" data-testid="test-steps">
            {told.steps.slice(1).map((step, at) => (
              <li key={`${at} ${step.sentence}`}>{prose(step.sentence)}</li>
            ))}
          </ol>
        </>
      )}
      <h4>{words.why}</h4>
      <Trace steps={traceSteps(told.trace)} testid="test-trace" />
      <p class="secondary">{words.nothingSent}</p>
    </>
  );
}
