import type { Filled, Lane } from './arena.ts';
import type { Shot } from './calls.ts';
import { cpuMs } from './cpu.ts';
import { type Score, volley } from './volley.ts';

/** One Worker and what is fired at it. `table`: where each of our shots leaves a row behind the answer. */
export interface Run {
  lane: Lane;
  /** @param share of the usual count */
  shots: (share: number) => Shot[];
  together: number;
  table?: 'call' | 'message';
}

/** A round's score, and the processor time that each shot took of the Worker and of the database, all that follows it included. */
export type Taken = Score & { workerMs: number; databaseMs: number };

/** To warm up, each lane gets this share of its shots; how long that takes says how many a round can have. */
const WARM_SHARE = 0.25;
const ROUND_MS = 30_000;

/** Every lane in turn, `rounds` times after one to warm up; what follows the answers is let through before the next lane. */
export async function alternate<Name extends string>(
  lanes: Record<Name, Run>,
  { rounds, until }: { rounds: number; until: number },
  big: Filled,
) {
  const scores = Object.fromEntries(Object.keys(lanes).map(name => [name, []])) as unknown as Record<Name, Taken[]>;
  let done = 0;
  let share = WARM_SHARE;
  const began = Date.now();
  for (let round = 0; round <= rounds; round += 1) {
    if (round > 1 && Date.now() > until) {
      console.log(`The machine is slow: medians of ${done} rounds instead of ${rounds}.`);
      break;
    }
    for (const [name, run] of Object.entries(lanes) as [Name, Run][]) {
      const score = await fired(run, share, big);
      if (round > 0) scores[name].push(score);
    }
    done = round;
    console.log(round === 0 ? 'Warm.' : `Round ${round} of ${rounds} is done.`);
    if (round > 0) continue;
    share = Math.max(0.2, Math.min(1, (ROUND_MS * WARM_SHARE) / (Date.now() - began)));
    if (share < 1) console.log(`The machine is slow: ${Math.round(share * 100)} % of the shots a round.`);
  }
  return { scores, rounds: done };
}

async function fired({ lane, shots, together, table }: Run, share: number, big: Filled): Promise<Taken> {
  const ready = shots(share);
  const before = table && (await rowsOf(big, table));
  const [worker, database] = [cpuMs(lane.pid), cpuMs(big.pid)];
  const score = await volley(lane.origin, ready, together);
  if (table) {
    await written(big, table, (before ?? 0) + ready.filter(shot => shot.isOurs).length);
    await idle(lane);
  }
  const each = (now: number, then: number) => (now - then) / ready.length;
  return { ...score, workerMs: each(cpuMs(lane.pid), worker), databaseMs: each(cpuMs(big.pid), database) };
}

/** What follows the answers has so long. */
const WRITTEN_WITHIN_MS = 20_000;

/** Waits until what is behind the answers is written, so that it is not the next lane's load. */
async function written(big: Filled, table: string, count: number): Promise<void> {
  const until = Date.now() + WRITTEN_WITHIN_MS;
  while (Date.now() < until && (await rowsOf(big, table)) < count) await new Promise(done => setTimeout(done, 100));
}

const LOOK_MS = 400;

/** Waits until the Worker has nothing more to do: a text has mails, relays and timelines behind it. */
async function idle({ pid }: Lane): Promise<void> {
  const until = Date.now() + WRITTEN_WITHIN_MS;
  for (let before = -1; Date.now() < until; ) {
    const now = cpuMs(pid);
    if (now - before <= LOOK_MS / 20 && before >= 0) return;
    before = now;
    await new Promise(done => setTimeout(done, LOOK_MS));
  }
}

async function rowsOf({ client }: Filled, table: string): Promise<number> {
  const { rows } = await client.execute(`select coalesce(max(rowid), 0) as n from "${table}"`);
  return Number(rows[0]?.n);
}
