import fc from 'fast-check';
import type { Ctx, Person } from '../../worker/context.ts';
import { declineRequest, fulfilRequest } from '../../worker/number/answer-request.ts';
import { requestNumber } from '../../worker/number/request.ts';
import { chosen, command, trouble, which } from './command.ts';
import { NO_TROUBLE, type Trouble } from './life.ts';
import { type Free, UNASSIGNED } from './people.ts';
import { mustStand } from './plans.ts';
import type { Play } from './play.ts';

interface Wish {
  id: string;
  agency_id: string;
  sub_account_id: string;
  [column: string]: string | number | null;
}

async function ask(play: Play, n: number, on: Trouble): Promise<void> {
  const client = chosen(
    play.agencies.flatMap(agency => agency.clients),
    n,
  );
  if (!client) return play.skip();
  const { agencyId, subAccountId, ownerId: userId } = client;
  const person: Person = { agencyId, subAccountId, userId, role: 'owner' };
  const wish = { country: 'US', type: 'local', note: 'for the front desk' } as const;
  await play.act('requests', userId, on, ctx => requestNumber(ctx, person, wish));
}

const asks = command('a client requests a number', fc.record({ which, trouble }), (play, given) =>
  ask(play, given.which, given.trouble),
);

/** An open request with who answers it and a free number for it, if there is one. */
async function openWish(play: Play, n: number) {
  const read = () =>
    play.rows<Wish>(`select id, agency_id, sub_account_id from number_request where state = 'open' order by id`);
  if (!(await read()).length) await ask(play, n, NO_TROUBLE);
  const open = await read();
  const wish = chosen(open, n);
  const admin = play.agencies.find(agency => agency.agencyId === wish?.agency_id)?.admins[0];
  if (!wish || !admin) return undefined;
  const free = (await play.rows<Free>(UNASSIGNED)).filter(one => one.agency_id === wish.agency_id);
  return { wish, admin, number: chosen(free, n) };
}

const decline = (wish: Wish, admin: Person) => (ctx: Ctx) => declineRequest(ctx, admin, wish.id, 'Not this month.');

const fulfil = (play: Play, wish: Wish, admin: Person, number: Free) => async (ctx: Ctx) => {
  await fulfilRequest(ctx, admin, wish.id, number.id);
  await mustStand(play, wish.sub_account_id);
};

const fulfils = command('the agency fulfils a request', fc.record({ which, trouble }), async (play, given) => {
  const found = await openWish(play, given.which);
  if (!found?.number) return play.skip();
  const { wish, admin, number } = found;
  await play.act('fulfils', admin.userId, given.trouble, fulfil(play, wish, admin, number));
});

const declines = command('the agency declines a request', fc.record({ which, trouble }), async (play, given) => {
  const found = await openWish(play, given.which);
  if (!found) return play.skip();
  await play.act('declines', found.admin.userId, given.trouble, decline(found.wish, found.admin));
});

const twoAnswers = command(
  'two admins answer one request at once',
  fc.record({ which, seed: which }),
  async (play, given) => {
    const found = await openWish(play, given.which);
    if (!found?.number) return play.skip();
    const { wish, admin, number } = found;
    const fates = await play.atOnce(given.seed, [
      { what: 'fulfils', userId: 'admin-0', work: fulfil(play, wish, admin, number) },
      { what: 'declines', userId: 'admin-1', work: decline(wish, admin) },
    ]);
    if (fates.every(fate => fate.is === 'done')) throw new Error(`N-12: ${wish.id} was fulfilled and declined`);
  },
);

export const wishes = [
  { weight: 3, arbitrary: asks },
  { weight: 3, arbitrary: fulfils },
  { weight: 1, arbitrary: declines },
  { weight: 2, arbitrary: twoAnswers },
];
