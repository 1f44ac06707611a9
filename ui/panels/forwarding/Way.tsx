import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** One of a few ways to choose from, with what it means under it. */
export function Way(props: {
  chosen: boolean;
  label: string;
  children?: ComponentChildren;
  onChoose: () => void;
  testid: string;
}) {
  const id = useId();
  return (
    <label class="check">
      <input
        type="radio"
        name="forwarding-way"
        checked={props.chosen}
        aria-describedby={props.children ? id : undefined}
        data-testid={props.testid}
        onChange={props.onChoose}
      />
      <span>
        {props.label}
        {props.children && <small id={id}>{props.children}</small>}
      </span>
    </label>
  );
}
