import { expect, test } from 'vitest';
import { rangeOf } from '../../../worker/voicemail/rules/range.ts';

test.each([
  ['bytes=0-', { start: 0, end: 99 }],
  ['bytes=10-19', { start: 10, end: 19 }],
  ['bytes=90-200', { start: 90, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-200', { start: 0, end: 99 }],
  ['bytes=100-', null],
  ['bytes=-0', null],
  ['bytes=20-10', undefined],
  ['bytes=0-1,5-6', undefined],
  ['bytes=-', undefined],
  ['seconds=1-2', undefined],
])('S-3 of a sound of 100 bytes, %s', (header, part) => {
  expect(rangeOf(header, 100)).toEqual(part);
});
