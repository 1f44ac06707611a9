import { t } from '../text/index.ts';
import { Checkbox } from './Check.tsx';
import { Skeleton } from './Empty.tsx';
import { Icon } from './Icon.tsx';
import type { Column, TableProps } from './Table.tsx';

/** The sticky head: titles, sorting, "select all shown". */
export function Head<R>(props: TableProps<R>) {
  const { selection, rows } = props;
  return (
    <thead>
      <tr>
        {selection && (
          <th scope="col">
            <Checkbox
              quietLabel
              label={t.kit.selectAll}
              checked={rows.length > 0 && selection.ids.size === rows.length}
              some={selection.ids.size > 0 && selection.ids.size < rows.length}
              onChange={on => selection.onChange(new Set(on ? rows.map(props.rowId) : []))}
            />
          </th>
        )}
        {props.columns.map(column => (
          <HeadCell key={column.id} column={column} table={props} />
        ))}
        {props.rowActs && (
          <th scope="col">
            <span class="sr-only">{t.kit.moreActions}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

function HeadCell<R>({ column, table }: { column: Column<R>; table: TableProps<R> }) {
  const { sorting, onSort } = table;
  const by = sorting?.by === column.id;
  const order = by ? (sorting.down ? 'descending' : 'ascending') : undefined;
  return (
    <th
      scope="col"
      data-column={column.id}
      data-align={column.align}
      aria-sort={order}
      style={column.width ? { width: column.width } : undefined}
    >
      {column.sortable && onSort ? (
        <button type="button" class="table-sort" onClick={() => onSort({ by: column.id, down: by && !sorting.down })}>
          {column.title}
          {order && <Icon name={order === 'descending' ? 'down' : 'up'} size={14} />}
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}

/** Rows to come: drawn with the same height, so that nothing jumps when they arrive. */
export function SkeletonRows({ columns, rows = 6 }: { columns: number; rows?: number }) {
  return Array.from({ length: rows }, (_, row) => (
    <tr key={row} class="table-skeleton">
      {Array.from({ length: columns }, (_, column) => (
        <td key={column}>
          <Skeleton width={`${45 + ((row * 17 + column * 29) % 45)}%`} />
        </td>
      ))}
    </tr>
  ));
}
