import './combobox.css';
import './menu.css';
import { useId, useRef, useState } from 'preact/hooks';
import { t } from '../text/index.ts';
import { Button } from './Button.tsx';
import { type Choice, matching, stepTo } from './choices.ts';
import { Field, type FieldProps } from './Field.tsx';
import { useFloating } from './floating.ts';
import { Icon } from './Icon.tsx';

export type { Choice } from './choices.ts';

const LIMIT = 50;

interface ComboboxProps extends FieldProps {
  choices: readonly Choice[];
  /** Id of the chosen one, or null. */
  value: string | null;
  onPick: (id: string | null) => void;
  /** Given when the list is searched elsewhere: gets what is typed; `choices` are then shown as they come. */
  onQuery?: ((query: string) => void) | undefined;
  loading?: boolean | undefined;
  placeholder?: string | undefined;
  testid?: string | undefined;
  autofocus?: boolean | undefined;
}

/** Search people and numbers. Those that cannot be chosen stay in the list, greyed, with the reason and the mend. */
export function Combobox(props: ComboboxProps) {
  const { choices, value, onPick, onQuery } = props;
  const listId = useId();
  const [query, setQuery] = useState<string | null>(null);
  const [current, setCurrent] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const open = query !== null;
  useFloating(open, input, list, 'anchor-width');

  const chosen = choices.find(c => c.id === value);
  const found = onQuery ? choices : matching(choices, query ?? '');
  const shown = found.slice(0, LIMIT);

  const search = (text: string) => {
    setQuery(text);
    setCurrent(text === '' ? -1 : shown.findIndex(c => !c.reason));
    onQuery?.(text);
  };
  const shut = () => {
    setQuery(null);
    setCurrent(-1);
  };
  const pick = (choice: Choice | undefined) => {
    if (!choice || choice.reason) return;
    onPick(choice.id);
    shut();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!open) search('');
      const to = open ? stepTo(event.key, current, shown.length) : shown.findIndex(c => c.id === value);
      setCurrent(to);
      list.current?.children[to]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && open) pick(shown[current] ?? (shown.length === 1 ? shown[0] : undefined));
    else if (event.key === 'Escape' && open) shut();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Field {...props}>
      {tied => (
        <div class="input-wrap combobox">
          <span class="input-lead">
            <Icon name="search" />
          </span>
          <input
            {...tied}
            ref={input}
            class="input"
            type="text"
            role="combobox"
            autocomplete="off"
            aria-autocomplete="list"
            aria-expanded={open}
            aria-controls={listId}
            aria-activedescendant={open && current >= 0 ? `${listId}-${current}` : undefined}
            placeholder={props.placeholder}
            autofocus={props.autofocus}
            data-testid={props.testid}
            value={query ?? chosen?.label ?? ''}
            onInput={event => search(event.currentTarget.value)}
            onClick={() => open || search('')}
            onBlur={shut}
            onKeyDown={onKeyDown}
          />
          {chosen && !open && (
            <Button kind="quiet" small icon="close" label={t.kit.clear} onClick={() => onPick(null)} />
          )}
          <span class="sr-only" role="status">
            {open && (props.loading ? t.kit.loading : t.kit.results(found.length))}
          </span>
          {open && (
            // Keeps focus in the input, or the list would close before the click lands.
            <div
              ref={list}
              id={listId}
              popover="manual"
              class="listbox"
              role="listbox"
              aria-label={props.label}
              onMouseDown={event => event.preventDefault()}
            >
              {shown.map((choice, i) => (
                <OptionRow
                  key={choice.id}
                  id={`${listId}-${i}`}
                  choice={choice}
                  current={i === current}
                  chosen={choice.id === value}
                  onPick={() => pick(choice)}
                />
              ))}
              {found.length > LIMIT && <div class="option-none">{t.kit.narrow(found.length - LIMIT)}</div>}
              {found.length === 0 && (
                <div class="option-none">
                  {props.loading ? t.kit.loading : query ? t.kit.noMatch(query) : t.kit.nothingToChoose}
                </div>
              )}
            </div>
          )}
        </div>
      )}
    </Field>
  );
}

function OptionRow(props: { id: string; choice: Choice; current: boolean; chosen: boolean; onPick: () => void }) {
  const { choice } = props;
  return (
    // The input keeps focus and answers the keys (aria-activedescendant); the row only takes clicks.
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are answered by the combobox
    <div
      id={props.id}
      class="option"
      role="option"
      tabIndex={-1}
      aria-selected={props.chosen}
      aria-disabled={choice.reason ? true : undefined}
      data-current={props.current ? '' : undefined}
      data-testid={choice.testid}
      onClick={props.onPick}
    >
      <span>
        {choice.label}
        {choice.detail && <small>{choice.detail}</small>}
        {choice.reason && <small class="option-reason">{choice.reason}</small>}
      </span>
      {props.chosen && <Icon name="check" />}
    </div>
  );
}
