import fc from 'fast-check';
import type { Ctx, Person } from '../../worker/context.ts';
import { buyNumber } from '../../worker/number/buy.ts';
import { buyForClient } from '../../worker/number/client-buy.ts';
import type { PurchaseRequest } from '../../worker/number/shape.ts';
import { chosen, command, trouble, which } from './command.ts';
import type { Play } from './play.ts';
import { OURS } from './world.ts';

/** What a number costs a month at the telephone company. */
const TELCO = 115;

let requests = 0;

/** An order for one of the first numbers on offer; the same few are wanted by everybody. */
async function orderOf(play: Play, n: number, amount = TELCO): Promise<PurchaseRequest> {
  const listed = await play.world.ctx().twilio().available({ country: 'US', type: 'local', limit: 3 });
  const e164 = chosen(listed, n)?.phone_number ?? '';
  requests += 1;
  const requestId = `request-${String(requests).padStart(8, '0')}`;
  return { requestId, e164, country: 'US', type: 'local', price: { amount, currency: 'usd' } };
}

const adminOf = (play: Play, n: number): Person => {
  const admin = chosen(play.agencies, n)?.admins[0];
  if (!admin) throw new Error('there is no admin');
  return admin;
};

const buys = command('buys a number', fc.record({ which, offer: which, trouble }), async (play, given) => {
  const person = adminOf(play, given.which);
  const order = await orderOf(play, given.offer);
  const fate = await play.act('buys', person.userId, given.trouble, ctx => buyNumber(ctx, person, order));
  // Who got no answer asks again, with the same request.
  if (fate.is === 'crashed') await play.act('buys again', person.userId, { kind: 'none', at: 0 }, again(person, order));
});

const again = (person: Person, order: PurchaseRequest) => (ctx: Ctx) => buyNumber(ctx, person, order);

const clicksTwice = command(
  'buys with two clicks',
  fc.record({ which, offer: which, seed: which }),
  async (play, g) => {
    const person = adminOf(play, g.which);
    const order = await orderOf(play, g.offer);
    const click = { what: 'clicks buy', userId: person.userId, work: again(person, order) };
    await play.atOnce(g.seed, [click, click]);
  },
);

const rivals = command('two agencies buy one number', fc.record({ offer: which, seed: which }), async (play, given) => {
  const order = await orderOf(play, given.offer);
  const acts = [0, 1].map(n => {
    const person = adminOf(play, n);
    const own = { ...order, requestId: `${order.requestId}-${n}` };
    return { what: `agency ${n} buys`, userId: person.userId, work: again(person, own) };
  });
  await play.atOnce(given.seed, acts);
});

const clientBuys = command('a client buys', fc.record({ which, offer: which, trouble }), async (play, given) => {
  const client = chosen(
    play.agencies.flatMap(agency => agency.clients),
    given.which,
  );
  if (!client) return play.skip();
  const { agencyId, subAccountId, ownerId: userId } = client;
  const person: Person = { agencyId, subAccountId, userId, role: 'owner' };
  const [plan] = await play.rows<{ number_price: number }>(
    'select number_price from plan where id in (select plan_id from sub_account where id = ?)',
    subAccountId,
  );
  const order = await orderOf(play, given.offer, TELCO + (plan?.number_price ?? 0));
  await play.act('a client buys', userId, given.trouble, ctx => buyForClient(ctx, person, order));
});

const soldBetween = command(
  'the carrier sells a number while it is bought',
  fc.record({ which, offer: which, seed: which, after: fc.integer({ min: 1, max: 30 }) }),
  async (play, given) => {
    const person = adminOf(play, given.which);
    const order = await orderOf(play, given.offer);
    const sells = async () => {
      for (let turn = 0; turn < given.after; turn += 1) await new Promise(done => setImmediate(done));
      if (!play.world.twilioBox.carrier.owned(order.e164)) sellAway(play, order.e164);
    };
    await play.atOnce(given.seed, [
      { what: 'buys', userId: person.userId, work: again(person, order) },
      { what: 'somebody else buys', userId: 'stranger', work: sells },
    ]);
  },
);

function sellAway(play: Play, e164: string): void {
  play.world.twilioBox.own(e164, {}, `AC${'f'.repeat(32)}`);
}

const soldAway = command('the carrier sells a number to somebody else', fc.record({ which }), async (play, given) => {
  const waiting = await play.rows<{ e164: string }>(
    `select e164 from purchase where state in ('reserved', 'consent', 'charged') order by id`,
  );
  const e164 = chosen(waiting, given.which)?.e164;
  const isHeld = [...play.world.twilioBox.carrier.numbers.values()].some(one => one.phone_number === e164);
  if (!e164 || isHeld) return play.skip();
  sellAway(play, e164);
});

/** Somebody broke a number's addresses at the telephone company. */
const addressesBroken = command('a number’s addresses are changed at Twilio', fc.record({ which }), async (play, g) => {
  const ours = [...play.world.twilioBox.carrier.numbers.values()].filter(one => one.account_sid === OURS.sid);
  const one = chosen(ours, g.which);
  if (!one) return play.skip();
  one.voice_url = 'https://elsewhere.example/voice';
});

export const buyers = [
  { weight: 4, arbitrary: buys },
  { weight: 2, arbitrary: clicksTwice },
  { weight: 2, arbitrary: rivals },
  { weight: 3, arbitrary: clientBuys },
  { weight: 4, arbitrary: soldAway },
  { weight: 2, arbitrary: soldBetween },
  { weight: 1, arbitrary: addressesBroken },
];
