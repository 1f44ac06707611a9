import fc from 'fast-check';
import { checkAlways } from './always.ts';
import type { Trouble, TroubleKind } from './life.ts';
import type { Play } from './play.ts';

/** What commands know beforehand: nothing; whom and what they mean is chosen among what there is when they run. */
export type Desk = Record<string, never>;

export type Command = fc.AsyncCommand<Desk, Play>;

/** The names of all commands. */
export const COMMANDS: string[] = [];

/** A command of the model. @param play does it, or skips where there is nothing it could be done to */
export function command<Args>(
  name: string,
  args: fc.Arbitrary<Args>,
  play: (play: Play, args: Args) => Promise<void>,
): fc.Arbitrary<Command> {
  COMMANDS.push(name);
  return args.map(given => ({
    check: () => true,
    toString: () => `${name} ${JSON.stringify(given)}`,
    run: async (_desk, real) => {
      real.note(`— ${name} ${JSON.stringify(given)}`);
      real.skipped = false;
      await play(real, given);
      if (!real.skipped) real.tally.count('commands', name);
      await checkAlways(real);
    },
  }));
}

/** Which of them, however many there are. */
export const which = fc.nat({ max: 999 });

export const chosen = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(1, from.length)];

export const TROUBLES = [
  'crash',
  '500 before effect',
  '500 after effect',
  'time-out before effect',
  'time-out after effect',
  '429',
] as const satisfies readonly TroubleKind[];

const calm: fc.Arbitrary<Trouble> = fc.constant({ kind: 'none', at: 0 });
const crash = fc.integer({ min: 1, max: 16 }).map((at): Trouble => ({ kind: 'crash', at }));
const fault = fc
  .tuple(fc.constantFrom(...TROUBLES.slice(1)), fc.integer({ min: 1, max: 4 }))
  .map(([kind, at]): Trouble => ({ kind, at }));

export const trouble = fc.oneof(
  { arbitrary: calm, weight: 5 },
  { arbitrary: crash, weight: 3 },
  { arbitrary: fault, weight: 3 },
);
