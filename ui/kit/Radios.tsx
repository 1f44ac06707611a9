import './radios.css';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../text/index.ts';
import { Icon } from './Icon.tsx';

export interface Radio<V extends string> {
  value: V;
  label: ComponentChildren;
  detail?: ComponentChildren | undefined;
  /** On the right: a price. */
  end?: ComponentChildren | undefined;
  /** Present when it cannot be chosen: why. */
  reason?: string | undefined;
}

/** One of a few, all in view, each with what it means or costs. */
export function Radios<V extends string>(props: {
  label: string;
  value: V | null;
  options: readonly Radio<V>[];
  onChange: (value: V) => void;
  quietLabel?: boolean | undefined;
  required?: boolean | undefined;
  error?: string | undefined;
  testid?: string | undefined;
}) {
  const id = useId();
  return (
    <fieldset class="field" aria-describedby={props.error ? `${id}-error` : undefined} data-testid={props.testid}>
      <legend class={props.quietLabel ? 'sr-only' : 'field-label'}>
        {props.label}
        {props.required && <span> {t.kit.required}</span>}
      </legend>
      <div class="radios">
        {props.options.map(option => (
          <label key={option.value} class="radio" data-testid={`choose-${option.value}`}>
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === props.value}
              disabled={option.reason !== undefined}
              onChange={() => props.onChange(option.value)}
            />
            <span>
              {option.label}
              {option.detail && <small>{option.detail}</small>}
              {option.reason && <small class="radio-reason">{option.reason}</small>}
            </span>
            {option.end && <span class="radio-end">{option.end}</span>}
          </label>
        ))}
      </div>
      {props.error && (
        <div class="field-error" id={`${id}-error`} role="alert">
          <Icon name="stop" />
          <span>{props.error}</span>
        </div>
      )}
    </fieldset>
  );
}
