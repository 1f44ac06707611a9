import { assign } from '../../worker/assignment/assign.ts';
import { pay } from '../../worker/assignment/pay.ts';
import { giveNumber } from '../../worker/staff/give-number.ts';
import { NO_TROUBLE } from './life.ts';
import type { Play } from './play.ts';
import { payFor } from './till.ts';

/** How far each agency's numbers are when a run begins: paid with a good card or one that declines later, or free. */
const FAR = [
  ['declines later', 'declines later', 'free'],
  ['good', 'declines later', 'free'],
] as const;

/** Brings the first numbers to where most runs want them: in service. */
export async function begin(play: Play, agencyCard: 'ok' | 'consent' | 'declines'): Promise<void> {
  for (const [which, agency] of play.agencies.entries()) {
    const numbers = await play.rows<{ id: string }>(
      'select id from number where agency_id = ? order by id',
      agency.agencyId,
    );
    for (const [n, { id }] of numbers.entries()) {
      const card = FAR[which]?.[n] ?? 'free';
      if (card !== 'free') await putInService(play, agency, id, card);
    }
  }
  const last = play.agencies.findLast(agency => agency.payer !== null);
  if (last?.payer) play.world.stripeBox.setCard(last.payer, agencyCard);
  await play.everybodyWorks();
}

async function putInService(
  play: Play,
  { admins: [admin], clients: [client] }: Play['agencies'][number],
  numberId: string,
  card: 'good' | 'declines later',
): Promise<void> {
  if (!admin || !client) throw new Error('nobody is there to begin with');
  const fate = await play.act('assigns', admin.userId, NO_TROUBLE, async ctx => {
    const { id } = await assign(ctx, admin, numberId, { userId: client.ownerId, subAccountId: client.subAccountId });
    return pay(ctx, client, id);
  });
  if (fate.is === 'done') await payFor(play, fate.value.url, card);
  if (card === 'good') return;
  const to = { numberId, replace: true };
  await play.act('gives the number to a user', client.ownerId, NO_TROUBLE, ctx =>
    giveNumber(ctx, client, client.ownerId, to),
  );
}
