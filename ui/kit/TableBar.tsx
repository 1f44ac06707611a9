import { t } from '../text/index.ts';
import { Button } from './Button.tsx';
import { Checkbox } from './Check.tsx';
import { Select } from './Select.tsx';
import type { Selection, TableProps } from './Table.tsx';

/** What the head does, where the table is folded and has none: choose all shown, and sort. */
export function FoldedBar<R>({ columns, rows, rowId, sorting, onSort, selection }: TableProps<R>) {
  const sortable = onSort ? columns.filter(column => column.sortable) : [];
  if (!selection && sortable.length === 0) return null;
  const chosen = selection?.ids.size ?? 0;
  return (
    <div class="table-bar">
      {selection && (
        <Checkbox
          label={t.kit.selectAll}
          checked={rows.length > 0 && chosen === rows.length}
          some={chosen > 0 && chosen < rows.length}
          onChange={on => selection.onChange(new Set(on ? rows.map(rowId) : []))}
          testid="folded-select-all"
        />
      )}
      {onSort && sortable.length > 0 && (
        <div class="table-bar-sort">
          <Select
            label={t.kit.sortBy}
            quietLabel
            value={sorting?.by ?? ''}
            options={[
              ...(sorting ? [] : [{ value: '', label: t.kit.sortBy }]),
              ...sortable.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            onChange={by => by && onSort({ by, down: false })}
            testid="folded-sort"
          />
          {sorting && (
            <Button
              icon={sorting.down ? 'down' : 'up'}
              label={sorting.down ? t.kit.sortUp : t.kit.sortDown}
              onClick={() => onSort({ by: sorting.by, down: !sorting.down })}
              testid="folded-sort-way"
            />
          )}
        </div>
      )}
    </div>
  );
}

/** Floats over the list while something is chosen. */
export function SelectionBar({ ids, onChange, acts, count, more }: Selection) {
  if (!acts || ids.size === 0) return null;
  return (
    <div class="table-selection" data-testid="selection">
      <span>{count ?? t.kit.selected(ids.size)}</span>
      {more}
      {acts}
      <Button kind="quiet" small icon="close" label={t.kit.clear} onClick={() => onChange(new Set())} />
    </div>
  );
}

/** Said when it changes: how many are chosen, and how the list is sorted. */
export function Spoken<R>({ columns, sorting, selection }: TableProps<R>) {
  const by = columns.find(column => column.id === sorting?.by)?.title;
  return (
    <>
      <p class="sr-only" role="status">
        {selection && selection.ids.size > 0 ? (selection.count ?? t.kit.selected(selection.ids.size)) : ''}
      </p>
      <p class="sr-only" role="status">
        {sorting && by ? t.kit.sortedBy(by, sorting.down) : ''}
      </p>
    </>
  );
}
