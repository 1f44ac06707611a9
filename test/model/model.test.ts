import { expect, test } from 'vitest';
import { MUST_VISIT, playSeed, told } from './run.ts';
import { Tally } from './tally.ts';

const SEEDS = 100;

test('A-2 to A-16 N-2 N-3 N-11 N-12 T-5 X-2 X-3 money is never wrong and numbers never lost, whatever fails, doubles or comes late', async () => {
  const tally = new Tally();
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const failure = await playSeed(seed, tally);
    if (failure) throw new Error(told(failure));
  }
  process.stdout.write(`${tally.table()}\n`);
  expect(tally.missing(MUST_VISIT)).toEqual([]);
}, 600_000);
