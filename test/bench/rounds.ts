import type { Filled, Lane } from './arena.ts';
import type { Shot } from './calls.ts';
import { cpuMs } from './cpu.ts';
import { type Score, volley } from './volley.ts';

/** One Worker and what is fired at it. `table`: where each of our shots leaves a row behind the answer. */
export interface Run {
  lane: Lane;
  shots: () => Shot[];
  together: number;
  table?: 'call' | 'message';
}

/** A round's score, and the processor time that each shot took of the Worker and of the database, all that follows it included. */
export type Taken = Score & { workerMs: number; databaseMs: number };

/** Every lane in turn, `rounds` times after one to warm up; what follows the answers is let through before the next lane. */
export async function alternate<Name extends string>(
  lanes: Record<Name, Run>,
  { rounds, until }: { rounds: number; until: number },
  big: Filled,
) {
  const scores = Object.fromEntries(Object.keys(lanes).map(name => [name, []])) as unknown as Record<Name, Taken[]>;
  let done = 0;
  for (let round = 0; round <= rounds; round += 1) {
    if (round > 1 && Date.now() > until) {
      console.log(`The machine is slow: medians of ${done} rounds instead of ${rounds}.`);
      break;
    }
    for (const [name, run] of Object.entries(lanes) as [Name, Run][]) {
      const score = await fired(run, big);
      if (round > 0) scores[name].push(score);
    }
    done = round;
    console.log(round === 0 ? 'Warm.' : `Round ${round} of ${rounds} is done.`);
  }
  return { scores, rounds: done };
}

async function fired({ lane, shots, together, table }: Run, big: Filled): Promise<Taken> {
  const ready = shots();
  const before = table && (await rowsOf(big, table));
  const [worker, database] = [cpuMs(lane.pid), cpuMs(big.pid)];
  const score = await volley(lane.origin, ready, together);
  if (table) await written(big, table, (before ?? 0) + ready.filter(shot => shot.isOurs).length);
  const each = (now: number, then: number) => (now - then) / ready.length;
  return { ...score, workerMs: each(cpuMs(lane.pid), worker), databaseMs: each(cpuMs(big.pid), database) };
}

const WRITTEN_WITHIN_MS = 20_000;

/** Waits until what is behind the answers is written, so that it is not the next lane's load. */
async function written(big: Filled, table: string, count: number): Promise<void> {
  const until = Date.now() + WRITTEN_WITHIN_MS;
  while (Date.now() < until && (await rowsOf(big, table)) < count) await new Promise(done => setTimeout(done, 100));
}

async function rowsOf({ client }: Filled, table: string): Promise<number> {
  const { rows } = await client.execute(`select coalesce(max(rowid), 0) as n from "${table}"`);
  return Number(rows[0]?.n);
}
