import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../worker/level/rules/csv.ts';
import { readSheet } from '../../../worker/level/rules/sheet.ts';

const cells = (file: string) => {
  const read = readCsv(file);
  return read.ok ? read.records.map(record => record.cells) : read;
};

describe('N-8 a CSV file is read as spreadsheets write it', () => {
  test.each([
    [
      'commas',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'semicolons and a mark in front',
      '\uFEFFa;b\nc;d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['tabs', 'a\tb', [['a', 'b']]],
    [
      'old line ends',
      'a,b\rc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a named separator', 'sep=;\r\na,1;b', [['a,1', 'b']]],
    ['quotes, doubled quotes and line ends within', '"a;""1""\r\nx";b', [['a;"1"\r\nx', 'b']]],
    ['a comma within quotes is no separator', '"a,1";b', [['a,1', 'b']]],
    ['an empty last cell', 'a,', [['a', '']]],
    [
      'text behind a closing quote',
      '"a"b,c\nd,e',
      [
        ['ab', 'c'],
        ['d', 'e'],
      ],
    ],
    ['nothing', '', []],
  ])('%s', (_, file, expected) => {
    expect(cells(file)).toEqual(expected);
  });

  test('quotes that never close are refused with their line', () => {
    expect(readCsv('a,b\n"c\n\nd')).toEqual({
      ok: false,
      line: 2,
      sentence: 'A quotation mark opened on line 2 is never closed.',
    });
  });

  test('what is written by the standard is read back, whatever the separator, line end and content', () => {
    const cell = fc.string({ unit: fc.constantFrom('1', '+', '=', '"', ',', ';', '\t', '\n', '\r', 'é') });
    const table = fc
      .integer({ min: 1, max: 3 })
      .chain(n => fc.array(fc.array(cell, { minLength: n, maxLength: n }), { minLength: 1 }));
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        (rows, separator, end) => {
          const quoted = rows.map(row => row.map(text => `"${text.replaceAll('"', '""')}"`).join(separator));
          expect(cells(`sep=${separator}\r\n${quoted.map(line => line + end).join('')}`)).toEqual(rows);
        },
      ),
    );
  });

  test('any text at all is read or refused, never hung on', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', ';', '\r', '\n', 'a') }), file => void readCsv(file)),
    );
  });
});

describe('N-8 column A is the number, column B the call purpose', () => {
  test('the header is optional, empty lines are passed over, and lines keep their place in the file', () => {
    const rows = [
      { line: 2, number: '(415) 555-0132', purpose: 'Charity' },
      { line: 5, number: '+14155550133', purpose: '' },
    ];
    const body = '(415) 555-0132;Charity;more\r\n;\r\n\r\n+14155550133\r\n';
    expect(readSheet(`\uFEFFPhone number;Call purpose\r\n${body}`)).toEqual({ ok: true, hasHeader: true, rows });
    expect(readSheet(`\n${body}`)).toEqual({ ok: true, hasHeader: false, rows });
  });

  test.each(['12', 'tel:+14155550132', '(415) 555-0132', '1-800-FLOWERS', '=A1', '=NOW()', '@x'])(
    'a first line of %s is a row',
    number => {
      expect(readSheet(`${number},Charity`)).toMatchObject({ hasHeader: false, rows: [{ number }] });
    },
  );

  test.each(['Number (E.164)', 'Phone 1', 'Número', '#'])('%s heads the column', heading => {
    expect(readSheet(`${heading};Purpose\n12`)).toMatchObject({ rows: [{ number: '12' }] });
  });

  test('any list comes out of its file as it went in, whatever the separator, marks, quotes, line ends and header', () => {
    const number = fc.oneof(
      fc.constantFrom(
        '+1 415 555 0132',
        '(415) 555-0132',
        '4155550132',
        '=1+1',
        '+SUM(A1)',
        '@x',
        '=NOW()',
        '-1',
        '12',
      ),
      fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\n', '7') }).map(text => `7${text}7`),
    );
    const purpose = fc.oneof(fc.constantFrom('', 'Charity', 'Multi-use line', '=charity'), fc.constant('"a", b; c'));
    const list = fc.array(fc.record({ number, purpose }), { minLength: 1, maxLength: 20 });
    const file = fc.record({
      separator: fc.constantFrom(',', ';', '\t'),
      end: fc.constantFrom('\n', '\r\n', '\r'),
      mark: fc.constantFrom('', '\uFEFF'),
      header: fc.constantFrom([], ['Phone number', 'Call purpose'], ['Number (E.164)', 'Purpose, if any']),
      always: fc.boolean(),
      last: fc.boolean(),
    });
    fc.assert(
      fc.property(list, file, (rows, { separator, end, mark, header, always, last }) => {
        const cell = (text: string) => (always || /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
        const lines = [...(header.length ? [header] : []), ...rows.map(row => [row.number, row.purpose])];
        const text = `${mark}${lines.map(line => line.map(cell).join(separator)).join(end)}${last ? end : ''}`;
        const read = readSheet(text);
        expect(read.ok && read.rows.map(row => ({ number: row.number, purpose: row.purpose }))).toEqual(rows);
        expect(read.ok && read.hasHeader).toBe(header.length > 0);
      }),
    );
  });

  test('a file that cannot be read says why', () => {
    expect(readSheet('"1')).toEqual({ ok: false, sentence: 'A quotation mark opened on line 1 is never closed.' });
  });
});
