import './button.css';
import type { ComponentChildren, Ref, TargetedMouseEvent } from 'preact';
import { t } from '../text/index.ts';
import { Icon, type IconName } from './Icon.tsx';

export interface ButtonProps {
  children?: ComponentChildren;
  kind?: 'primary' | 'plain' | 'quiet' | 'danger' | undefined;
  icon?: IconName | undefined;
  /** Says what an icon-only button does. */
  label?: string | undefined;
  small?: boolean | undefined;
  busy?: boolean | undefined;
  disabled?: boolean | undefined;
  type?: 'button' | 'submit' | undefined;
  onClick?: ((event: TargetedMouseEvent<HTMLButtonElement>) => void) | undefined;
  testid?: string | undefined;
  buttonRef?: Ref<HTMLButtonElement> | undefined;
  expanded?: boolean | undefined;
  popup?: 'menu' | 'dialog' | undefined;
}

/** One act, named by its verb. Busy keeps its width and its place in the tab order, and swallows clicks. */
export function Button(props: ButtonProps) {
  const { kind = 'plain', icon, children, label, busy = false } = props;
  return (
    <button
      ref={props.buttonRef ?? null}
      type={props.type ?? 'button'}
      class="button"
      data-kind={kind}
      data-icon={children === undefined ? '' : undefined}
      data-small={props.small ? '' : undefined}
      data-testid={props.testid}
      aria-label={label}
      title={children === undefined ? label : undefined}
      aria-busy={busy}
      aria-expanded={props.expanded}
      aria-haspopup={props.popup}
      disabled={props.disabled}
      onClick={event => {
        if (busy) event.preventDefault();
        else props.onClick?.(event);
      }}
    >
      <span class="button-face">
        {icon && <Icon name={icon} />}
        {children}
      </span>
      {busy && <span class="button-spin" aria-hidden="true" />}
      {busy && <span class="sr-only">{t.kit.working}</span>}
    </button>
  );
}

/** Looks like a button and goes somewhere: payment pages open in a tab of their own, since they refuse framing (T-6). */
export function LinkButton(props: {
  href: string;
  children: ComponentChildren;
  kind?: 'primary' | 'plain' | 'quiet';
  testid?: string;
}) {
  return (
    <a
      class="button"
      data-kind={props.kind ?? 'plain'}
      data-testid={props.testid}
      href={props.href}
      target="_blank"
      rel="noopener"
    >
      <span class="button-face">
        {props.children}
        <Icon name="external" size={14} />
      </span>
    </a>
  );
}
