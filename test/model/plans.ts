import fc from 'fast-check';
import { planRuns } from '../../worker/assignment/rules/standing.ts';
import type { Ctx } from '../../worker/context.ts';
import { reread } from '../../worker/plan/reread.ts';
import { startPlan } from '../../worker/plan/start.ts';
import type { Kept, Kinds } from '../sandbox/stripe/books.ts';
import { chosen, command, trouble, which } from './command.ts';
import { NO_TROUBLE } from './life.ts';
import type { Play } from './play.ts';
import type { Client } from './stage.ts';
import { payFor } from './till.ts';

/** A client with the customer that its standing comes from (T-5). */
interface Payer extends Client {
  account: string;
  customer: string;
}

async function payerAt(play: Play, n: number): Promise<Payer | undefined> {
  const all = play.agencies.flatMap(({ account, clients }) => clients.map(client => ({ ...client, account })));
  const client = chosen(all, n);
  const [row] = await play.rows<{ customer: string | null }>(
    'select stripe_customer_id customer from sub_account where id = ?',
    client?.subAccountId ?? '',
  );
  return client && row?.customer ? { ...client, customer: row.customer } : undefined;
}

const things = <K extends 'subscription' | 'customer' | 'payment_method'>(play: Play, kind: K): Kinds[K][] =>
  [...play.world.box.store.collection<Kept<Kinds[K]>>(`stripe.${kind}`).values()].map(kept => kept.thing);

/** The subscriptions of a customer that pay its plan, not a number. */
export function plansOf(play: Play, customer: string): Kinds['subscription'][] {
  return things(play, 'subscription').filter(one => one.customer === customer && !one.metadata.assignment_id);
}

/** What Stripe says at this instant; nobody is given a number without it (T-5, A-1). */
export async function mustStand(play: Play, subAccountId: string): Promise<void> {
  const [row] = await play.rows<{ customer: string | null; mode: string | null }>(
    `select s.stripe_customer_id customer, p.mode from sub_account s left join plan p on p.id = s.plan_id where s.id = ?`,
    subAccountId,
  );
  if (row?.mode === 'included') return;
  const running = plansOf(play, row?.customer ?? '').find(one => planRuns(one.status));
  if (!running) throw new Error(`A-1: ${subAccountId} was given a number while its plan does not run`);
  const customer = things(play, 'customer').find(one => one.id === row?.customer);
  const id = running.default_payment_method ?? customer?.invoice_settings.default_payment_method;
  const card = things(play, 'payment_method').find(one => one.id === id)?.card;
  const today = new Date(play.world.clock.now());
  const month = today.getUTCFullYear() * 12 + today.getUTCMonth() + 1;
  if (!card || card.exp_year * 12 + card.exp_month < month) {
    throw new Error(`A-1: ${subAccountId} was given a number while its card has expired`);
  }
}

const cardChanges = command(
  'a client’s card expires, or is renewed',
  fc.record({ which, card: fc.constantFrom('expired', 'ok', 'ok') }),
  async (play, given) => {
    const payer = await payerAt(play, given.which);
    const holder = things(play, 'customer').find(one => one.id === payer?.customer);
    if (!payer || !holder?.invoice_settings.default_payment_method) return play.skip();
    play.world.stripeBox.setCard(payer.customer, given.card as 'expired' | 'ok');
    await play.world.stripeBox.drain();
  },
);

const planEnds = command('a client’s plan is cancelled at Stripe', fc.record({ which }), async (play, given) => {
  const payer = await payerAt(play, given.which);
  const running = payer && plansOf(play, payer.customer).find(one => planRuns(one.status));
  if (!payer || !running) return play.skip();
  await cancel(play, payer.account, running.id);
});

/** Its plan is over, whether or not we know already. */
async function withoutPlan(play: Play, n: number): Promise<Payer | undefined> {
  const payer = await payerAt(play, n);
  const running = payer && plansOf(play, payer.customer).filter(one => one.status !== 'canceled');
  for (const { id } of running ?? []) await cancel(play, payer?.account ?? '', id);
  return payer;
}

const start =
  ({ agencyId, subAccountId }: Payer) =>
  (ctx: Ctx) =>
    startPlan(ctx, agencyId, subAccountId);

const starts = command(
  'a client starts its plan anew',
  fc.record({ which, pays: which, trouble }),
  async (play, given) => {
    // Now and then its plan still runs, and it is refused.
    const payer = await (given.which % 6 === 0 ? payerAt(play, given.which) : withoutPlan(play, given.which));
    if (!payer) return play.skip();
    const fate = await play.act('starts the plan', payer.ownerId, given.trouble, start(payer));
    if (fate.is === 'done' && given.pays % 4 > 0) await payFor(play, fate.value.url, 'good');
  },
);

const startsTwice = command(
  'agency and client start a plan at once',
  fc.record({ which, seed: which }),
  async (play, given) => {
    const payer = await withoutPlan(play, given.which);
    if (!payer) return play.skip();
    const urls: string[] = [];
    const work = async (ctx: Ctx) => void urls.push((await start(payer)(ctx)).url);
    await play.atOnce(
      given.seed,
      ['agency', 'client'].map(who => ({ what: `the ${who} starts the plan`, userId: who, work })),
    );
    if (new Set(urls).size > 1) throw new Error(`T-5: two pages for ${payer.subAccountId}`);
    if (urls[0]) await payFor(play, urls[0], 'good');
  },
);

/** The agency makes the subscription by hand in Stripe's dashboard while the client has the page open, who then pays. */
const paidTwice = command(
  'a plan is paid although another runs',
  fc.record({ which, trouble }),
  async (play, given) => {
    const payer = await withoutPlan(play, given.which);
    if (!payer) return play.skip();
    const fate = await play.act('starts the plan', payer.ownerId, NO_TROUBLE, start(payer));
    if (fate.is !== 'done') return;
    await byHand(play, payer);
    await play.act('looks again', payer.ownerId, given.trouble, ctx => reread(ctx, payer.agencyId, payer.subAccountId));
    await payFor(play, fate.value.url, 'good');
  },
);

async function byHand(play: Play, { account, customer }: Payer): Promise<void> {
  const { stripe } = play.world.ctx();
  const on = { stripeAccount: account };
  const card = await stripe.paymentMethods.attach('pm_card_visa', { customer }, on);
  const made = { currency: 'usd', unit_amount: 4900, recurring: { interval: 'month' as const } };
  const { id: price } = await stripe.prices.create({ ...made, product_data: { name: 'Standard' } }, on);
  await stripe.subscriptions.create({ customer, default_payment_method: card.id, items: [{ price }] }, on);
  await play.world.stripeBox.drain();
}

async function cancel(play: Play, stripeAccount: string, id: string): Promise<void> {
  await play.world.ctx().stripe.subscriptions.cancel(id, {}, { stripeAccount });
  await play.world.stripeBox.drain();
}

export const plans = [
  { weight: 2, arbitrary: cardChanges },
  { weight: 2, arbitrary: planEnds },
  { weight: 4, arbitrary: starts },
  { weight: 2, arbitrary: startsTwice },
  { weight: 2, arbitrary: paidTwice },
];
