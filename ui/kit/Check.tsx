import './check.css';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface CheckProps {
  label: ComponentChildren;
  hint?: ComponentChildren | undefined;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean | undefined;
  /** The label is there for screen readers only (row selection). */
  quietLabel?: boolean | undefined;
  some?: boolean | undefined;
  testid?: string | undefined;
}

function Box(props: CheckProps & { role?: 'switch' }) {
  const id = useId();
  return (
    <label class="check">
      <input
        type="checkbox"
        role={props.role}
        checked={props.checked}
        indeterminate={props.some ?? false}
        disabled={props.disabled}
        data-testid={props.testid}
        aria-describedby={props.hint ? id : undefined}
        onChange={event => props.onChange(event.currentTarget.checked)}
      />
      <span>
        <span class={props.quietLabel ? 'sr-only' : undefined}>{props.label}</span>
        {props.hint && <small id={id}>{props.hint}</small>}
      </span>
    </label>
  );
}

/** A choice that takes effect with the form. */
export function Checkbox(props: CheckProps) {
  return <Box {...props} />;
}

/** A choice that takes effect at once. */
export function Switch(props: CheckProps) {
  return <Box {...props} role="switch" />;
}
