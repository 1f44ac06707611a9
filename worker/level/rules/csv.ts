/** N-8: reads a CSV file (RFC 4180) as spreadsheets write it: with a mark in front, semicolons or tabs, any line end. */
export interface CsvRecord {
  /** Line of the file it begins on, from 1. */
  line: number;
  cells: string[];
}

export type CsvRead = { ok: true; records: CsvRecord[] } | { ok: false; line: number; sentence: string };

const SEPARATORS = [';', '\t', ','] as const;
type Separator = (typeof SEPARATORS)[number];

export function readCsv(file: string): CsvRead {
  const text = file.replace(/^\uFEFF/, '');
  // Excel's own way to name the separator.
  const named = /^sep=([;,\t])\r?(?:\n|$)/i.exec(text);
  if (!named) return recordsOf(text, separatorOf(text), 1);
  return recordsOf(text.slice(named[0].length), named[1] as Separator, 2);
}

/** The separator that the first line with one holds outside quotes. */
function separatorOf(text: string): Separator {
  const bare = text.replace(/"(?:[^"]|"")*"/g, '');
  for (const line of bare.split(/\r\n|\r|\n/)) {
    const found = SEPARATORS.find(separator => line.includes(separator));
    if (found) return found;
  }
  return ',';
}

function recordsOf(text: string, separator: Separator, firstLine: number): CsvRead {
  const records: CsvRecord[] = [];
  let line = firstLine;
  let at = 0;
  while (at < text.length) {
    const record: CsvRecord = { line, cells: [] };
    for (;;) {
      const cell = cellAt(text, at, separator);
      if (!cell) return { ok: false, line, sentence: `A quotation mark opened on line ${line} is never closed.` };
      record.cells.push(cell.value);
      line += lineEnds(text.slice(at, cell.end));
      at = cell.end + 1;
      if (text[cell.end] === separator) continue;
      if (text[cell.end] === '\r' && text[at] === '\n') at += 1;
      break;
    }
    line += 1;
    records.push(record);
  }
  return { ok: true, records };
}

/** One cell and where it ends; undefined when its quotes never close. */
function cellAt(text: string, start: number, separator: Separator): { value: string; end: number } | undefined {
  let value = '';
  let at = start;
  if (text[at] === '"') {
    for (;;) {
      const close = text.indexOf('"', at + 1);
      if (close < 0) return undefined;
      value += text.slice(at + 1, close);
      at = close + 1;
      if (text[at] !== '"') break;
      value += '"';
    }
  }
  // What stands behind the closing quote belongs to the cell: one odd row must not spoil the file.
  const rest = at;
  while (at < text.length && text[at] !== separator && text[at] !== '\r' && text[at] !== '\n') at += 1;
  return { value: value + text.slice(rest, at), end: at };
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
