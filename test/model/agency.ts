import fc from 'fast-check';
import { include } from '../../worker/assignment/include.ts';
import { changePrices } from '../../worker/assignment/price-change.ts';
import { reassign } from '../../worker/assignment/reassign.ts';
import { releaseToCarrier } from '../../worker/number/release-to-carrier.ts';
import { changePlan } from '../../worker/plan/edit.ts';
import { chosen, command, trouble, which } from './command.ts';
import { NO_TROUBLE } from './life.ts';
import { assignmentsIn, type Free, UNASSIGNED } from './people.ts';
import type { Play } from './play.ts';

const agencyOf = (play: Play, agencyId: string) => {
  const agency = play.agencies.find(one => one.agencyId === agencyId);
  const admin = agency?.admins[0];
  if (!agency || !admin) throw new Error(`there is no agency ${agencyId}`);
  return { agency, admin };
};

const handsBack = command('hands a number back to the carrier', fc.record({ which, trouble }), async (play, given) => {
  const number = chosen(await play.rows<Free>(UNASSIGNED), given.which);
  if (!number) return play.skip();
  const { admin } = agencyOf(play, number.agency_id);
  const [{ e164 } = { e164: '' }] = await play.rows<{ e164: string }>(
    'select e164 from number where id = ?',
    number.id,
  );
  await play.act('hands back', admin.userId, given.trouble, ctx => releaseToCarrier(ctx, admin, number.id, e164));
});

const includes = command(
  'includes a number in a plan',
  fc.record({ which, to: which, trouble }),
  async (play, given) => {
    const agency = play.agencies.find(one => one.included.length);
    const free = (await play.rows<Free>(UNASSIGNED)).filter(one => one.agency_id === agency?.agencyId);
    const [number, to] = [chosen(free, given.which), chosen(agency?.included ?? [], given.to)];
    const admin = agency?.admins[0];
    if (!number || !to || !admin) return play.skip();
    await play.act('includes', admin.userId, given.trouble, ctx => include(ctx, admin, number.id, to));
  },
);

const reassigns = command('reassigns an included number', fc.record({ which, to: which, trouble }), async (play, g) => {
  const rows = (await assignmentsIn(play, ['active'])).filter(row => row.mode === 'included');
  const row = chosen(rows, g.which);
  if (!row) return play.skip();
  const { agency, admin } = agencyOf(play, row.agency_id);
  const to = chosen(agency.included, g.to);
  if (!to) return play.skip();
  await play.act('reassigns', admin.userId, g.trouble, ctx => reassign(ctx, admin, row.id, to));
});

const PRICES = [335, 400, 250];

const newPrice = command(
  'applies a new price from the next cycle',
  fc.record({ which, price: which, trouble }),
  async (play, given) => {
    const rows = (await assignmentsIn(play, ['active'])).filter(row => row.mode === 'paid');
    const row = chosen(rows, given.which);
    const numberPrice = chosen(PRICES, given.price);
    if (!row || numberPrice === undefined) return play.skip();
    const { agency, admin } = agencyOf(play, row.agency_id);
    const { agencyId, planId } = agency;
    await play.act('edits the plan', admin.userId, NO_TROUBLE, ctx =>
      changePlan(ctx, agencyId, planId, { numberPrice }),
    );
    await play.act('applies its price', admin.userId, given.trouble, ctx => changePrices(ctx, agencyId, [row.id]));
  },
);

/** One that is removed for a week loses its numbers (T-5). */
const removed = command('a sub-account is removed in the CRM, or comes back', fc.constant({}), async play => {
  const client = play.agencies[0]?.clients[1];
  if (!client) return play.skip();
  await play.rows(
    'update sub_account set deleted_at = case when deleted_at is null then ? end where id = ?',
    play.world.clock.now(),
    client.subAccountId,
  );
});

export const agency = [
  { weight: 3, arbitrary: handsBack },
  { weight: 3, arbitrary: includes },
  { weight: 2, arbitrary: reassigns },
  { weight: 6, arbitrary: newPrice },
  { weight: 1, arbitrary: removed },
];
