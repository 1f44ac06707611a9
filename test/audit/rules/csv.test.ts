import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRow } from '../../../worker/audit/rules/csv.ts';

test('X-3 cells with commas, quotes and line breaks stay one cell', () => {
  expect(csvRow(['a,b', 'say "hi"', 'one\ntwo', 7, null])).toBe('"a,b","say ""hi""","one\ntwo",7,\r\n');
});

test.each(['=1+1', '+1', '-2', '@SUM(A1)', '\t=1', ' =1', '\r=1', '|calc'])('N-4 %j is no formula', text => {
  expect(csvRow([text]).replace(/^"/, '').startsWith("'")).toBe(true);
});

test('N-4 whatever a name holds, no cell begins like a formula', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      const bare = csvRow([text]).replace(/^"/, '').trimStart();
      expect(bare).not.toMatch(/^[=+\-@]/);
    }),
  );
});
