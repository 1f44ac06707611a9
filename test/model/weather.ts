import fc from 'fast-check';
import { startReconcile } from '../../worker/reconcile/run.ts';
import { chosen, command, trouble, which } from './command.ts';
import type { Round } from './post.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const ROUNDS: readonly Round[] = ['in order', 'reversed', 'twice', 'some', 'lost'];

const rounds = ROUNDS.map(how =>
  command(`events come ${how}`, fc.record({ trouble }), async (play, given) => {
    if (!play.world.post.waiting) return play.skip();
    await play.deliverPost(how, given.trouble);
  }),
);

const works = (['in order', 'reversed', 'twice'] as const).map(order =>
  command(`the queue works ${order}`, fc.record({ trouble }), async (play, given) => {
    if (!play.world.jobs.length) return play.skip();
    await play.work(given.trouble, order);
  }),
);

const queueLost = command('the queue loses everything', fc.constant({}), async play => {
  if (!play.world.jobs.length) return play.skip();
  play.world.jobs.length = 0;
});

const ticks = command('the cron ticks', fc.record({ trouble }), async (play, given) => {
  await play.tick(given.trouble);
  await play.work(given.trouble);
});

const twoTicks = command('two cron ticks at once', fc.record({ seed: which }), async (play, given) => {
  await play.twoTicks(given.seed);
});

const WAITS = [MINUTE, 12 * MINUTE, HOUR, 6 * HOUR, DAY, 3 * DAY, 8 * DAY, 15 * DAY, 31 * DAY];

const waits = command('time goes by', fc.record({ ms: fc.constantFrom(...WAITS) }), async (play, given) => {
  await play.elapseAtWork(given.ms);
});

const nobodyThere = command(
  'time goes by without a cron',
  fc.record({ ms: fc.constantFrom(...WAITS.slice(0, 6)) }),
  async (play, given) => {
    await play.elapse(given.ms);
  },
);

const toTheNext = command('time goes by until something is due', fc.constant({}), async play => {
  const due = await play.nextDue();
  if (due === undefined) return play.skip();
  await play.elapse(Math.max(0, due - play.world.clock.now()));
});

const reconciles = command('somebody reconciles', fc.record({ which, trouble }), async (play, given) => {
  const agency = chosen(play.agencies, given.which);
  if (!agency) return play.skip();
  await play.act('reconciles', 'admin', given.trouble, ctx => startReconcile(ctx, agency.agencyId));
  await play.work(given.trouble);
});

export const weather = [
  ...rounds.map((arbitrary, n) => ({ weight: n === 0 ? 4 : 2, arbitrary })),
  ...works.map((arbitrary, n) => ({ weight: n === 0 ? 5 : 2, arbitrary })),
  { weight: 1, arbitrary: queueLost },
  { weight: 5, arbitrary: ticks },
  { weight: 3, arbitrary: twoTicks },
  { weight: 8, arbitrary: waits },
  { weight: 2, arbitrary: nobodyThere },
  { weight: 3, arbitrary: toTheNext },
  { weight: 1, arbitrary: reconciles },
];
