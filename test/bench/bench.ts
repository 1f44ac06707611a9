import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, bundle, gzipped } from '../support/build.ts';
import { ownDist } from '../support/edge-setup.ts';
import {
  ACCOUNT,
  type Filled,
  type Lane,
  openCounter,
  openFilled,
  openFloor,
  openProduct,
  PUBLIC_URL,
  type Stop,
  TOKEN,
} from './arena.ts';
import { type Aim, COMPANY, createShots, type Kind, MIX, type Shot, VOICE } from './calls.ts';
import { ending } from './ending.ts';
import type { Scale } from './fill.ts';
import { benchPool, ROWS as POOL_ROWS } from './pool.ts';
import { median, type Score, volley } from './volley.ts';

/**
 * `npm run bench`: the production Worker against floor Workers under the same runtime, in the same run, alternating;
 * medians of seven. `--quick` is a smaller load to try the bench itself; `--json` ends with one line of JSON.
 */
const TOGETHER = 32;
const FULL = { big: { subAccounts: 500, numbers: 100_000, contacts: 1_000_000 }, shots: 1000, rounds: 7 };
const QUICK = { big: { subAccounts: 50, numbers: 10_000, contacts: 20_000 }, shots: 500, rounds: 3 };
const SMALL: Scale = { subAccounts: 10, numbers: 2000, contacts: 1000 };

/** Rounds begin until so long after the start; the table says how many there were. With the rest it ends within nine minutes. */
const ROUNDS_UNTIL_MS = 5 * 60_000;
const began = Date.now();

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'boolean' }, quick: { type: 'boolean' } } });
  const size = values.quick ? QUICK : FULL;
  const dist = ownDist();
  const dir = mkdtempSync(join(tmpdir(), 'trunkline-bench-'));
  const stops: Stop[] = [];
  const end = ending(stops, [dir, dist]);
  try {
    console.log('Building …');
    await build(['production']);
    const { numbers, subAccounts, contacts } = size.big;
    console.log(`Loading ${numbers} numbers, ${subAccounts} sub-accounts, ${contacts} contacts …`);
    const big = await openFilled(join(dir, 'big'), size.big, stops);
    const small = await openFilled(join(dir, 'small'), SMALL, stops);
    const pool = await benchPool(join(dir, 'pool'), values.quick ? POOL_ROWS / 10 : POOL_ROWS);
    const result = { ...(await measure(big, small, size, stops)), pool };
    print(result);
    if (values.json) console.log(JSON.stringify(result));
    process.exitCode = result.voice.errors || result.voice.lostRecords ? 1 : 0;
  } finally {
    await end();
  }
}

async function measure(big: Filled, small: Filled, size: typeof FULL, stops: Stop[]) {
  const kept = async (opening: Promise<Lane>) => {
    const lane = await opening;
    stops.push(lane.stop);
    return lane;
  };
  const product = await kept(openProduct(big.sqld.url));
  const onSmall = await kept(openProduct(small.sqld.url));
  const readFloor = await kept(openFloor(big.sqld.url, 'read'));
  const writeFloor = await kept(openFloor(big.sqld.url, 'write'));

  const aim = { publicUrl: PUBLIC_URL, token: TOKEN, accountSid: ACCOUNT };
  const shots = createShots({ ...aim, scale: size.big }, 'a');
  const smallShots = createShots({ ...aim, scale: SMALL }, 'b');
  const lanes = {
    readFloor: () => volley(readFloor.origin, shots(VOICE, size.shots), TOGETHER),
    voice: () => volley(product.origin, shots(VOICE, size.shots), TOGETHER),
    writeFloor: () => volley(writeFloor.origin, shots(VOICE, size.shots), TOGETHER),
    company: () => volley(product.origin, shots(COMPANY, size.shots), TOGETHER),
    smsFloor: () => volley(writeFloor.origin, shots(VOICE, size.shots, 'sms'), TOGETHER),
    sms: () => volley(product.origin, shots(MIX, size.shots, 'sms'), TOGETHER),
    onBig: () => volley(product.origin, shots(VOICE, Math.floor(size.shots / 5)), 1),
    onSmall: () => volley(onSmall.origin, smallShots(VOICE, Math.floor(size.shots / 5)), 1),
  };
  const scores = await alternate(lanes, size.rounds, big);
  const records = await lost(
    big,
    [...sentBy(scores.voice), ...sentBy(scores.company), ...sentBy(scores.onBig)],
    'call',
    'call_sid',
  );
  const texts = await lost(big, sentBy(scores.sms), 'message', 'message_sid');
  const rate = (name: keyof typeof lanes) => median(scores[name].map(score => score.perSecond));
  const p50 = (name: keyof typeof lanes) => median(scores[name].map(score => score.p50));
  const errors = (name: keyof typeof lanes) => scores[name].reduce((sum, score) => sum + score.errors, 0);
  return {
    voice: {
      ratioToFloorThroughput: ratio(rate('voice'), rate('readFloor')),
      ratioToFloorP50: ratio(p50('voice'), p50('readFloor')),
      dbRoundTrips: await roundTrips(big, VOICE, 'voice', stops),
      errors: errors('voice') + errors('company'),
      lostRecords: records,
      perSecond: Math.round(rate('voice')),
    },
    company: {
      ratioToWriteFloorThroughput: ratio(rate('company'), rate('writeFloor')),
      dbRoundTrips: await roundTrips(big, COMPANY, 'voice', stops),
      slotsGranted: await slots(big, product.origin, { ...aim, scale: size.big }),
      perSecond: Math.round(rate('company')),
    },
    sms: {
      ratioToWriteFloorThroughput: ratio(rate('sms'), rate('smsFloor')),
      ratioToWriteFloorP50: ratio(p50('sms'), p50('smsFloor')),
      dbRoundTrips: await roundTrips(big, VOICE, 'sms', stops),
      errors: errors('sms'),
      lostRecords: texts,
    },
    floors: { readPerSecond: Math.round(rate('readFloor')), writePerSecond: Math.round(rate('writeFloor')) },
    growth: { from: '1k', to: '1M', p50Ratio: ratio(p50('onBig'), p50('onSmall')) },
    bundleGzipKB: Math.round(gzipped(bundle('production').entry) / 1024),
  };
}

/** Every lane in turn, `rounds` times after one to warm up; the queue's writes are let through before the next lane. */
async function alternate<Name extends string>(lanes: Record<Name, () => Promise<Score>>, rounds: number, big: Filled) {
  const scores = Object.fromEntries(Object.keys(lanes).map(name => [name, []])) as unknown as Record<Name, Score[]>;
  for (let round = 0; round <= rounds; round += 1) {
    if (round > 1 && Date.now() - began > ROUNDS_UNTIL_MS) {
      console.log(`The machine is slow: medians of ${round - 1} rounds instead of ${rounds}.`);
      break;
    }
    for (const [name, run] of Object.entries(lanes) as [Name, () => Promise<Score>][]) {
      const score = await run();
      await quiet(big);
      if (round > 0) scores[name].push(score);
    }
    console.log(round === 0 ? 'Warm.' : `Round ${round} of ${rounds} is done.`);
  }
  return scores;
}

const QUIET_WITHIN_MS = 20_000;

/** Waits until the calls behind the answers are written. */
async function quiet({ client }: Filled): Promise<void> {
  const until = Date.now() + QUIET_WITHIN_MS;
  for (let before = -1; Date.now() < until; ) {
    const { rows } = await client.execute('select (select count(*) from call) + (select count(*) from message) as n');
    const now = Number(rows[0]?.n);
    if (now === before) return;
    before = now;
    await new Promise(done => setTimeout(done, 1500));
  }
}

const sentBy = (scores: readonly Score[]): Shot[] => scores.flatMap(score => score.sent);

/** How many of our calls or texts have no record although they were answered. */
async function lost({ client }: Filled, sent: readonly Shot[], table: string, column: string): Promise<number> {
  const { rows } = await client.execute(`select ${column} as sid from "${table}" where ${column} is not null`);
  const known = new Set(rows.map(row => String(row.sid)));
  return sent.filter(shot => shot.isOurs && !known.has(shot.sid)).length;
}

/** Requests that pass to the database between a webhook and its answer: the worst of some calls, each made alone. */
async function roundTrips(big: Filled, kinds: readonly Kind[], what: 'voice' | 'sms', stops: Stop[]): Promise<number> {
  const counter = await openCounter(big.sqld.url);
  const lane = await openProduct(counter.url);
  stops.push(counter.stop, lane.stop);
  const shots = createShots(
    { publicUrl: PUBLIC_URL, token: TOKEN, accountSid: ACCOUNT, scale: big.scale },
    `c${what === 'sms' ? 1 : 0}${kinds.length}`,
  );
  let worst = 0;
  for (const shot of shots(kinds, kinds.length + 1, what)) {
    const before = counter.passed();
    await volley(lane.origin, [shot], 1);
    worst = Math.max(worst, counter.passed() - before);
    await new Promise(done => setTimeout(done, 1500));
  }
  return worst;
}

/** 200 calls at once to one company number that has all its slots free. */
async function slots(big: Filled, origin: string, aim: Aim): Promise<number> {
  const { rows: found } = await big.client.execute(
    "select id, e164 from number where wired_to = 'company' order by id desc limit 1",
  );
  const { id, e164 } = found[0] ?? { id: '', e164: '' };
  await big.client.execute({ sql: 'delete from call_slot where number_id = ?', args: [String(id)] });
  await volley(origin, createShots(aim, 'd')(COMPANY, 200, 'voice', String(e164)), 200);
  const { rows } = await big.client.execute({
    sql: 'select count(*) as n from call_slot where freed_at is null and number_id = ?',
    args: [String(id)],
  });
  return Number(rows[0]?.n);
}

const ratio = (a: number, b: number) => Math.round((a / b) * 1000) / 1000;

function print(result: Awaited<ReturnType<typeof measure>>): void {
  const { voice, company, sms, floors, growth } = result;
  console.table({
    'voice: throughput / read floor': { measured: voice.ratioToFloorThroughput, aim: '≥ 0.8' },
    'voice: p50 / read floor': { measured: voice.ratioToFloorP50, aim: '≤ 1.25' },
    'voice: round trips': { measured: voice.dbRoundTrips, aim: '1' },
    'voice: errors, lost records': { measured: `${voice.errors}, ${voice.lostRecords}`, aim: '0, 0' },
    'company: throughput / write floor': { measured: company.ratioToWriteFloorThroughput, aim: '≥ 0.8' },
    'company: round trips': { measured: company.dbRoundTrips, aim: '1' },
    'company: slots granted of 200 at once': { measured: company.slotsGranted, aim: '50' },
    'texts: throughput / write floor': { measured: sms.ratioToWriteFloorThroughput, aim: '' },
    'texts: round trips': { measured: sms.dbRoundTrips, aim: '' },
    'growth 1k → 1M contacts: p50': { measured: growth.p50Ratio, aim: '≤ 1.15' },
    'floors per second: read, write': { measured: `${floors.readPerSecond}, ${floors.writePerSecond}`, aim: '' },
    'bundle, gzip': { measured: `${result.bundleGzipKB} kB`, aim: '' },
  });
}

await main();
