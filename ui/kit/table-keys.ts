import type { TableProps } from './Table.tsx';

/** Where a choice of several begins: the row that was chosen or left last. */
export interface Anchor {
  current: string | undefined;
}

/** Ids from one to another, both included, whichever comes first; the last one alone where the first is not there. */
export function between(ids: readonly string[], from: string | undefined, to: string): string[] {
  const [a, b] = [from === undefined ? -1 : ids.indexOf(from), ids.indexOf(to)];
  if (a < 0 || b < 0) return [to];
  return ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** Chooses a row or leaves it; with Shift all from the last one on. */
export function choose<R>(table: TableProps<R>, anchor: Anchor, id: string, on: boolean, isRange: boolean): void {
  const { selection, rows, rowId } = table;
  if (!selection) return;
  const next = new Set(selection.ids);
  for (const one of isRange ? between(rows.map(rowId), anchor.current, id) : [id]) {
    if (on) next.add(one);
    else next.delete(one);
  }
  anchor.current = id;
  selection.onChange(next);
}

/** A row is entered by its unseen button or by its box. */
const CONTROLS = ['.table-open', '.table-check input'];

/** Arrows, Home and End go from row to row; Space chooses the row, Shift with an arrow the next one as well. */
export function onRowKey<R>(event: KeyboardEvent, table: TableProps<R>, anchor: Anchor): void {
  const target = event.target as HTMLElement;
  const control = CONTROLS.find(one => target.matches(one));
  const row = target.closest('tr');
  if (!control || !row || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = [...(row.parentElement?.children ?? [])];
  const at = all.indexOf(row);
  const idAt = (i: number) => {
    const one = table.rows[i];
    return one === undefined ? undefined : table.rowId(one);
  };
  const here = idAt(at);
  if (here === undefined) return;
  if (isChoice(event, table)) {
    choose(table, anchor, here, !table.selection?.ids.has(here), event.shiftKey);
    event.preventDefault();
    return;
  }
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const next = idAt(to);
  if (next === undefined) return;
  all[to]?.querySelector<HTMLElement>(control)?.focus();
  if (!event.shiftKey || !table.selection) return;
  if (!table.selection.ids.has(here)) anchor.current = here;
  choose(table, anchor, next, true, true);
}

/** Space on the row's button chooses instead of opening, also where a browser clicks when the key comes up. */
export function onRowKeyUp<R>(event: KeyboardEvent, table: TableProps<R>): void {
  if (isChoice(event, table)) event.preventDefault();
}

const isChoice = <R>(event: KeyboardEvent, table: TableProps<R>) =>
  event.key === ' ' && table.selection !== undefined && (event.target as HTMLElement).matches('.table-open');
