import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { audit, number as numberTable, plan, subAccount } from '../../schema/index.ts';
import { listAgents } from '../../worker/agent/read.ts';
import { registerAgent } from '../../worker/agent/register.ts';
import { include } from '../../worker/assignment/include.ts';
import { keep } from '../../worker/assignment/keep.ts';
import { agentsToAnswer, listPhoneNumbers } from '../../worker/assignment/list.ts';
import { pay } from '../../worker/assignment/pay.ts';
import { reassign } from '../../worker/assignment/reassign.ts';
import { release } from '../../worker/assignment/release.ts';
import { unassign } from '../../worker/assignment/unassign.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';
import { problem } from './scene.ts';

/** No Stripe: whoever asked it anything would fail the test. */
let ctx: TestCtx;
beforeAll(async () => {
  ctx = await testContext();
});

const person = (t: Tenant) => ({ userId: t.agencyUserId, agencyId: t.agencyId, role: 'agency_owner' as const });
const place = ({ agencyId, subAccountId }: Tenant) => ({ agencyId, subAccountId });
const agent = async (at: { agencyId: string; subAccountId: string }, name = 'Ava') =>
  (await registerAgent(ctx, at, { name, kind: 'voice_agent', endpoint: 'sip:ava@agents.example' } as never)).id;

/** On a plan that includes numbers, without any standing at Stripe. */
const tenant = () =>
  mintTenant(ctx, {
    plan: { mode: 'included' },
    agency: { stripeAccountId: null },
    subAccount: { stripeCustomerId: null, planStatus: null, cardValid: false },
  });

async function second(t: Tenant) {
  const id = ctx.id('sub');
  const row = { id, agencyId: t.agencyId, hostLocationId: `loc-${id}`, name: 'Harbor Realty', timezone: 'UTC' };
  await ctx.db.read.insert(subAccount).values({ ...row, country: 'US', planId: t.planId, createdAt: ctx.now });
  return { agencyId: t.agencyId, subAccountId: id };
}

const numberOf = async (t: Tenant) =>
  (await ctx.db.read.select().from(numberTable).where(eq(numberTable.id, t.numberId)))[0];

describe('A-11 numbers that come with the plan', () => {
  test('are in service at once, cost nothing, and are answered by the chosen agent', async () => {
    const t = await tenant();
    const agentId = await agent(place(t));
    const row = await include(ctx, person(t), t.numberId, { subAccountId: t.subAccountId, agentId });
    expect(row).toMatchObject({ state: 'active', mode: 'included', price: 0, subscriptionId: null, userId: t.ownerId });
    expect(await numberOf(t)).toMatchObject({ wiredTo: 'agent', wiredAgentId: agentId });
    const [item] = (await listPhoneNumbers(ctx, place(t))).items;
    expect(item).toMatchObject({ mode: 'included', state: 'active', price: 0 });
    const lines = await ctx.db.read.select().from(audit).where(eq(audit.agencyId, t.agencyId));
    const told = lines.filter(({ entity }) => entity !== 'agent').map(({ entity, act }) => `${entity} ${act}`);
    expect(told).toEqual(['number reserved', 'assignment included', 'number attached']);
  });

  test('are neither paid, released nor kept by the sub-account', async () => {
    const t = await tenant();
    const to = { subAccountId: t.subAccountId, agentId: await agent(place(t)) };
    const { id } = await include(ctx, person(t), t.numberId, to);
    for (const act of [pay, release, keep]) {
      await expect(act(ctx, place(t), id)).rejects.toEqual(problem('included_in_plan'));
    }
  });

  test('go to another agent of the same sub-account, at any time', async () => {
    const t = await tenant();
    const [first, other] = [await agent(place(t)), await agent(place(t), 'Ben')];
    const { id } = await include(ctx, person(t), t.numberId, { subAccountId: t.subAccountId, agentId: first });
    const row = await reassign(ctx, person(t), id, { subAccountId: t.subAccountId, agentId: other });
    expect(row.id).toBe(id);
    expect(await numberOf(t)).toMatchObject({ wiredTo: 'agent', wiredAgentId: other });
  });

  test('N-10 L-6 go to another sub-account as an assignment of its own, without a moment in between', async () => {
    const t = await tenant();
    const to = await second(t);
    const there = await agent(to, 'Cy');
    const { id } = await include(ctx, person(t), t.numberId, {
      subAccountId: t.subAccountId,
      agentId: await agent(place(t)),
    });
    await ctx.db.read.update(numberTable).set({ forwardTo: '+12125550199' }).where(eq(numberTable.id, t.numberId));
    const row = await reassign(ctx, person(t), id, { subAccountId: to.subAccountId, agentId: there });
    expect(row).toMatchObject({ state: 'active', mode: 'included', subAccountId: to.subAccountId });
    expect(row.id).not.toBe(id);
    expect(await numberOf(t)).toMatchObject({ wiredTo: 'agent', wiredAgentId: there, forwardTo: null });
    expect((await listPhoneNumbers(ctx, place(t))).items).toEqual([]);
    await expect(reassign(ctx, person(t), id, { subAccountId: to.subAccountId, agentId: there })).rejects.toEqual(
      problem('assignment_ended'),
    );
  });

  test('are taken back like any other, without anything to cancel', async () => {
    const t = await tenant();
    const to = { subAccountId: t.subAccountId, agentId: await agent(place(t)) };
    const { id } = await include(ctx, person(t), t.numberId, to);
    expect(await unassign(ctx, t.agencyId, id)).toMatchObject({ state: 'ended', endReason: 'unassigned' });
    expect(await numberOf(t)).toMatchObject({ wiredTo: null, wiredAgentId: null });
  });

  test('T-1 are refused for agents and sub-accounts of others, and where the plan has numbers paid', async () => {
    const [t, other] = [await tenant(), await tenant()];
    const own = await agent(place(t));
    const foreign = await agent(place(other));
    const give = (to: { subAccountId: string; agentId: string }) => include(ctx, person(t), t.numberId, to);
    await expect(give({ subAccountId: t.subAccountId, agentId: foreign })).rejects.toEqual(problem('not_found'));
    await expect(give({ subAccountId: other.subAccountId, agentId: own })).rejects.toEqual(problem('not_found'));
    await expect(agentsToAnswer(ctx, t.agencyId, other.subAccountId)).rejects.toEqual(problem('not_found'));
    await ctx.db.read.update(plan).set({ mode: 'paid' }).where(eq(plan.id, t.planId));
    await expect(give({ subAccountId: t.subAccountId, agentId: own })).rejects.toEqual(problem('plan_not_included'));
  });

  test('A-2 A-3 one wins of two at once, and a number linked to the agency’s own agent is refused', async () => {
    const t = await tenant();
    const to = { subAccountId: t.subAccountId, agentId: await agent(place(t)) };
    const both = await Promise.allSettled([1, 2].map(() => include(ctx, person(t), t.numberId, to)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(one => one.status === 'rejected')?.reason).toEqual(problem('number_already_assigned'));
    const linked = await tenant();
    await ctx.db.read.update(numberTable).set({ wiredTo: 'agent' }).where(eq(numberTable.id, linked.numberId));
    const there = { subAccountId: linked.subAccountId, agentId: await agent(place(linked)) };
    await expect(include(ctx, person(linked), linked.numberId, there)).rejects.toEqual(problem('already_linked'));
  });

  test('the agency is told which agents of a sub-account may answer', async () => {
    const t = await tenant();
    const id = await agent(place(t));
    expect((await agentsToAnswer(ctx, t.agencyId, t.subAccountId)).items).toEqual([
      { id, kind: 'voice_agent', name: 'Ava', state: 'unproven', ready: true },
    ]);
    expect((await listAgents(ctx, place(t))).items).toHaveLength(1);
  });
});
