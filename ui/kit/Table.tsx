import './table.css';
import './table-fold.css';
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { t } from '../text/index.ts';
import { Button } from './Button.tsx';
import { Checkbox } from './Check.tsx';
import { type Acts, Menu } from './Menu.tsx';
import { FoldedBar, SelectionBar, Spoken } from './TableBar.tsx';
import { Head, SkeletonRows } from './TableHead.tsx';
import { choose, onRowKey, onRowKeyUp } from './table-keys.ts';

export interface Column<R> {
  id: string;
  title: string;
  cell: (row: R) => ComponentChildren;
  /** Where it goes when the table folds: `act` is a button on a line of its own. First column `first`, others `second`. */
  fold?: 'first' | 'first-end' | 'second' | 'act' | 'hide' | undefined;
  /** A word put before the value in the folded second line, where it would not explain itself. */
  foldLabel?: string | undefined;
  align?: 'end' | undefined;
  width?: string | undefined;
  sortable?: boolean | undefined;
}

export interface Sorting {
  by: string;
  down: boolean;
}

export interface Selection {
  ids: ReadonlySet<string>;
  onChange: (ids: ReadonlySet<string>) => void;
  /** They float over the list for what is chosen; without them the place around the table says what happens. */
  acts?: ComponentChildren;
  /** How many are chosen, where they are more than are shown. */
  count?: string | undefined;
  /** Leads to choosing also what is not shown. */
  more?: ComponentChildren;
}

export interface TableProps<R> {
  /** Names the table for screen readers. */
  caption: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowId: (row: R) => string;
  /** What the row is called in "More for …" and "Select …". */
  rowName: (row: R) => string;
  rowActs?: ((row: R) => Acts) | undefined;
  onOpen?: ((row: R) => void) | undefined;
  loading?: boolean | undefined;
  /** Shown instead of rows when there are none. */
  empty?: ComponentChildren | undefined;
  /** Keyset paging: given while there is more. */
  onMore?: (() => void) | undefined;
  loadingMore?: boolean | undefined;
  sorting?: Sorting | undefined;
  onSort?: ((sorting: Sorting) => void) | undefined;
  selection?: Selection | undefined;
  /** May be wider than its place, and is then moved sideways. */
  wide?: boolean | undefined;
  testid?: string | undefined;
}

/**
 * A list of things with the same shape. Folds by the width of its own place, not of the window. Arrows go from row to row,
 * Space chooses, Shift chooses all between; what is chosen and how it is sorted is spoken.
 */
export function Table<R>(props: TableProps<R>) {
  const { rows, loading = false, selection } = props;
  const keys = useId();
  const anchor = useRef<string>(undefined);
  if (!loading && rows.length === 0) return <>{props.empty}</>;
  return (
    <div class="table-frame" data-bar={props.onSort || selection ? '' : undefined}>
      <FoldedBar {...props} />
      <p id={keys} hidden>
        {selection ? t.kit.tableKeys : t.kit.tableArrows}
      </p>
      <div class="table-scroll" data-wide={props.wide ? '' : undefined}>
        <table
          class="table"
          aria-label={props.caption}
          aria-describedby={keys}
          aria-busy={loading}
          data-testid={props.testid}
        >
          <Head {...props} />
          <tbody onKeyDown={event => onRowKey(event, props, anchor)} onKeyUp={event => onRowKeyUp(event, props)}>
            {loading && rows.length === 0 ? (
              <SkeletonRows columns={props.columns.length + (selection ? 1 : 0) + (props.rowActs ? 1 : 0)} />
            ) : (
              rows.map(row => <Row key={props.rowId(row)} row={row} table={props} anchor={anchor} />)
            )}
          </tbody>
        </table>
      </div>
      {rows.length > 0 && props.onMore && (
        <div class="table-foot">
          <Button small busy={props.loadingMore} onClick={props.onMore} testid="load-more">
            {t.kit.loadMore}
          </Button>
          <span>{t.kit.shown(rows.length)}</span>
        </div>
      )}
      {selection && <SelectionBar {...selection} />}
      <Spoken {...props} />
    </div>
  );
}

function Row<R>({ row, table, anchor }: { row: R; table: TableProps<R>; anchor: { current: string | undefined } }) {
  const { selection, onOpen } = table;
  const id = table.rowId(row);
  const name = table.rowName(row);
  const chosen = selection?.ids.has(id) ?? false;
  const acts = table.rowActs?.(row) ?? [];
  const isShifted = useRef(false);
  return (
    // The first cell holds a real button for keyboards and screen readers; a click anywhere on the row does the same.
    <tr
      data-open={onOpen ? '' : undefined}
      data-testid={`row-${id}`}
      aria-selected={selection ? chosen : undefined}
      onClick={event => {
        if (onOpen && event.target instanceof Element && !event.target.closest('button,a,input,label')) onOpen(row);
      }}
    >
      {selection && (
        <td class="table-check" onClickCapture={event => (isShifted.current = event.shiftKey)}>
          <Checkbox
            quietLabel
            label={t.kit.select(name)}
            checked={chosen}
            onChange={on => choose(table, anchor, id, on, isShifted.current)}
          />
        </td>
      )}
      {table.columns.map((column, i) => {
        const cell = column.cell(row);
        return (
          <td
            key={column.id}
            data-column={column.id}
            data-fold={column.fold ?? (i === 0 ? 'first' : 'second')}
            data-align={column.align}
            data-label={column.foldLabel}
          >
            {i === 0 && onOpen && (
              <button type="button" class="table-open sr-only" onClick={() => onOpen(row)}>
                {t.kit.open(name)}
              </button>
            )}
            {cell}
          </td>
        );
      })}
      {table.rowActs && (
        <td class="table-menu">
          {acts.some(group => group.length > 0) && <Menu label={t.kit.more(name)} acts={acts} testid={`menu-${id}`} />}
        </td>
      )}
    </tr>
  );
}
