import { describe, expect, test } from 'vitest';
import { marksFor } from '../../../worker/inbox/rules/source.ts';

describe('U-9 what Source and Tag do', () => {
  const number = { source: 'Billboard', tag: 'Spring' };
  test.each([
    ['a new contact gets the Source and the Tag', number, null, { source: 'Billboard', tags: ['Spring'] }],
    ['one without a source too', number, { source: null }, { source: 'Billboard', tags: ['Spring'] }],
    ['one with an empty source too', number, { source: ' ' }, { source: 'Billboard', tags: ['Spring'] }],
    ['one with a source keeps it; ours becomes a tag', number, { source: 'Web' }, { tags: ['Billboard', 'Spring'] }],
    ['one with this very source needs no tag of it', number, { source: 'Billboard' }, { tags: ['Spring'] }],
    ['a number without Source gives its Tag alone', { source: null, tag: 'Spring' }, null, { tags: ['Spring'] }],
    [
      'a number without Tag gives its Source alone',
      { source: 'Billboard', tag: '' },
      null,
      { source: 'Billboard', tags: [] },
    ],
    ['a number without either marks nothing', { source: null, tag: null }, { source: 'Web' }, { tags: [] }],
    ['Source and Tag of one name are one tag', { source: 'X', tag: 'X' }, { source: 'Web' }, { tags: ['X'] }],
  ])('%s', (_what, of, contact, marks) => {
    expect(marksFor(of, contact)).toEqual(marks);
  });
});
