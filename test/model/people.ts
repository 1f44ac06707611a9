import fc from 'fast-check';
import { assign } from '../../worker/assignment/assign.ts';
import { keep } from '../../worker/assignment/keep.ts';
import { pay } from '../../worker/assignment/pay.ts';
import { release } from '../../worker/assignment/release.ts';
import { remind } from '../../worker/assignment/remind.ts';
import { unassign } from '../../worker/assignment/unassign.ts';
import type { Ctx } from '../../worker/context.ts';
import { giveNumber } from '../../worker/staff/give-number.ts';
import { chosen, command, trouble, which } from './command.ts';
import { NO_TROUBLE } from './life.ts';
import { mustStand } from './plans.ts';
import type { Play } from './play.ts';
import { card, payFor } from './till.ts';

export interface AssignmentAt {
  id: string;
  agency_id: string;
  sub_account_id: string;
  number_id: string;
  state: string;
  mode: string;
  [column: string]: string | number | null;
}

const IN_SERVICE = ['active', 'ending', 'past_due'];
const OWING = ['past_due', 'suspended'];
const PAYABLE = ['pending', 'past_due', 'suspended'];
export const LIVE = [...IN_SERVICE, 'pending', 'suspended'];

/** Assignments in one of those states; whoever acts on a stale page means one that has moved on. */
export async function assignmentsIn(play: Play, states: readonly string[]): Promise<AssignmentAt[]> {
  const marks = states.map(() => '?').join(',');
  return play.rows<AssignmentAt>(
    `select id, agency_id, sub_account_id, number_id, state, mode from assignment where state in (${marks})
     order by state = 'suspended' desc, id`,
    ...states,
  );
}

type Act = (ctx: Ctx, row: AssignmentAt, play: Play) => Promise<unknown>;

const client = (row: AssignmentAt) => ({ agencyId: row.agency_id, subAccountId: row.sub_account_id });

const opensPage: Act = async (ctx, row, play) => {
  const { url } = await pay(ctx, client(row), row.id);
  play.pages.push(url);
};
const takesBack: Act = (ctx, row) => unassign(ctx, row.agency_id, row.id);
const releases: Act = (ctx, row) => release(ctx, client(row), row.id);
const keeps: Act = (ctx, row) => keep(ctx, client(row), row.id);
const reminds: Act = (ctx, row) => remind(ctx, row.agency_id, row.id);

const wires: Act = async (ctx, row, play) => {
  const owner = play.agencies.flatMap(agency => agency.clients).find(c => c.subAccountId === row.sub_account_id);
  await giveNumber(ctx, client(row), owner?.ownerId ?? '', { numberId: row.number_id, replace: true });
};

/** An act on one assignment; now and then on one that is over. */
function onAssignment(name: string, states: readonly string[], act: Act) {
  return command(name, fc.record({ which, stale: fc.nat({ max: 9 }), trouble }), async (play, given) => {
    const row = chosen(await assignmentsIn(play, given.stale === 0 ? [...LIVE, 'ended'] : states), given.which);
    if (!row) return play.skip();
    await play.act(name, row.sub_account_id, given.trouble, ctx => act(ctx, row, play));
  });
}

export interface Free {
  id: string;
  agency_id: string;
  [column: string]: string | number | null;
}

export const HELD = 'select id, agency_id from number where released_at is null';
export const UNASSIGNED = `${HELD} and id not in (select number_id from assignment where state <> 'ended') order by id`;

async function assigns(ctx: Ctx, play: Play, number: Free, to: number): Promise<void> {
  const agency = play.agencies.find(one => one.agencyId === number.agency_id);
  const target = chosen(agency?.clients ?? [], to);
  const admin = agency?.admins[0];
  if (!target || !admin) throw new Error(`nobody holds ${number.id}`);
  await assign(ctx, admin, number.id, { userId: target.ownerId, subAccountId: target.subAccountId });
  await mustStand(play, target.subAccountId);
}

const anAssign = command(
  'assigns a number',
  fc.record({ which, to: which, taken: which, trouble }),
  async (play, g) => {
    const number = chosen(await play.rows<Free>(g.taken % 8 === 0 ? `${HELD} order by id` : UNASSIGNED), g.which);
    if (!number) return play.skip();
    await play.act('assigns', 'admin', g.trouble, ctx => assigns(ctx, play, number, g.to));
  },
);

const opensAndPays = command(
  'pays what is due',
  fc.record({ which, card, owing: fc.boolean() }),
  async (play, given) => {
    const row = chosen(await assignmentsIn(play, given.owing ? OWING : PAYABLE), given.which);
    if (!row) return play.skip();
    const fate = await play.act('opens the payment page', row.sub_account_id, NO_TROUBLE, ctx =>
      opensPage(ctx, row, play),
    );
    const page = play.pages.at(-1);
    if (fate.is === 'done' && page) await payFor(play, page, given.card);
  },
);

const paysTooLate = command(
  'pays on a page while the number is taken back',
  fc.record({ which, card, trouble }),
  async (play, given) => {
    const row = chosen(await assignmentsIn(play, ['pending']), given.which);
    if (!row) return play.skip();
    const opened = await play.act('opens the page', row.sub_account_id, NO_TROUBLE, ctx => opensPage(ctx, row, play));
    const page = play.pages.at(-1);
    if (opened.is !== 'done' || !page) return play.skip();
    await play.act('takes back', 'admin', given.trouble, ctx => takesBack(ctx, row, play));
    await payFor(play, page, given.card);
  },
);

/** What two people may do to one assignment at the same instant. */
const RIVALS: Record<string, Act> = {
  'take back': takesBack,
  release: releases,
  keep: keeps,
  pay: opensPage,
  wire: wires,
};

const rival = fc.constantFrom(...Object.keys(RIVALS));

const twoOnOne = command(
  'two people on one assignment at once',
  fc.record({ which, one: rival, other: rival, seed: which }),
  async (play, { which: n, one, other, seed }) => {
    const row = chosen(await assignmentsIn(play, LIVE), n);
    if (!row) return play.skip();
    const acts = [one, other].map((what, person) => ({
      what: `person ${person} ${what}`,
      userId: `person-${person}`,
      work: async (ctx: Ctx) => RIVALS[what]?.(ctx, row, play),
    }));
    await play.atOnce(seed, acts);
  },
);

const twoAdmins = command(
  'two admins assign one number at once',
  fc.record({ which, seed: which }),
  async (play, { which: n, seed }) => {
    const number = chosen(await play.rows<Free>(UNASSIGNED), n);
    if (!number) return play.skip();
    const acts = [0, 1].map(admin => ({
      what: `admin ${admin} assigns`,
      userId: `admin-${admin}`,
      work: (ctx: Ctx) => assigns(ctx, play, number, admin),
    }));
    const fates = await play.atOnce(seed, acts);
    const won = fates.filter(fate => fate.is === 'done').length;
    if (won > 1) throw new Error(`A-2: ${won} admins were told that they assigned ${number.id}`);
  },
);

export const people = [
  { weight: 6, arbitrary: anAssign },
  { weight: 6, arbitrary: onAssignment('opens the payment page', PAYABLE, opensPage) },
  { weight: 5, arbitrary: opensAndPays },
  { weight: 3, arbitrary: onAssignment('releases', ['active', 'past_due'], releases) },
  { weight: 3, arbitrary: onAssignment('keeps after all', ['ending'], keeps) },
  { weight: 2, arbitrary: onAssignment('takes back', LIVE, takesBack) },
  { weight: 4, arbitrary: onAssignment('takes back what is owed for', OWING, takesBack) },
  { weight: 3, arbitrary: onAssignment('takes back what was released', ['ending'], takesBack) },
  { weight: 3, arbitrary: paysTooLate },
  { weight: 1, arbitrary: onAssignment('reminds', ['pending'], reminds) },
  { weight: 3, arbitrary: onAssignment('gives the number to a user', IN_SERVICE, wires) },
  { weight: 3, arbitrary: twoOnOne },
  { weight: 2, arbitrary: twoAdmins },
];
