import { Button, numberText, Select, TextField } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { CallFilter, CallStatus, Line } from './calls.ts';

export const NO_FILTER: CallFilter = { q: '', numberId: '', status: '' };

export const isFiltered = (filter: CallFilter) => Object.values(filter).some(value => value !== '');

/** Search by name or digits, by number and outcome. */
export function Filters(props: {
  filter: CallFilter;
  numbers: readonly Line[];
  onChange: (filter: CallFilter) => void;
}) {
  const { filter, numbers, onChange } = props;
  const { filter: words, status } = t.callLog;
  const set = (change: Partial<CallFilter>) => onChange({ ...filter, ...change });
  return (
    <search class="filters call-filters">
      <TextField
        label={words.search}
        quietLabel
        type="search"
        icon="search"
        placeholder={words.placeholder}
        value={filter.q}
        onInput={q => set({ q })}
        testid="call-search"
      />
      <Select
        label={words.number}
        quietLabel
        value={filter.numberId}
        options={[
          { value: '', label: words.anyNumber },
          ...numbers.map(one => ({ value: one.numberId, label: numberText(one.e164) })),
        ]}
        onChange={numberId => set({ numberId })}
        testid="call-number"
      />
      <Select<CallStatus | ''>
        label={words.outcome}
        quietLabel
        value={filter.status}
        options={[
          { value: '', label: words.anyOutcome },
          ...(Object.keys(status) as CallStatus[]).map(value => ({ value, label: status[value] ?? value })),
        ]}
        onChange={chosen => set({ status: chosen })}
        testid="call-outcome"
      />
      {isFiltered(filter) && (
        <Button kind="quiet" icon="close" onClick={() => onChange(NO_FILTER)} testid="call-filter-clear">
          {words.clear}
        </Button>
      )}
    </search>
  );
}
