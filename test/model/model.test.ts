import { expect, test } from 'vitest';
import { CALENDAR } from './calendar.ts';
import { TROUBLES } from './command.ts';
import { EDGES } from './edges.ts';
import { playSeed } from './run.ts';
import { Tally } from './tally.ts';

const SEEDS = Number(process.env.SEEDS ?? 100);

test('A-2 to A-14 N-2 money is never wrong and numbers never lost, whatever fails, comes twice or too late', async () => {
  const tally = new Tally();
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const failure = await playSeed(seed, tally);
    const told = failure && `seed ${seed}: ${failure.why}\n${failure.trail.join('\n')}\n${failure.commands}`;
    expect(told).toBeUndefined();
  }
  process.stdout.write(`${tally.table()}\n`);
  expect(tally.missing({ faults: TROUBLES, calendar: CALENDAR, edges: EDGES })).toEqual([]);
}, 600_000);
