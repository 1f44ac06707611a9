import { readCsv } from './csv.ts';

/** A row of a bulk list as typed: column A the number, column B the call purpose (N-8). */
export interface SheetRow {
  /** Line of the file, from 1. */
  line: number;
  number: string;
  purpose: string;
}

export type Sheet = { ok: true; rows: SheetRow[]; hasHeader: boolean } | { ok: false; sentence: string };

/** The rows of a CSV file, without its header (a first line whose number has no digit) and without empty lines. */
export function readSheet(file: string): Sheet {
  const read = readCsv(file);
  if (!read.ok) return { ok: false, sentence: read.sentence };
  const rows = read.records
    .map(({ line, cells }) => ({ line, number: (cells[0] ?? '').trim(), purpose: (cells[1] ?? '').trim() }))
    .filter(row => row.number || row.purpose);
  const hasHeader = rows[0] !== undefined && rows[0].number !== '' && !/\d/.test(rows[0].number);
  return { ok: true, rows: hasHeader ? rows.slice(1) : rows, hasHeader };
}
