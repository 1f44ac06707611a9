import './tabs.css';
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';

export interface Tab {
  id: string;
  title: string;
  /** How many wait there; none is not shown. */
  count?: number | undefined;
}

/** Views of one thing. Arrows move between tabs and show them; Tab goes on into the view. */
export function Tabs(props: {
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange: (id: string) => void;
  children: ComponentChildren;
}) {
  const id = useId();
  const bar = useRef<HTMLDivElement>(null);
  const at = props.tabs.findIndex(tab => tab.id === props.value);

  const onKeyDown = (event: KeyboardEvent) => {
    const n = props.tabs.length;
    const to = { ArrowRight: (at + 1) % n, ArrowLeft: (at - 1 + n) % n, Home: 0, End: n - 1 }[event.key];
    const next = to === undefined ? undefined : props.tabs[to];
    if (!next || to === undefined) return;
    event.preventDefault();
    props.onChange(next.id);
    const button = bar.current?.children[to];
    if (button instanceof HTMLElement) button.focus();
  };

  return (
    <div class="stack">
      <div ref={bar} class="tabs" role="tablist" aria-label={props.label} onKeyDown={onKeyDown}>
        {props.tabs.map(tab => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            class="tab"
            id={`${id}-${tab.id}`}
            aria-selected={tab.id === props.value}
            aria-controls={`${id}-panel`}
            tabIndex={tab.id === props.value ? 0 : -1}
            onClick={() => props.onChange(tab.id)}
            data-testid={`tab-${tab.id}`}
          >
            {tab.title}
            {tab.count ? <span class="tab-count">{tab.count > 99 ? '99+' : tab.count}</span> : null}
          </button>
        ))}
      </div>
      <div class="tab-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${props.value}`}>
        {props.children}
      </div>
    </div>
  );
}
