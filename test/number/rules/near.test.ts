import { expect, test } from 'vitest';
import { areaNear } from '../../../worker/number/rules/near.ts';

const CASES: [string, Parameters<typeof areaNear>[0], ReturnType<typeof areaNear>][] = [
  [
    'the numbers it holds tell more than its people’s phones',
    { held: ['+14155550100'], people: ['+12065550100', '+12065550101'] },
    { areaCode: '415', why: 'held' },
  ],
  [
    'most of them decide',
    { held: ['+12125550100', '+14155550101', '+14155550102'], people: [] },
    { areaCode: '415', why: 'held' },
  ],
  [
    'of as many the lower one, always the same',
    { held: ['+14155550101', '+12125550100'], people: [] },
    { areaCode: '212', why: 'held' },
  ],
  [
    'toll-free numbers are near nobody',
    { held: ['+18005550100', '+18335550101'], people: ['+12065550100'] },
    { areaCode: '206', why: 'people' },
  ],
  ['nothing is said where no number has an area code', { held: ['+442079460958'], people: [] }, undefined],
];

test.each(CASES)('N-1 %s', (_, around, near) => {
  expect(areaNear(around)).toEqual(near);
});
