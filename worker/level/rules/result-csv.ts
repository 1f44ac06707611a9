import { csvRow } from '../../audit/rules/csv.ts';
import { PURPOSE_LABELS, type Purpose } from './purpose.ts';

/** N-8: what came of a bulk list, in the order of its rows, as a file that no spreadsheet runs. */
export interface ResultRows {
  act: 'add' | 'move' | 'remove';
  done: readonly { row: number; e164: string; purpose: Purpose | null; to: { name: string } }[];
  rejected: readonly { row: number; input: string; reason: string; sentence: string }[];
}

const DONE = { add: 'Added', move: 'Moved', remove: 'Removed' } as const;

export function resultCsv({ act, done, rejected }: ResultRows): string {
  const lines: { row: number; cells: (string | number | null)[] }[] = [
    ...done.map(({ row, e164, purpose, to }) => ({
      row,
      cells: [e164, purpose && PURPOSE_LABELS[purpose], DONE[act], to.name, null, null],
    })),
    ...rejected.map(({ row, input, reason, sentence }) => ({
      row,
      cells: [input, null, 'Rejected', null, reason, sentence],
    })),
  ];
  lines.sort((a, b) => a.row - b.row);
  const head = csvRow(['Number', 'Call purpose', 'Result', 'Now at', 'Reason', 'What to do', 'Row']);
  // The mark by which spreadsheets know UTF-8.
  return `\uFEFF${head}${lines.map(({ row, cells }) => csvRow([...cells, row])).join('')}`;
}
