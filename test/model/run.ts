import fc from 'fast-check';
import { agency } from './agency.ts';
import { begin } from './begin.ts';
import { openBooks } from './books.ts';
import { buyers } from './buyers.ts';
import { CALENDAR, STARTS } from './calendar.ts';
import { COMMANDS, type Command, type Desk, TROUBLES } from './command.ts';
import { crowds } from './crowd.ts';
import { countEdges, EDGES } from './edges.ts';
import { INVARIANTS } from './invariants.ts';
import { agencyOnOwn, ownAccount } from './own-account.ts';
import { people } from './people.ts';
import { plans } from './plans.ts';
import { Play } from './play.ts';
import { setStage } from './stage.ts';
import type { Tally } from './tally.ts';
import { till } from './till.ts';
import { weather } from './weather.ts';
import { wishes } from './wishes.ts';
import { openWorld } from './world.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** How many commands a run has at most. */
const LENGTH = 38;

const EVERYTHING = [
  ...[...people, ...agency, ...till, ...buyers, ...weather],
  ...[...ownAccount, ...wishes, ...plans, ...crowds],
];

const commands = fc.noBias(
  fc.commands<Desk, Play, false>([fc.oneof(...EVERYTHING) as fc.Arbitrary<Command>], {
    maxCommands: LENGTH,
    size: 'max',
  }),
);

const run = fc.record({
  start: fc.constantFrom(...STARTS),
  dunning: fc.constantFrom('past_due', 'unpaid', 'canceled'),
  /** What the second agency's card does when it buys. */
  agencyCard: fc.constantFrom('ok' as const, 'consent' as const, 'consent' as const, 'declines' as const),
  /** Days that went by before people act: none, or so many that some owe, or are suspended. */
  after: fc.constantFrom(0, 0, 0, 33, 40),
  commands,
});

/** What all runs together must have visited; one that never was proves nothing. */
export const MUST_VISIT = { commands: COMMANDS, faults: TROUBLES, calendar: CALENDAR, edges: EDGES };

/** What became of a run: undefined when all held, else what did not, and what happened before. */
export interface Failure {
  seed: number;
  why: string;
  commands: string;
  trail: readonly string[];
}

/** Plays the run of that seed, always the same, and checks what must hold after it. @param shrink looks for the shortest */
export async function playSeed(seed: number, tally: Tally, shrink = false): Promise<Failure | undefined> {
  let trail: readonly string[] = [];
  const property = fc.asyncProperty(run, async ({ start, dunning, agencyCard, after, commands }) => {
    const world = await openWorld(start);
    try {
      const play = new Play(world, [...(await setStage(world, dunning)), await agencyOnOwn(world)], tally);
      trail = play.trail;
      // What is told of setting the stage is nobody's business.
      world.post.round('lost');
      await begin(play, agencyCard);
      if (after) await play.elapseAtWork(31 * DAY, 3);
      if (after) await play.elapseAtWork((after - 31) * DAY, 8);
      await fc.asyncModelRun(() => ({ model: {}, real: play }), commands);
      await settle(play);
    } finally {
      world.close();
    }
  });
  const details = await fc.check(property, { seed, numRuns: 1, endOnFailure: !shrink });
  if (!details.failed) return undefined;
  const [example] = details.counterexample ?? [];
  const why =
    details.errorInstance instanceof Error ? (details.errorInstance.stack ?? '') : String(details.errorInstance);
  return { seed, why, commands: String(example?.commands ?? ''), trail };
}

/** A failure in words, with how to see it again. */
export function told({ seed, why, commands, trail }: Failure): string {
  return `${trail.join('\n')}\n\n${commands}\n\n${why}\n\nSee it again: npm run soak -- --seed ${seed}`;
}

/** Faults have stopped: everything is given time, then all books are compared. */
async function settle(play: Play): Promise<void> {
  const { world } = play;
  play.note('— calm');
  world.box.faults.clear();
  const calmSince = world.clock.now();
  await play.everybodyWorks();
  for (const minutes of [2, 12, 20]) {
    await play.elapse(minutes * MINUTE);
    await play.everybodyWorks();
  }
  await play.elapseAtWork(2 * DAY, 200);
  await untilReleased(play);
  const books = await openBooks(play);
  countEdges(books, play.tally);
  const wrong = Object.entries(INVARIANTS).flatMap(([name, check]) => {
    const found = check(books, calmSince);
    return found.length ? [`${name}:\n    ${found.join('\n    ')}`] : [];
  });
  if (!wrong.length) return;
  for (const { at, entityId, act } of books.audit) play.note(`audit ${new Date(at).toISOString()} ${entityId} ${act}`);
  throw new Error(wrong.join('\n'));
}

/** Time goes on until every released number has reached its end. */
async function untilReleased(play: Play): Promise<void> {
  const [last] = await play.rows<{ at: number | null }>(
    `select max(ends_at) at from assignment where state <> 'ended'`,
  );
  const left = (last?.at ?? 0) - play.world.clock.now();
  if (left > -60 * MINUTE) await play.elapseAtWork(left + 65 * MINUTE, 200);
}
