import './menu.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from './Button.tsx';
import { useFloating } from './floating.ts';
import { Icon, type IconName } from './Icon.tsx';

export interface Act {
  label: string;
  icon?: IconName | undefined;
  danger?: boolean | undefined;
  /** Why it cannot be done now: shown under the label, and the act stays readable instead of vanishing. */
  reason?: string | undefined;
  onChoose: () => void;
  testid?: string | undefined;
}

/** Groups of acts; a hairline between groups. */
export type Acts = readonly (readonly Act[])[];

/** The ⋯ button and its menu: arrows, Home, End, first letters, Escape. Focus goes back to the button. */
export function Menu(props: { label: string; acts: Acts; testid?: string; text?: string }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  useFloating(open, button, menu, 'own-width');
  const items = () => [...(menu.current?.querySelectorAll<HTMLButtonElement>('[role=menuitem]') ?? [])];

  useEffect(() => {
    if (open) items()[0]?.focus();
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const to = nextItem(event.key, at, all);
    if (to !== undefined) all[to]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <Button
        kind={props.text ? 'plain' : 'quiet'}
        icon={props.text ? undefined : 'more'}
        label={props.label}
        small={!props.text}
        buttonRef={button}
        popup="menu"
        expanded={open}
        onClick={event => {
          event.stopPropagation();
          setOpen(!open);
        }}
        testid={props.testid}
      >
        {props.text}
      </Button>
      {open && (
        <div
          ref={menu}
          popover="auto"
          class="menu"
          role="menu"
          tabIndex={-1}
          aria-label={props.label}
          onKeyDown={onKeyDown}
          onToggle={event => {
            if (event.newState === 'closed') setOpen(false);
          }}
        >
          {props.acts
            .filter(group => group.length > 0)
            .map((group, i) => (
              <div key={group[0]?.label} role="none">
                {i > 0 && <div class="menu-rule" role="none" />}
                {group.map(act => (
                  <Item key={act.label} act={act} onDone={close} />
                ))}
              </div>
            ))}
        </div>
      )}
    </>
  );
}

function Item({ act, onDone }: { act: Act; onDone: () => void }) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      class="menu-item"
      data-danger={act.danger && !act.reason ? '' : undefined}
      data-testid={act.testid}
      aria-disabled={act.reason ? true : undefined}
      onClick={event => {
        event.stopPropagation();
        if (act.reason) return;
        onDone();
        act.onChoose();
      }}
    >
      {act.icon && <Icon name={act.icon} />}
      <span>
        {act.label}
        {act.reason && <small>{act.reason}</small>}
      </span>
    </button>
  );
}

/** Which item a key moves to; undefined when the key means something else. */
function nextItem(key: string, at: number, all: readonly HTMLElement[]): number | undefined {
  const n = all.length;
  if (key === 'ArrowDown') return (at + 1) % n;
  if (key === 'ArrowUp') return (at - 1 + n) % n;
  if (key === 'Home') return 0;
  if (key === 'End') return n - 1;
  if (key.length !== 1 || key === ' ') return undefined;
  for (let step = 1; step <= n; step++) {
    const i = (at + step) % n;
    if (all[i]?.textContent?.trim().toLowerCase().startsWith(key.toLowerCase())) return i;
  }
  return undefined;
}
