import { readCsv } from './csv.ts';

/** A row of a bulk list as typed: column A the number, column B the call purpose (N-8). */
export interface SheetRow {
  /** Line of the file, from 1. */
  line: number;
  number: string;
  purpose: string;
}

export type Sheet = { ok: true; rows: SheetRow[]; hasHeader: boolean } | { ok: false; sentence: string };

/** The rows of a CSV file, without its header and without empty lines. */
export function readSheet(file: string): Sheet {
  const read = readCsv(file);
  if (!read.ok) return { ok: false, sentence: read.sentence };
  const rows = read.records
    .map(({ line, cells }) => ({ line, number: (cells[0] ?? '').trim(), purpose: (cells[1] ?? '').trim() }))
    .filter(row => row.number || row.purpose);
  const hasHeader = rows[0] !== undefined && isHeading(rows[0].number);
  return { ok: true, rows: hasHeader ? rows.slice(1) : rows, hasHeader };
}

/** Fewer digits than any number has. */
const FEW = 6;

/** Without a digit and no formula, or words with a few digits, such as "Number (E.164)" and "Phone 1". */
function isHeading(cell: string): boolean {
  const digits = cell.replace(/\D/g, '').length;
  return digits === 0 ? /^[^=+@-]/.test(cell) : digits <= FEW && /^\p{L}/u.test(cell);
}
