import './field.css';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../text/index.ts';
import { Icon, type IconName } from './Icon.tsx';

export interface FieldProps {
  label: string;
  hint?: ComponentChildren | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  /** The label is there for screen readers only (a search box in a filter row). */
  quietLabel?: boolean | undefined;
}

/** What a control needs to be tied to its label, hint and error. */
export interface Tied {
  id: string;
  required: boolean;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
}

/** Label above, hint and error under; "required" is said in words. */
export function Field(props: FieldProps & { children: (tied: Tied) => ComponentChildren }) {
  const id = useId();
  const { hint, error, required = false } = props;
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div class="field">
      <label for={id} class={props.quietLabel ? 'sr-only' : 'field-label'}>
        {props.label}
        {required && <span>{t.kit.required}</span>}
      </label>
      {props.children({ id, required, 'aria-describedby': describedBy, 'aria-invalid': !!error })}
      {hint && (
        <div class="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <div class="field-error" id={`${id}-error`} role="alert">
          <Icon name="stop" />
          <span>{error}</span>
        </div>
      )}
    </div>
  );
}

export interface TextFieldProps extends FieldProps {
  value: string;
  onInput: (value: string) => void;
  /** Fires when the person leaves the field or presses Enter: for fields saved one by one. */
  onCommit?: ((value: string) => void) | undefined;
  type?: 'text' | 'password' | 'email' | 'search' | 'number' | 'date' | 'time' | 'url' | undefined;
  placeholder?: string | undefined;
  maxLength?: number | undefined;
  min?: number | string | undefined;
  max?: number | string | undefined;
  disabled?: boolean | undefined;
  icon?: IconName | undefined;
  lines?: number | undefined;
  testid?: string | undefined;
  name?: string | undefined;
  autocomplete?: 'off' | 'on' | 'email' | 'name' | undefined;
}

/** One line (or `lines` lines) of text. */
export function TextField(props: TextFieldProps) {
  const { onCommit } = props;
  return (
    <Field {...props}>
      {tied => {
        const control = {
          ...tied,
          class: 'input',
          name: props.name,
          value: props.value,
          placeholder: props.placeholder,
          maxLength: props.maxLength,
          disabled: props.disabled,
          'data-testid': props.testid,
        };
        const onInput = (event: { currentTarget: { value: string } }) => props.onInput(event.currentTarget.value);
        const onChange = (event: { currentTarget: { value: string } }) => onCommit?.(event.currentTarget.value);
        if (props.lines) return <textarea {...control} rows={props.lines} onInput={onInput} onChange={onChange} />;
        return (
          <div class="input-wrap">
            {props.icon && (
              <span class="input-lead">
                <Icon name={props.icon} />
              </span>
            )}
            <input
              {...control}
              // The typings know one literal at a time.
              type={(props.type ?? 'text') as 'text'}
              min={props.min}
              max={props.max}
              autocomplete={props.autocomplete ?? 'off'}
              onInput={onInput}
              onChange={onChange}
            />
          </div>
        );
      }}
    </Field>
  );
}

/** The quiet word beside a field that saves itself. */
export function Saved({ children }: { children: ComponentChildren }) {
  return (
    <span class="saved" role="status">
      <Icon name="check" size={14} />
      {children}
    </span>
  );
}
