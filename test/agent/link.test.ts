import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { agent, assignment, audit, number, outbox } from '../../schema/index.ts';
import { assign } from '../../worker/assignment/assign.ts';
import { agencyOwner, openDesk, overtaken, owner } from '../company-number/desk.ts';
import { activate, openLine } from '../routing/line.ts';
import { mintTenant } from '../support/mint.ts';

/** An agency with an agent of its own and a number that nobody has. */
async function openAgency() {
  const desk = await openDesk();
  const { ctx, t } = desk;
  await ctx.db.read.delete(assignment);
  const agency = (method: string, path: string, body?: unknown, by = ctx) =>
    desk.as(agencyOwner(t), method, path, body, by);
  const { id } = (await agency('POST', '/agents', { name: 'Reception', endpoint: 'sip:ava@voice.example.com' })).body;
  const link = (agentId: string | null, by = ctx) => agency('PUT', `/numbers/${t.numberId}/agent`, { agentId }, by);
  const wire = async () => (await ctx.db.read.select().from(number).where(eq(number.id, t.numberId)))[0];
  return { ...desk, agency, id: String(id), link, wire };
}

test('A-3 the agency links a free number to an agent of its own; it cannot be assigned until detached', async () => {
  const { ctx, t, id, agency, link, wire } = await openAgency();
  expect(await link(id)).toMatchObject({ status: 200, body: { agent: { id, name: 'Reception' }, warning: null } });
  expect(await wire()).toMatchObject({ wiredTo: 'agent', wiredAgentId: id });
  expect((await agency('GET', '/agents')).body.items).toMatchObject([{ id, numbers: [{ numberId: t.numberId }] }]);
  expect(await agency('DELETE', `/agents/${id}`)).toMatchObject({ status: 409, body: { code: 'agent_in_use' } });
  const give = () => assign(ctx, agencyOwner(t), t.numberId, { userId: t.ownerId, subAccountId: t.subAccountId });
  await expect(give()).rejects.toMatchObject({ body: { code: 'already_linked' } });
  expect((await link(null)).body).toMatchObject({ agent: null });
  expect(await wire()).toMatchObject({ wiredTo: null, wiredAgentId: null });
  await expect(give()).rejects.not.toMatchObject({ body: { code: 'already_linked' } });
  const acts = (await ctx.db.read.select().from(audit)).map(line => line.act);
  expect(acts.slice(-3)).toEqual(['registered', 'attached', 'detached']);
});

test('A-3 L-1 what it replaces is said first; an assigned number is its holder’s to wire', async () => {
  const { ctx, t, id, agency, link } = await openAgency();
  await link(id);
  const other = (await agency('POST', '/agents', { name: 'Night desk', endpoint: null })).body;
  expect(await link(other.id)).toMatchObject({ status: 409, body: { params: { agent: 'Reception' } } });
  const replaced = await agency('PUT', `/numbers/${t.numberId}/agent`, { agentId: other.id, replace: true });
  expect(replaced.body).toMatchObject({ agent: { name: 'Night desk' }, warning: { code: 'agent_not_ready' } });
  await link(null);
  await activate(ctx, t);
  expect(await link(id)).toMatchObject({ status: 422, body: { code: 'number_assigned' } });
});

test('A-3 A-2 linked and assigned at once: one wins', async () => {
  const { ctx, t, id, link, wire } = await openAgency();
  const lost = await link(id, overtaken(ctx, () => activate(ctx, t)) as typeof ctx);
  expect(lost).toMatchObject({ status: 409, body: { code: 'changed_meanwhile' } });
  expect(await wire()).toMatchObject({ wiredTo: null });
});

test('T-1 L-3 neither a sub-account’s agent, nor another agency’s agent or number', async () => {
  const { ctx, t, id, as, agency, link } = await openAgency();
  const theirs = (await as(owner(t), 'POST', '/agents', { name: 'Ava', endpoint: 'sip:ava@voice.example.com' })).body;
  expect((await link(theirs.id)).status).toBe(404);
  const stranger = await mintTenant(ctx);
  expect((await agency('PUT', `/numbers/${stranger.numberId}/agent`, { agentId: id })).status).toBe(404);
  expect((await as(agencyOwner(stranger), 'PATCH', `/agents/${id}`, { name: 'X' })).status).toBe(404);
  expect((await as(owner(t), 'PATCH', `/agents/${id}`, { name: 'X' })).status).toBe(404);
  expect((await as(owner(t), 'PUT', `/numbers/${t.numberId}/agent`, { agentId: theirs.id })).status).toBe(403);
});

test('A-3 R-16 a text to such a number goes to the agent’s webhook, once, and into nobody’s inbox', async () => {
  const line = await openLine();
  const { ctx, tenant } = line;
  const row = { id: 'agt_own', agencyId: tenant.agencyId, kind: 'voice_agent' as const, name: 'Ava', createdAt: 1 };
  await ctx.db.read.insert(agent).values({ ...row, messageWebhook: 'https://agent.example.com/texts' });
  await ctx.db.read.update(number).set({ wiredTo: 'agent', wiredAgentId: 'agt_own' });
  const text = { MessageSid: `SM${'1'.repeat(32)}`, From: '+12125550177', To: tenant.e164, Body: 'Are you open?' };
  expect((await line.post('/twilio/sms', text)).status).toBe(200);
  await line.post('/twilio/sms', text);
  const rows = await ctx.db.read.select().from(outbox);
  expect(rows.map(one => one.effect)).toMatchObject([
    { kind: 'own_agent_text', agentId: 'agt_own', text: { subAccountId: null, body: 'Are you open?' } },
  ]);
});
