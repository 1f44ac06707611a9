import { eq } from 'drizzle-orm';
import * as schema from '../../schema/index.ts';
import type { Person } from '../../worker/context.ts';
import type { AfterRetries } from '../sandbox/stripe/index.ts';
import { mintTenant } from '../support/mint.ts';
import { OURS, type World } from './world.ts';

/** A sub-account as its people act for it. */
export interface Client {
  agencyId: string;
  subAccountId: string;
  ownerId: string;
}

/** An agency on its own Stripe account, with its clients and the numbers it began with. */
export interface Agency {
  agencyId: string;
  account: string;
  /** Its card on file pays for numbers; null where Twilio bills it directly (N-3). */
  payer: string | null;
  admins: Person[];
  clients: Client[];
  /** Sub-accounts whose plan includes numbers, each with a voice agent. */
  included: { subAccountId: string; agentId: string }[];
  planId: string;
}

const NUMBERS = 3;

/** Where Stripe itself gives up: after our own patience, just within it, or long before. */
const RETRIES = { past_due: [3, 5, 7, 7, 7, 7], unpaid: [3, 2], canceled: [1, 2, 1] };

/** Two agencies; the first has two clients, so that they compete for its numbers. */
export async function setStage(world: World, dunning: AfterRetries): Promise<Agency[]> {
  const retryDays = RETRIES[dunning];
  const agencies: Agency[] = [];
  for (const clients of [2, 1]) {
    const account = world.stripeBox.seedAccount({ name: `Harbor ${clients}` });
    world.stripeBox.setDunning({ retryDays, after: dunning }, account);
    agencies.push(await settle(world, account, clients));
  }
  for (const agency of agencies.slice(1)) {
    for (const name of ['Mapleton', 'Fernwood']) agency.included.push(await includedClient(world, agency, name));
  }
  return agencies;
}

async function settle(world: World, account: string, clients: number): Promise<Agency> {
  const ctx = world.ctx();
  const payer = world.stripeBox.seedCustomer({ name: 'Harbor', email: 'billing@harbor.example', card: 'ok' }).customer;
  const t = await mintTenant(ctx, {
    plan: { clientsMayBuy: true },
    agency: { stripeCustomerId: payer, stripeAccountId: account, cardOnFile: true, telephony: 'ours' },
    subAccount: standing(world, account),
  });
  const { agencyId } = t;
  const person = (userId: string): Person => ({ userId, agencyId, role: 'agency_owner' });
  const agency: Agency = {
    agencyId,
    account,
    payer,
    admins: [person(t.agencyUserId)],
    clients: [{ agencyId, subAccountId: t.subAccountId, ownerId: t.ownerId }],
    included: [],
    planId: t.planId,
  };
  for (let n = 1; n < clients; n += 1) agency.clients.push(await anotherClient(world, t, account));
  await stock(world, agencyId, t.numberId);
  return agency;
}

/** In good standing: a plan running and a card that works. */
export function standing(world: World, account: string) {
  const seeded = world.stripeBox.seedCustomer({
    account,
    name: 'Bayside',
    email: 'rosa@bayside.example',
    planSubscription: { name: 'Standard', amount: 4900 },
  });
  return { stripeCustomerId: seeded.customer, planSubscriptionId: seeded.subscription };
}

async function anotherClient(
  world: World,
  like: { agencyId: string; subAccountId: string; ownerId: string },
  account: string,
): Promise<Client> {
  const ctx = world.ctx();
  const { agencyId, ownerId } = like;
  const [first] = await ctx.db.read.select().from(schema.subAccount).where(eq(schema.subAccount.id, like.subAccountId));
  if (!first) throw new Error('the first client is missing');
  const subAccountId = ctx.id('sub');
  await ctx.db.commit([
    ctx.db.read.insert(schema.subAccount).values({
      ...first,
      id: subAccountId,
      hostLocationId: `loc-${subAccountId}`,
      name: 'Palm Street Vets',
      ...standing(world, account),
    }),
    ctx.db.read.insert(schema.membership).values({ agencyId, subAccountId, userId: ownerId, role: 'owner' }),
  ]);
  return { agencyId, subAccountId, ownerId };
}

/** One whose plan includes its numbers, answered by a voice agent of its own. */
async function includedClient(world: World, { agencyId, clients: [like] }: Agency, name: string) {
  const ctx = world.ctx();
  const [subAccountId, planId, agentId] = [ctx.id('sub'), ctx.id('pln'), ctx.id('agt')];
  const { plan, subAccount, membership, agent } = schema;
  const terms = { name, currency: 'usd', basePrice: 9900, numberPrice: 0, mode: 'included' as const };
  const place = { hostLocationId: `loc-${subAccountId}`, name, timezone: 'America/New_York', country: 'US' };
  await ctx.db.commit([
    ctx.db.read.insert(plan).values({ ...terms, id: planId, agencyId, createdAt: ctx.now }),
    ctx.db.read.insert(subAccount).values({ ...place, id: subAccountId, agencyId, planId, createdAt: ctx.now }),
    ctx.db.read.insert(membership).values({ agencyId, subAccountId, userId: like?.ownerId ?? '', role: 'owner' }),
    ctx.db.read.insert(agent).values({
      ...{ id: agentId, agencyId, subAccountId, kind: 'voice_agent', name: 'Reception' },
      ...{ endpoint: 'sip:reception@voice.example', createdAt: ctx.now },
    }),
  ]);
  return { subAccountId, agentId };
}

/** The numbers it begins with, held at the telephone company with our addresses. */
async function stock(world: World, agencyId: string, firstId: string): Promise<void> {
  const ctx = world.ctx();
  const { number } = schema;
  const [first] = await ctx.db.read.select().from(number).where(eq(number.id, firstId));
  if (!first) throw new Error('the first number is missing');
  await ctx.db.read.delete(number).where(eq(number.id, firstId));
  const offers = await ctx.twilio().available({ country: 'US', type: 'local', limit: NUMBERS });
  for (const { phone_number: e164 } of offers) {
    const { sid } = await ctx.twilio().buy(e164, {
      voiceUrl: `${ctx.env.PUBLIC_URL}/twilio/voice`,
      voiceFallbackUrl: `${ctx.env.FALLBACK_URL}/twilio/voice-fallback`,
      smsUrl: `${ctx.env.PUBLIC_URL}/twilio/sms`,
      smsFallbackUrl: `${ctx.env.FALLBACK_URL}/twilio/sms-fallback`,
      statusCallback: `${ctx.env.PUBLIC_URL}/twilio/voice/status`,
    });
    const row = { ...first, id: ctx.id('num'), agencyId, e164, twilioSid: sid, twilioAccountSid: OURS.sid };
    await ctx.db.commit([ctx.db.read.insert(number).values(row)]);
  }
}
