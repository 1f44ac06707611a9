import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../support/build.ts';
import { ownDist } from '../support/edge-setup.ts';
import { ACCOUNT, type Filled, type Lane, openFilled, openProduct, PUBLIC_URL, TOKEN } from './arena.ts';
import { createShots, VOICE } from './calls.ts';
import { median, volley } from './volley.ts';

/**
 * `npm run bench:releases`: 100,000 releases fall due at one moment. One cron tick of the production Worker ends
 * ownership of all of them, while calls to other numbers come in and are answered. Prints how long it took and the p50
 * of the voice webhook alone and meanwhile; fails above 60 seconds, or when one call got no answer. `--count N` for less.
 */
const KEPT = 10_000;
const TOGETHER = 4;
const ROUND = 100;
const AIM_SECONDS = 60;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { count: { type: 'string', default: '100000' }, json: { type: 'boolean' } },
  });
  const count = Number(values.count);
  const dist = ownDist();
  const dir = mkdtempSync(join(tmpdir(), 'trunkline-bench-'));
  const stops: (() => Promise<unknown>)[] = [];
  try {
    console.log('Building …');
    await build(['production']);
    console.log(`Loading ${KEPT + count} numbers …`);
    const filled = await openFilled(dir, { subAccounts: 50, numbers: KEPT + count, contacts: 5000 });
    stops.push(filled.sqld.stop);
    await fallDue(filled);
    const product = await openProduct(filled.sqld.url);
    stops.push(product.stop);
    const result = await measure(filled, product, count);
    console.table(result);
    if (values.json) console.log(JSON.stringify(result));
    const isGood = result.left === 0 && result.seconds < AIM_SECONDS && result.errors === 0;
    process.exitCode = isGood ? 0 : 1;
  } finally {
    for (const stop of stops.reverse()) await stop();
    for (const folder of [dir, dist]) rmSync(folder, { recursive: true, force: true });
  }
}

/** All but the first numbers were released, and what was paid for them ended an hour ago. */
async function fallDue({ client }: Filled): Promise<void> {
  const over = Date.now() - 3_600_000;
  const due = `cast(substr(id, 5) as integer) >= ${KEPT}`;
  await client.batch(
    [
      `update assignment set state = 'ending', stripe_account_id = 'acct_bench', paid_through = ${over},
        ends_at = ${over}, check_at = ${over}, activated_at = 1 where ${due}`,
      `update number set forward_to = '+14155550100' where ${due}`,
    ],
    'write',
  );
}

async function measure(filled: Filled, product: Lane, count: number) {
  const aim = { publicUrl: PUBLIC_URL, token: TOKEN, accountSid: ACCOUNT, scale: { ...filled.scale, numbers: KEPT } };
  const shots = createShots(aim, 'e');
  const round = () => volley(product.origin, shots(VOICE, ROUND), TOGETHER);
  await round();
  const alone = [await round(), await round(), await round()];
  const during: Awaited<ReturnType<typeof round>>[] = [];
  let isDone = false;
  const began = performance.now();
  const tick = product.cron().finally(() => {
    isDone = true;
  });
  while (!isDone) during.push(await round());
  await tick;
  const seconds = (performance.now() - began) / 1000;
  const number = async (sql: string) => Number((await filled.client.execute(sql)).rows[0]?.n);
  const p50 = (scores: typeof alone) => Math.round(median(scores.map(score => score.p50)) * 10) / 10;
  return {
    due: count,
    seconds: Math.round(seconds * 10) / 10,
    left: await number("select count(*) as n from assignment where state = 'ending'"),
    auditLines: await number("select count(*) as n from audit where act in ('released', 'returned')"),
    settling: await number("select count(*) as n from outbox where key like 'settle_release:%'"),
    voiceP50Alone: p50(alone),
    voiceP50During: p50(during),
    voiceP50WorstRound: Math.round(Math.max(...during.map(score => score.p50)) * 10) / 10,
    callsDuring: during.length * ROUND,
    errors: during.reduce((sum, score) => sum + score.errors, 0),
  };
}

await main();
