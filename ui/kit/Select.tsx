import './field.css';
import { Field, type FieldProps } from './Field.tsx';
import { Icon } from './Icon.tsx';

export interface Option<V extends string> {
  value: V;
  label: string;
  disabled?: boolean | undefined;
}

/** A short fixed choice; the platform's own list, which every phone and screen reader knows. */
export function Select<V extends string>(
  props: FieldProps & {
    value: V;
    options: readonly Option<V>[];
    onChange: (value: V) => void;
    disabled?: boolean | undefined;
    testid?: string | undefined;
  },
) {
  return (
    <Field {...props}>
      {tied => (
        <div class="input-wrap">
          <select
            {...tied}
            class="input"
            value={props.value}
            disabled={props.disabled}
            data-testid={props.testid}
            onChange={event => {
              const chosen = props.options.find(o => o.value === event.currentTarget.value);
              if (chosen) props.onChange(chosen.value);
            }}
          >
            {props.options.map(o => (
              <option key={o.value} value={o.value} disabled={o.disabled}>
                {o.label}
              </option>
            ))}
          </select>
          <span class="input-mark">
            <Icon name="down" />
          </span>
        </div>
      )}
    </Field>
  );
}
