import { parseArgs } from 'node:util';
import { MUST_VISIT, playSeed, told } from './run.ts';
import { Tally } from './tally.ts';

/**
 * `npm run soak -- --seeds N | --minutes M [--from SEED]` plays many runs of the billing model; `--seed N` plays one
 * again and, where it fails, looks for the shortest way there. Ends with 1 when a run fails or something was never visited.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    minutes: { type: 'string' },
    from: { type: 'string' },
    seed: { type: 'string' },
  },
});

/** The model's runs are small; below so many some way may be missed by chance. */
const ENOUGH = 100;

async function main(): Promise<number> {
  const tally = new Tally();
  const one = values.seed === undefined ? undefined : Number(values.seed);
  const first = one ?? Number(values.from ?? Date.now() % 1_000_000_000);
  const count = one === undefined ? Number(values.seeds ?? (values.minutes ? Number.POSITIVE_INFINITY : ENOUGH)) : 1;
  const until = values.minutes ? performance.now() + Number(values.minutes) * 60_000 : Number.POSITIVE_INFINITY;
  if (!Number.isSafeInteger(first) || Number.isNaN(count) || Number.isNaN(until))
    throw new Error('numbers only, please');
  let failed = 0;
  let played = 0;
  for (; played < count && performance.now() < until; played += 1) {
    const failure = await playSeed(first + played, tally, one !== undefined);
    if (!failure) continue;
    failed += 1;
    console.error(one === undefined ? `seed ${failure.seed}: ${failure.why}` : told(failure));
  }
  console.log(`${tally.table()}\n\n${played} runs from seed ${first}, ${failed} failed`);
  const missing = played >= ENOUGH ? tally.missing(MUST_VISIT) : [];
  if (missing.length) console.error(`never visited:\n${missing.join('\n')}`);
  return failed || missing.length ? 1 : 0;
}

process.exit(await main());
