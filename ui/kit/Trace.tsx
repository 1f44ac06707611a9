import './trace.css';
import type { ComponentChildren } from 'preact';
import { t } from '../text/index.ts';
import { Icon } from './Icon.tsx';

export interface TraceStep {
  /** The rule in plain words. */
  rule: string;
  matched: boolean;
  /** The sentence why. */
  why: string;
  at?: ComponentChildren;
  /** Phones rung by this step. */
  legs?: readonly { who: ComponentChildren; outcome: ComponentChildren }[];
}

/** Why a call went where it went: each rule considered, a tick or a dash, and the sentence why. */
export function Trace({ steps, testid }: { steps: readonly TraceStep[]; testid?: string }) {
  return (
    <ol class="trace" data-testid={testid}>
      {steps.map((step, at) => (
        <li key={`${at} ${step.rule}`} data-matched={step.matched ? '' : undefined}>
          <span class="trace-mark">
            <Icon name={step.matched ? 'check' : 'dash'} size={14} />
            <span class="sr-only">{step.matched ? t.kit.considered : t.kit.passed}</span>
          </span>
          <span>{step.rule}</span>
          {step.at && <span class="trace-at">{step.at}</span>}
          <span class="trace-why">{step.why}</span>
          {step.legs && step.legs.length > 0 && (
            <ul class="trace-legs">
              {step.legs.map((leg, i) => (
                <li key={i}>
                  <span>{leg.who}</span>
                  <span class="secondary">{leg.outcome}</span>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}
