import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import * as schema from '../../schema/index.ts';
import { importNumbers } from '../../worker/number/import.ts';
import { mintTenant } from '../support/mint.ts';
import { command, trouble } from './command.ts';
import { type Agency, standing } from './stage.ts';
import type { World } from './world.ts';

/** An agency's own account at the telephone company (N-3). */
export const OWN = { sid: `AC${'b'.repeat(32)}`, token: 'own-token' };

/** What it held there before it came to us. */
export const BROUGHT = ['+12122000171', '+12122000172', '+12122000173'] as const;

const ELSEWHERE = '+12122000199';

/** An agency on a Twilio account of its own, with numbers there that it may import, one client and an empty pool. */
export async function agencyOnOwn(world: World): Promise<Agency> {
  const ctx = world.ctx();
  world.twilioBox.addAccount(OWN);
  for (const e164 of BROUGHT) world.twilioBox.own(e164, {}, OWN.sid);
  const account = world.stripeBox.seedAccount({ name: 'Lakeside' });
  const t = await mintTenant(ctx, {
    plan: { clientsMayBuy: true },
    agency: { stripeCustomerId: null, stripeAccountId: account, telephony: 'own', twilioSid: OWN.sid },
    subAccount: standing(world, account),
  });
  const { agencyId, subAccountId, ownerId, planId } = t;
  const twilioToken = await ctx.seal.close(OWN.token, `agency:${agencyId}`);
  await ctx.db.commit([
    ctx.db.read.update(schema.agency).set({ twilioToken }).where(eq(schema.agency.id, agencyId)),
    ctx.db.read.delete(schema.number).where(eq(schema.number.id, t.numberId)),
  ]);
  return {
    ...{ agencyId, account, payer: null, planId, included: [] },
    admins: [{ userId: t.agencyUserId, agencyId, role: 'agency_owner' }],
    clients: [{ agencyId, subAccountId, ownerId }],
  };
}

const imports = command(
  'an agency imports its own numbers',
  fc.record({ e164s: fc.subarray([...BROUGHT, ELSEWHERE], { minLength: 1 }), twice: fc.boolean(), trouble }),
  async (play, { e164s, twice, trouble: on }) => {
    const admin = play.agencies.find(agency => agency.payer === null)?.admins[0];
    if (!admin) return play.skip();
    const typed = twice ? [...e164s, ...e164s.slice(0, 1)] : e164s;
    const fate = await play.act('imports', admin.userId, on, ctx => importNumbers(ctx, admin, typed));
    if (fate.is !== 'done') return;
    const { added, rejected } = fate.value;
    if (added.length + rejected.length !== typed.length)
      throw new Error('N-3: a number was neither added nor rejected');
    if (added.some(one => one.e164 === ELSEWHERE))
      throw new Error('N-3: a number that is not in the account was added');
  },
);

const importedTwice = command(
  'two admins import the same numbers at once',
  fc.record({ seed: fc.nat({ max: 999 }) }),
  async (play, { seed }) => {
    const admin = play.agencies.find(agency => agency.payer === null)?.admins[0];
    if (!admin) return play.skip();
    const one = { what: 'imports', userId: admin.userId, work: importing(admin) };
    await play.atOnce(seed, [one, one]);
  },
);

const importing =
  (admin: Agency['admins'][number]) =>
  (ctx: Parameters<typeof importNumbers>[0]): Promise<unknown> =>
    importNumbers(ctx, admin, BROUGHT);

export const ownAccount = [
  { weight: 3, arbitrary: imports },
  { weight: 1, arbitrary: importedTwice },
];
