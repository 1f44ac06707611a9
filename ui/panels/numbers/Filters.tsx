import type { ComponentChildren } from 'preact';
import { Button, Select, TextField } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import {
  type Can,
  type Kind,
  NO_FILTER,
  type PoolFilter,
  type Purpose,
  type Status,
  type SubAccount,
} from './calls.ts';

export const isFiltered = (filter: PoolFilter) => Object.values(filter).some(value => value !== '');

interface FiltersProps {
  filter: PoolFilter;
  subAccounts: readonly SubAccount[];
  onChange: (filter: PoolFilter) => void;
  /** What can be done with all that fits. */
  act?: ComponentChildren;
}

/** Search by any digits, and by status, sub-account, type, purpose and capability (N-4). */
export function Filters({ filter, subAccounts, onChange, act }: FiltersProps) {
  const { filter: words, status, type, purpose, can } = t.numbers;
  const set = (change: Partial<PoolFilter>) => onChange({ ...filter, ...change });
  return (
    <search class="filters numbers-filters">
      <TextField
        label={words.search}
        quietLabel
        type="search"
        icon="search"
        placeholder={words.placeholder}
        value={filter.q}
        onInput={q => set({ q })}
        testid="filter-search"
      />
      <Select
        label={words.status}
        quietLabel
        value={filter.status}
        options={[{ value: '', label: words.anyStatus }, ...optionsOf<Status>(status)]}
        onChange={value => set({ status: value })}
        testid="filter-status"
      />
      <Select
        label={words.subAccount}
        quietLabel
        value={filter.subAccountId}
        options={[{ value: '', label: words.anySubAccount }, ...subAccounts.map(s => ({ value: s.id, label: s.name }))]}
        onChange={subAccountId => set({ subAccountId })}
        testid="filter-sub-account"
      />
      <Select
        label={words.type}
        quietLabel
        value={filter.type}
        options={[{ value: '', label: words.anyType }, ...optionsOf<Kind>(type)]}
        onChange={value => set({ type: value })}
        testid="filter-type"
      />
      <Select
        label={words.purpose}
        quietLabel
        value={filter.purpose}
        options={[
          { value: '', label: words.anyPurpose },
          ...optionsOf<Purpose>(purpose),
          { value: 'none', label: words.noPurpose },
        ]}
        onChange={value => set({ purpose: value })}
        testid="filter-purpose"
      />
      <Select
        label={words.can}
        quietLabel
        value={filter.can}
        options={[{ value: '', label: words.anyCan }, ...optionsOf<Can>({ voice: can.calls, sms: can.texts })]}
        onChange={value => set({ can: value })}
        testid="filter-can"
      />
      {isFiltered(filter) && (
        <Button kind="quiet" icon="close" onClick={() => onChange(NO_FILTER)} testid="filter-clear">
          {words.clear}
        </Button>
      )}
      {act}
    </search>
  );
}

function optionsOf<V extends string>(labels: Record<V, string>) {
  return (Object.keys(labels) as V[]).map(value => ({ value, label: labels[value] }));
}
