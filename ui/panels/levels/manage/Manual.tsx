import { useRef, useState } from 'preact/hooks';
import { PURPOSES } from '../../../../worker/level/rules/purpose.ts';
import { MOST_ROWS } from '../../../../worker/level/rules/reason.ts';
import { Button, Field, Icon, numberText, Select } from '../../../kit/index.ts';
import { t } from '../../../text/index.ts';
import type { Purpose } from '../calls.ts';
import { countryName } from '../words.ts';
import { useJudge } from './judge.ts';

export interface Listed {
  e164: string;
  purpose: Purpose | '';
}

interface ManualProps {
  country: string;
  /** Removing has no purposes. */
  hasPurpose: boolean;
  /** What stands in the field and is not on the list yet. */
  entry: string;
  onEntry: (entry: string) => void;
  /** A commit was wanted while something stood there. */
  isHeldUp: boolean;
  list: readonly Listed[];
  onChange: (list: readonly Listed[]) => void;
}

/** Numbers typed one by one: a green check as soon as one is whole, *Add to list*, the list (N-8). */
export function Manual(props: ManualProps) {
  const { country, hasPurpose, list, onChange, entry, onEntry } = props;
  const words = t.levels.manage;
  const [purpose, setPurpose] = useState<Purpose | ''>('');
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { e164Of, ready } = useJudge(country);
  const e164 = e164Of(entry);
  const isTwice = list.some(one => one.e164 === e164);
  const isFull = list.length >= MOST_ROWS;
  const fault = isTwice ? words.entryTwice : words.entryBad;
  const refused = tried && ready && (!e164 || isTwice) ? fault : props.isHeldUp ? words.entryOpen : undefined;
  const wrong = isFull ? words.full(MOST_ROWS) : refused;

  const add = () => {
    field.current?.focus();
    if (!e164 || isTwice || isFull) return setTried(true);
    onChange([...list, { e164, purpose }]);
    onEntry('');
    setTried(false);
  };

  return (
    <div class="stack">
      <div class="levels-entry" data-plain={hasPurpose ? undefined : ''}>
        <Field label={words.entry} hint={words.entryHint(countryName(country))} error={wrong}>
          {tied => (
            <div class="input-wrap">
              <input
                {...tied}
                ref={field}
                class="input tabular"
                type="tel"
                inputMode="tel"
                autocomplete="off"
                value={entry}
                data-testid="bulk-entry"
                onInput={event => {
                  onEntry(event.currentTarget.value);
                  setTried(false);
                }}
                onKeyDown={event => {
                  if (event.key !== 'Enter') return;
                  // Enter adds to the list; the list is committed by its own button.
                  event.preventDefault();
                  add();
                }}
              />
              {e164 && (
                <span class="input-mark" data-good data-testid="bulk-entry-valid">
                  <Icon name="check" />
                  <span class="sr-only" role="status">
                    {t.kit.validNumber}
                  </span>
                </span>
              )}
            </div>
          )}
        </Field>
        {hasPurpose && (
          <Select
            label={words.purpose}
            value={purpose}
            options={[
              { value: '', label: words.purposeKeep },
              ...PURPOSES.map(value => ({ value, label: t.levels.purpose[value] })),
            ]}
            onChange={setPurpose}
            testid="bulk-purpose"
          />
        )}
        <Button icon="plus" disabled={isFull} onClick={add} testid="bulk-add">
          {words.addToList}
        </Button>
      </div>
      <TheList list={list} onChange={onChange} />
    </div>
  );
}

function TheList({ list, onChange }: Pick<ManualProps, 'list' | 'onChange'>) {
  const words = t.levels.manage;
  if (list.length === 0) return <p class="secondary levels-none">{words.listEmpty}</p>;
  return (
    <ul class="levels-rows" aria-label={words.list} data-testid="bulk-list">
      {list.map(one => (
        <li key={one.e164} data-testid={`listed-${one.e164}`}>
          <span class="number">{numberText(one.e164)}</span>
          {one.purpose && <span class="secondary">{t.levels.purpose[one.purpose]}</span>}
          <span class="push">
            <Button
              kind="quiet"
              small
              icon="close"
              label={words.takeOut(numberText(one.e164))}
              onClick={() => onChange(list.filter(other => other !== one))}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
