import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Client, createClient } from '@libsql/client';
import { eq } from 'drizzle-orm';
import { number } from '../../schema/index.ts';
import { migrateDatabase } from '../../schema/migrate.ts';
import { askThrough } from '../../worker/edge/ask.ts';
import { openDb } from '../../worker/edge/db.ts';
import type { PoolFilter } from '../../worker/number/shape.ts';
import { poolPage } from '../../worker/number/store/pool-page.ts';
import { freePort } from '../support/port.ts';
import { startSqld } from '../support/sqld.ts';
import type { Stop } from './arena.ts';
import { AGENCY, fill } from './fill.ts';
import { median } from './volley.ts';

/**
 * What a page of a huge pool costs beside an indexed read of one row, through the same client and in turns: the first
 * page, the first page of one sub-account's active numbers, and a search by four digits from the middle (N-4). By
 * itself: `node test/bench/pool.ts [--rows 1000000] [--json]`.
 */
export const ROWS = 1_000_000;
const SUB_ACCOUNTS = 500;
const ROUNDS = 200;
const WARM = 20;

export interface PoolScore {
  rows: number;
  firstPage: number;
  filtered: number;
  digits: number;
  /** The one-row read itself, in milliseconds. */
  readMs: number;
}

/** @param dir an empty folder, which the caller removes @param stops gets what ends it, before it is filled */
export async function benchPool(dir: string, rows: number, stops: Stop[] = []): Promise<PoolScore> {
  console.log(`Loading ${rows} numbers for the pool …`);
  const sqld = await startSqld(dir, await freePort(), why => {
    throw new Error(why);
  });
  stops.push(sqld.stop);
  try {
    await migrateDatabase(sqld.url);
    const client = createClient({ url: sqld.url });
    await fill(client, { subAccounts: SUB_ACCOUNTS, numbers: rows, contacts: SUB_ACCOUNTS }, Date.now());
    const score = await measure(client, rows);
    console.table({ 'pool / a read of one row, p50 (aim ≤ 5)': score });
    return score;
  } finally {
    await sqld.stop();
  }
}

async function measure(client: Client, rows: number): Promise<PoolScore> {
  const ctx = { db: openDb(client, askThrough(client)) };
  const page = (filter: PoolFilter) => async () => {
    const { rows: read } = await poolPage(ctx, AGENCY, { ...filter, sort: 'newest', limit: 50 });
    if (read.length === 0) throw new Error('an empty page measures nothing');
  };
  let n = 0;
  const next = () => {
    n += 7919;
    return n;
  };
  const lanes = {
    read: () =>
      ctx.db.read
        .select()
        .from(number)
        .where(eq(number.id, `num_${next() % rows}`)),
    firstPage: page({}),
    filtered: () => page({ subAccountId: `sub_${next() % SUB_ACCOUNTS}`, status: 'active' })(),
    digits: () => page({ q: String(1000 + (next() % 9000)) })(),
  };
  const took: Record<keyof typeof lanes, number[]> = { read: [], firstPage: [], filtered: [], digits: [] };
  for (let round = 0; round < WARM + ROUNDS; round += 1) {
    for (const name of Object.keys(lanes) as (keyof typeof lanes)[]) {
      const began = performance.now();
      await lanes[name]();
      if (round >= WARM) took[name].push(performance.now() - began);
    }
  }
  const one = median(took.read);
  const ratio = (name: keyof typeof lanes) => Math.round((median(took[name]) / one) * 100) / 100;
  const readMs = Math.round(one * 100) / 100;
  return { rows, firstPage: ratio('firstPage'), filtered: ratio('filtered'), digits: ratio('digits'), readMs };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { rows: { type: 'string', default: String(ROWS) }, json: { type: 'boolean' } },
  });
  const dir = mkdtempSync(join(tmpdir(), 'trunkline-bench-'));
  try {
    const pool = await benchPool(dir, Number(values.rows));
    if (values.json) console.log(JSON.stringify({ pool }));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
