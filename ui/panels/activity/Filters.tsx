import type { ComponentChildren } from 'preact';
import { Button, Select, TextField } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { SubAccount, TrailFilter } from './calls.ts';

/** What a person comes for: who changed what. The course of each call and text is one choice away. */
export const NO_FILTER: TrailFilter = { q: '', actor: '', entity: 'changes', subAccountId: '', from: '', to: '' };

export const isFiltered = (filter: TrailFilter) =>
  JSON.stringify({ ...NO_FILTER, ...filter }) !== JSON.stringify(NO_FILTER);

/** Who, what, for which sub-account, between which days. */
export function Filters(props: {
  filter: TrailFilter;
  subAccounts: readonly SubAccount[];
  onChange: (filter: TrailFilter) => void;
  act: ComponentChildren;
}) {
  const { filter, onChange } = props;
  const { filter: words, actor, entity } = t.activity;
  const set = (change: Partial<TrailFilter>) => onChange({ ...filter, ...change });
  const all = (first: string, labels: Readonly<Record<string, string>>) => [
    { value: '', label: first },
    ...Object.entries(labels).map(([value, label]) => ({ value, label })),
  ];
  return (
    <search class="filters trail-filters">
      <TextField
        label={words.search}
        quietLabel
        type="search"
        icon="search"
        placeholder={words.placeholder}
        maxLength={100}
        value={filter.q}
        onInput={q => set({ q })}
        testid="activity-search"
      />
      <Select
        label={words.who}
        quietLabel
        value={filter.actor}
        options={all(words.anyone, actor)}
        onChange={value => set({ actor: value })}
        testid="activity-who"
      />
      <Select
        label={words.what}
        quietLabel
        value={filter.entity}
        options={[{ value: 'changes', label: words.changes }, ...all(words.anything, entity)]}
        onChange={value => set({ entity: value })}
        testid="activity-what"
      />
      <Select
        label={t.activity.subAccount}
        quietLabel
        value={filter.subAccountId}
        options={[
          { value: '', label: words.anySubAccount },
          ...props.subAccounts.map(s => ({ value: s.id, label: s.name })),
        ]}
        onChange={subAccountId => set({ subAccountId })}
        testid="activity-sub-account"
      />
      <Days filter={filter} onChange={set} />
      {isFiltered(filter) && (
        <Button kind="quiet" icon="close" onClick={() => onChange(NO_FILTER)} testid="activity-clear">
          {words.clear}
        </Button>
      )}
      {props.act}
    </search>
  );
}

/** From and to, both days included. */
function Days({ filter, onChange }: { filter: TrailFilter; onChange: (change: Partial<TrailFilter>) => void }) {
  const words = t.activity.filter;
  return (
    <fieldset class="trail-days">
      <legend class="sr-only">{t.activity.when}</legend>
      <span aria-hidden="true">{words.from}</span>
      <TextField
        label={words.from}
        quietLabel
        type="date"
        value={filter.from}
        max={filter.to || undefined}
        onInput={from => onChange({ from })}
        testid="activity-from"
      />
      <span aria-hidden="true">{words.to}</span>
      <TextField
        label={words.to}
        quietLabel
        type="date"
        value={filter.to}
        min={filter.from || undefined}
        onInput={to => onChange({ to })}
        testid="activity-to"
      />
    </fieldset>
  );
}
