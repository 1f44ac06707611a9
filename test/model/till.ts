import fc from 'fast-check';
import type { Plastic } from '../sandbox/stripe/payment/cards.ts';
import { chosen, command, trouble, which } from './command.ts';
import { NO_TROUBLE, type Trouble } from './life.ts';
import type { Play } from './play.ts';

/** Test cards by what their bank does; the one that declines later is good for its first payment. */
const CARDS = {
  good: '4242424242424242',
  'declines later': '4242424242424242',
  declines: '4000000000000002',
  'wants consent': '4000002760003184',
} as const;

export type Card = keyof typeof CARDS;

/** Fills in a page of Stripe's or the bank's. @returns where it sends the browser next */
async function fillIn(play: Play, url: string, form: Record<string, string>): Promise<string | undefined> {
  const request = new Request(url, { method: 'POST', body: new URLSearchParams(form) });
  const answer = await play.world.stripeBox.app.fetch(request);
  await answer.text();
  await play.world.stripeBox.drain();
  play.note(`fills in ${new URL(url).pathname}: ${answer.status}`);
  return answer.headers.get('location') ?? undefined;
}

/** What the bank does to the card that was used last, from now on. */
function fromNowOn(play: Play, card: Card): void {
  const cards = play.world.box.store.collection<Plastic>('stripe.plastic');
  const last = [...cards.values()].at(-1);
  if (card === 'declines later' && last) last.behaviour = 'declines-later';
}

async function comeBack(play: Play, to: string | undefined, comes: boolean, on: Trouble): Promise<void> {
  if (!to || !comes) return;
  if (to.startsWith('http://panel.model')) return play.open(to, on);
  const back = await fillIn(play, to, { consent: 'given' });
  if (back?.startsWith('http://panel.model')) await play.open(back, on);
}

export const card = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Card>('good') },
  { weight: 4, arbitrary: fc.constant<Card>('declines later') },
  { weight: 1, arbitrary: fc.constant<Card>('declines') },
  { weight: 1, arbitrary: fc.constant<Card>('wants consent') },
);

const pays = command(
  'pays on an open page',
  fc.record({ which, card, comesBack: fc.boolean(), trouble }),
  async (play, given) => {
    // Mostly on the page opened last; old ones stay open in some tab.
    const page = given.which % 4 === 0 ? chosen(play.pages, given.which) : play.pages.at(-1);
    if (!page) return play.skip();
    const form = { act: 'pay', card: CARDS[given.card], ...(given.card === 'wants consent' && { consent: 'given' }) };
    const next = await fillIn(play, page, form);
    fromNowOn(play, given.card);
    await comeBack(play, next, given.comesBack, given.trouble);
  },
);

const answersBank = command(
  'answers the bank',
  fc.record({ which, consent: fc.constantFrom('given', 'given', 'refused'), comesBack: fc.boolean(), trouble }),
  async (play, given) => {
    const waiting = await play.rows<{ consent_url: string }>(
      `select consent_url from purchase where state = 'consent' and consent_url is not null order by id`,
    );
    const url = chosen(waiting, given.which)?.consent_url;
    if (!url) return play.skip();
    const next = await fillIn(play, url, { consent: given.consent });
    if (next && given.comesBack) await play.open(next, given.trouble);
  },
);

const changesCard = command(
  'changes the agency’s card',
  fc.record({ which, card: fc.constantFrom('ok', 'ok', 'declines', 'consent') }),
  async (play, given) => {
    const payers = play.agencies.flatMap(({ payer }) => payer ?? []);
    const payer = chosen(payers, given.which);
    if (!payer) return play.skip();
    play.world.stripeBox.setCard(payer, given.card as 'ok' | 'declines' | 'consent');
  },
);

type Paying = { subscription_id: string; stripe_account_id: string };

/** Paid on Stripe's page, while we do not know of it yet. */
async function unseen(play: Play): Promise<Paying[]> {
  const open = await play.rows<{ session: string; account: string }>(
    `select checkout_session_id session, stripe_account_id account from assignment
     where state = 'pending' and checkout_session_id is not null order by id`,
  );
  const { stripe } = play.world.ctx();
  const pages = open.map(async ({ session, account }) => {
    const { subscription } = await stripe.checkout.sessions.retrieve(session, {}, { stripeAccount: account });
    return typeof subscription === 'string' ? [{ subscription_id: subscription, stripe_account_id: account }] : [];
  });
  return (await Promise.all(pages)).flat();
}

/** In their Stripe dashboard the agency cancels a subscription, at once or when its period ends. */
const dashboard = command(
  'somebody cancels in Stripe’s dashboard',
  fc.record({ which, atOnce: fc.boolean() }),
  async (play, given) => {
    const running = await play.rows<Paying>(
      `select subscription_id, stripe_account_id from assignment
       where state in ('active', 'past_due', 'ending') and subscription_id is not null order by id`,
    );
    const one = chosen([...running, ...(await unseen(play))], given.which);
    if (!one) return play.skip();
    const { subscriptions } = play.world.ctx().stripe;
    const on = { stripeAccount: one.stripe_account_id };
    const { status } = await subscriptions.retrieve(one.subscription_id, {}, on);
    if (status === 'canceled') return play.skip();
    if (given.atOnce) await subscriptions.cancel(one.subscription_id, {}, on);
    else await subscriptions.update(one.subscription_id, { cancel_at_period_end: true }, on);
    await play.world.stripeBox.drain();
  },
);

/** The way to an active number on a good day, so that later states are reached often. */
export async function payFor(play: Play, url: string, on: Card): Promise<void> {
  const next = await fillIn(play, url, {
    act: 'pay',
    card: CARDS[on],
    ...(on === 'wants consent' && { consent: 'given' }),
  });
  fromNowOn(play, on);
  await comeBack(play, next, true, NO_TROUBLE);
}

export const till = [
  { weight: 6, arbitrary: pays },
  { weight: 6, arbitrary: answersBank },
  { weight: 2, arbitrary: changesCard },
  { weight: 1, arbitrary: dashboard },
];
