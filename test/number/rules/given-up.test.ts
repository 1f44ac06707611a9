import { expect, test } from 'vitest';
import { lateSight, nextLook } from '../../../worker/number/rules/given-up.ts';

const HOUR = 3_600_000;

test('N-2 a purchase given up is looked at again, later and later, for a day', () => {
  const looks: number[] = [];
  for (let at: number | null = 0; at !== null; at = nextLook(0, at)) looks.push(at);
  expect(looks.slice(1).map(at => at / HOUR)).toEqual([0.25, 1, 6, 25]);
  expect(nextLook(0, 3 * HOUR)).toBe(6 * HOUR);
});

test('N-2 only what was paid is given back; what can still be paid is closed', () => {
  expect(lateSight({ status: 'succeeded' })).toBe('paid');
  expect(lateSight({ status: 'canceled' })).toBe('over');
  expect(['requires_payment_method', 'requires_action', 'processing'].map(status => lateSight({ status }))).toEqual(
    Array(3).fill('payable'),
  );
  expect(lateSight(undefined)).toBe('none');
});
