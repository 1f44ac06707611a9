import { expect, test } from 'vitest';
import { readmeWithTable } from '../support/rule-table.ts';

test('the table of rules and tests is up to date (npm run rules)', () => {
  const { current, wanted } = readmeWithTable();
  expect(current).toBe(wanted);
});
