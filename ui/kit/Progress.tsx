import './progress.css';
import { t } from '../text/index.ts';
import { Icon } from './Icon.tsx';

/** Long work: how far, or (without `done`) that it goes on. `done` is 0–1. */
export function Progress({ label, done }: { label: string; done?: number | undefined }) {
  const percent = done === undefined ? undefined : Math.round(Math.min(1, Math.max(0, done)) * 100);
  return (
    <div>
      <div class="progress-head">
        <span>{label}</span>
        {percent !== undefined && <span class="secondary tabular">{percent} %</span>}
      </div>
      <div
        class="progress"
        data-unknown={percent === undefined ? '' : undefined}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <div style={percent === undefined ? undefined : { width: `${percent}%` }} />
      </div>
    </div>
  );
}

export interface Step {
  text: string;
  state: 'done' | 'now' | 'todo' | 'failed';
}

/** Work in named steps: charging the card, ordering the number. */
export function Steps({ steps, testid }: { steps: readonly Step[]; testid?: string }) {
  return (
    <ol class="steps" data-testid={testid}>
      {steps.map(step => (
        <li key={step.text} data-state={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          {step.state === 'done' || step.state === 'failed' ? (
            <Icon name={step.state === 'done' ? 'check' : 'close'} />
          ) : (
            <span class="step-mark" aria-hidden="true" />
          )}
          <span>
            {step.text}
            <span class="sr-only"> {t.kit.step[step.state]}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
