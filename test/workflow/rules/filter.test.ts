import { expect, test } from 'vitest';
import { passes } from '../../../worker/workflow/rules/filter.ts';

const data = { number: '+14155550132', source: 'Billboard', unknown: true, contact_name: null, duration_seconds: 95 };

test.each([
  [true, 'no filter lets everything pass', []],
  [true, 'is', [{ field: 'source', operator: 'is', value: 'Billboard' }]],
  [true, 'case and outer blanks do not count', [{ field: 'source', operator: 'is', value: ' billboard ' }]],
  [true, 'data. in front names the same field', [{ field: 'data.source', operator: '==', value: 'Billboard' }]],
  [false, 'is, another value', [{ field: 'source', operator: 'is', value: 'Web' }]],
  [true, 'a truth is the word for it', [{ field: 'unknown', operator: 'is', value: 'true' }]],
  [true, 'a number is its digits', [{ field: 'duration_seconds', operator: 'is', value: 95 }]],
  [true, 'any of a list', [{ field: 'source', operator: 'is_any_of', value: ['Web', 'Billboard'] }]],
  [true, 'a list under == means any of it', [{ field: 'source', operator: '==', value: ['Web', 'Billboard'] }]],
  [false, 'none of a list', [{ field: 'source', operator: 'is_none_of', value: ['Web', 'Billboard'] }]],
  [true, 'contains', [{ field: 'number', operator: 'contains', value: '415' }]],
  [false, 'does not contain', [{ field: 'number', operator: 'not_contains', value: '415' }]],
  [true, 'empty', [{ field: 'contact_name', operator: 'is_empty', value: '' }]],
  [true, 'what is not there is not it', [{ field: 'contact_name', operator: 'is_not', value: 'Lena' }]],
  [false, 'what is not there is nothing', [{ field: 'gone', operator: 'is', value: 'x' }]],
  [false, 'an operator nobody knows lets nothing pass', [{ field: 'source', operator: 'like', value: 'Billboard' }]],
  [
    false,
    'all must hold',
    [
      { field: 'source', operator: 'is', value: 'Billboard' },
      { field: 'unknown', operator: 'is', value: false },
    ],
  ],
])('W-1 a filter lets pass (%s): %s', (expected, _, filters) => {
  expect(passes(data, filters)).toBe(expected);
});
