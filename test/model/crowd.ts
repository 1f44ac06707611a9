import fc from 'fast-check';
import { endCrowd } from '../../worker/assignment/end-crowd.ts';
import { release } from '../../worker/assignment/release.ts';
import type { Ctx } from '../../worker/context.ts';
import { command, trouble, which } from './command.ts';
import { NO_TROUBLE, type Trouble } from './life.ts';
import { assignmentsIn } from './people.ts';
import type { Play } from './play.ts';

const MINUTE = 60_000;
/** Enough to be more than one; a crowd of thousands is played on the bench. */
const MOST = 4;

/** Many are released and nobody is at work until their periods are over. @returns whether any is due */
async function manyDue(play: Play): Promise<boolean> {
  const rows = (await assignmentsIn(play, ['active'])).filter(row => row.mode === 'paid').slice(0, MOST);
  for (const row of rows) {
    const client = { agencyId: row.agency_id, subAccountId: row.sub_account_id };
    await play.act('releases', row.sub_account_id, NO_TROUBLE, ctx => release(ctx, client, row.id));
  }
  const [last] = await play.rows<{ at: number | null }>(
    `select max(ends_at) at from assignment where state = 'ending'`,
  );
  if (!last?.at) return false;
  await play.elapse(Math.max(0, last.at - play.world.clock.now()) + MINUTE);
  return true;
}

const crowd = (ctx: Ctx) => endCrowd(ctx, 0);

const dueTogether = command(
  'many releases are due at once',
  fc.record({ kept: fc.boolean(), trouble }),
  async (play, given) => {
    if (given.kept) await keptUnnoticed(play);
    if (!(await manyDue(play))) return play.skip();
    await ends(play, given.trouble);
  },
);

async function ends(play: Play, on: Trouble): Promise<void> {
  await play.act('the cron ends them together', 'cron', on, crowd);
  await play.work(NO_TROUBLE);
}

/** In Stripe's dashboard a cancellation is taken back, and no event tells us: the crowd ends what will be charged. */
async function keptUnnoticed(play: Play): Promise<void> {
  const [row] = await play.rows<{ subscription_id: string; stripe_account_id: string }>(
    `select subscription_id, stripe_account_id from assignment where state = 'ending' and subscription_id is not null`,
  );
  if (!row) return;
  const on = { stripeAccount: row.stripe_account_id };
  const { subscriptions } = play.world.ctx().stripe;
  if ((await subscriptions.retrieve(row.subscription_id, {}, on)).status === 'canceled') return;
  await subscriptions.update(row.subscription_id, { cancel_at_period_end: false }, on);
  await play.world.stripeBox.drain();
  play.world.post.round('lost');
}

const twoCrowds = command(
  'two ticks end the same crowd at once',
  fc.record({ seed: which }),
  async (play, { seed }) => {
    if (!(await manyDue(play))) return play.skip();
    await play.atOnce(
      seed,
      [0, 1].map(n => ({ what: `tick ${n} ends them together`, userId: `cron-${n}`, work: crowd })),
    );
    await play.work(NO_TROUBLE, 'twice');
  },
);

export const crowds = [
  { weight: 3, arbitrary: dueTogether },
  { weight: 2, arbitrary: twoCrowds },
];
