import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, bundle, gzipped } from '../support/build.ts';
import { ownDist } from '../support/edge-setup.ts';
import {
  ACCOUNT,
  buildFloor,
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
import { alternate, type Run } from './rounds.ts';
import { print, ratio, rounded, told } from './table.ts';
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
const ROUNDS_UNTIL_MS = 4.5 * 60_000;
const POOL_UNTIL_MS = 8 * 60_000;
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
    await buildFloor();
    const { numbers, subAccounts, contacts } = size.big;
    console.log(`Loading ${numbers} numbers, ${subAccounts} sub-accounts, ${contacts} contacts …`);
    const big = await openFilled(join(dir, 'big'), size.big, stops);
    const small = await openFilled(join(dir, 'small'), SMALL, stops);
    const calls = await measure(big, small, size, stops);
    print(calls);
    const rows = values.quick ? POOL_ROWS / 10 : POOL_ROWS;
    const pool = await Promise.race([benchPool(join(dir, 'pool'), rows, stops), noTimeLeft()]);
    const result = { ...calls, pool };
    if (values.json) console.log(JSON.stringify(result));
    process.exitCode = result.voice.errors || result.voice.lostRecords ? 1 : 0;
  } finally {
    await end();
  }
}

/** What was measured of the calls is told in any case; the pool of a million takes its time to load. */
async function noTimeLeft(): Promise<null> {
  await new Promise(done => setTimeout(done, POOL_UNTIL_MS - (Date.now() - began)).unref());
  console.log('No time is left for the pool: node test/bench/pool.ts measures it by itself.');
  return null;
}

export type Measured = Awaited<ReturnType<typeof measure>>;

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
  const at = (lane: Lane, make: (count: number) => Shot[], table?: Run['table'], together = TOGETHER): Run => ({
    lane,
    shots: share => make(Math.ceil((size.shots * share) / (together === 1 ? 5 : 1))),
    together,
    ...(table && { table }),
  });
  const lanes = {
    readFloor: at(readFloor, count => shots(VOICE, count)),
    voice: at(product, count => shots(VOICE, count), 'call'),
    writeFloor: at(writeFloor, count => shots(VOICE, count)),
    company: at(product, count => shots(COMPANY, count), 'call'),
    smsFloor: at(writeFloor, count => shots(VOICE, count, 'sms')),
    sms: at(product, count => shots(MIX, count, 'sms'), 'message'),
    onBig: at(product, count => shots(VOICE, count), 'call', 1),
    onSmall: at(onSmall, count => smallShots(VOICE, count), undefined, 1),
  };
  const { scores, rounds } = await alternate(lanes, { rounds: size.rounds, until: began + ROUNDS_UNTIL_MS }, big);
  const records = await lost(
    big,
    [...sentBy(scores.voice), ...sentBy(scores.company), ...sentBy(scores.onBig)],
    'call',
    'call_sid',
  );
  const texts = await lost(big, sentBy(scores.sms), 'message', 'message_sid');
  const rate = (name: keyof typeof lanes) => median(scores[name].map(score => score.perSecond));
  const p50 = (name: keyof typeof lanes) => median(scores[name].map(score => score.p50));
  const cpu = (name: keyof typeof lanes, floor: keyof typeof lanes) => {
    const of = (lane: keyof typeof lanes, which: 'workerMs' | 'databaseMs') =>
      median(scores[lane].map(score => score[which]));
    const sum = (lane: keyof typeof lanes) => of(lane, 'workerMs') + of(lane, 'databaseMs');
    return {
      workerMs: rounded(of(name, 'workerMs')),
      databaseMs: rounded(of(name, 'databaseMs')),
      floorWorkerMs: rounded(of(floor, 'workerMs')),
      floorDatabaseMs: rounded(of(floor, 'databaseMs')),
      ratioToFloor: ratio(sum(name), sum(floor)),
    };
  };
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
    growth: {
      from: told(SMALL.contacts),
      to: told(size.big.contacts),
      p50Ratio: ratio(p50('onBig'), p50('onSmall')),
    },
    cpu: { voice: cpu('voice', 'readFloor'), company: cpu('company', 'writeFloor'), sms: cpu('sms', 'smsFloor') },
    rounds,
    bundleGzipKB: Math.round(gzipped(bundle('production').entry) / 1024),
  };
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

await main();
