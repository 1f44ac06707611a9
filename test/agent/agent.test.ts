import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { agent, audit, number } from '../../schema/index.ts';
import { activate, agencyOwner, openDesk, staff } from '../company-number/desk.ts';
import { mintTenant } from '../support/mint.ts';

async function openSwitchboard() {
  const desk = await openDesk();
  const { admin, t } = desk;
  const register = (over: object = {}) =>
    admin('POST', '/agents', { name: 'Ava', kind: 'voice_agent', endpoint: 'sip:ava@voice.example.com', ...over });
  const attach = (agentId: string | null, replace?: boolean) =>
    admin('PUT', `/phone-numbers/${t.numberId}/agent`, { agentId, ...(replace && { replace }) });
  return { ...desk, register, attach };
}

test('R-2 an agent is registered, listed with its numbers, changed and removed', async () => {
  const { ctx, t, admin, register, attach } = await openSwitchboard();
  const made = await register();
  expect(made).toMatchObject({
    status: 200,
    body: { kind: 'voice_agent', name: 'Ava', endpoint: 'sip:ava@voice.example.com', ready: true, numbers: [] },
  });
  const { id } = made.body;
  await attach(id);
  expect((await admin('GET', '/agents')).body.items).toMatchObject([
    { id, numbers: [{ numberId: t.numberId, e164: t.e164 }] },
  ]);
  const changed = await admin('PATCH', `/agents/${id}`, { messageWebhook: 'https://agent.example.com/texts' });
  expect(changed.body).toMatchObject({ name: 'Ava', messageWebhook: 'https://agent.example.com/texts' });
  expect(await admin('DELETE', `/agents/${id}`)).toMatchObject({ status: 409, body: { code: 'agent_in_use' } });
  await attach(null);
  expect(await admin('DELETE', `/agents/${id}`)).toEqual({ status: 200, body: {} });
  expect((await admin('GET', '/agents')).body.items).toEqual([]);
  expect((await admin('PATCH', `/agents/${id}`, { name: 'Eva' })).status).toBe(404);
  const acts = (await ctx.db.read.select().from(audit)).map(line => line.act);
  expect(acts).toEqual(['registered', 'attached', 'changed', 'detached', 'removed']);
});

test.each([
  [{ endpoint: 'http://agent.example.com' }, 'endpoint'],
  [{ endpoint: 'https://10.0.0.1/answer' }, 'endpoint'],
  [{ messageWebhook: 'wss://agent.example.com/texts' }, 'messageWebhook'],
  [{ name: '' }, 'name'],
  [{ kind: 'robot' }, 'kind'],
])('W-5, X-6 an agent with %j is refused naming the field', async (wrong, field) => {
  const { register } = await openSwitchboard();
  expect(await register(wrong)).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ field }] } });
});

test('L-1 a number is attached, what it replaces is said first, and it is detached', async () => {
  const { ctx, t, register, attach } = await openSwitchboard();
  const { id } = (await register()).body;
  await ctx.db.read.update(number).set({ wiredTo: 'user', wiredUserId: t.staffId }).where(eq(number.id, t.numberId));
  expect(await attach(id)).toMatchObject({
    status: 409,
    body: { code: 'number_in_use', detail: expect.stringContaining('Omar Haddad') },
  });
  expect((await attach(id, true)).body).toEqual({
    numberId: t.numberId,
    e164: t.e164,
    agent: { id, name: 'Ava' },
    warning: null,
  });
  const wire = async () => (await ctx.db.read.select().from(number).where(eq(number.id, t.numberId)))[0];
  expect(await wire()).toMatchObject({ wiredTo: 'agent', wiredAgentId: id, wiredUserId: null });
  const second = (await register({ name: 'Bo' })).body;
  expect(await attach(second.id)).toMatchObject({ status: 409, body: { params: { agent: 'Ava' } } });
  expect((await attach(null)).body).toMatchObject({ agent: null });
  expect(await wire()).toMatchObject({ wiredTo: null, wiredAgentId: null });
});

test('L-1 detaching leaves a number alone that is wired to something else', async () => {
  const { ctx, attach, company, admin } = await openSwitchboard();
  await company();
  await attach(null);
  expect((await admin('GET', '/company-numbers')).body.items).toHaveLength(1);
  expect((await ctx.db.read.select().from(audit)).map(line => line.act)).toEqual(['made_company_number']);
});

test('L-3 an agent without endpoint is attached with a warning', async () => {
  const { register, attach } = await openSwitchboard();
  const { id, ready } = (await register({ endpoint: null })).body;
  expect(ready).toBe(false);
  expect((await attach(id)).body).toMatchObject({
    warning: { code: 'agent_not_ready', sentence: expect.stringContaining('no endpoint') },
  });
});

test('L-3, T-1 agent and number must be of the same sub-account; others do not exist here', async () => {
  const { ctx, t, as, admin, register, attach } = await openSwitchboard();
  const other = await mintTenant(ctx);
  await activate(ctx, other);
  const { id } = (await register()).body;
  await ctx.db.read.update(agent).set({ subAccountId: other.subAccountId, agencyId: other.agencyId });
  expect((await attach(id)).status).toBe(404);
  expect((await admin('PATCH', `/agents/${id}`, { name: 'Mine' })).status).toBe(404);
  expect((await admin('DELETE', `/agents/${id}`)).status).toBe(404);
  expect((await admin('GET', '/agents')).body.items).toEqual([]);
  const mine = (await register()).body;
  expect((await admin('PUT', `/phone-numbers/${other.numberId}/agent`, { agentId: mine.id })).status).toBe(404);
  expect((await as(staff(t), 'GET', '/agents')).status).toBe(403);
  // In the agency's view there are the agency's own, and no sub-account's.
  expect((await as(agencyOwner(t), 'GET', '/agents')).body.items).toEqual([]);
  expect((await as(agencyOwner(t), 'PATCH', `/agents/${mine.id}`, { name: 'Ours' })).status).toBe(404);
  for (const who of [staff(t), agencyOwner(t)]) {
    expect((await as(who, 'PUT', `/phone-numbers/${t.numberId}/agent`, { agentId: mine.id })).status).toBe(403);
  }
});

test('L-1 a number and its user change at once: one wins, the other is told', async () => {
  const { ctx, register, attach } = await openSwitchboard();
  const [a, b] = [(await register()).body, (await register({ name: 'Bo' })).body];
  const answers = await Promise.all([attach(a.id), attach(b.id)]);
  expect(answers.map(answer => answer.status).sort()).toEqual([200, 409]);
  const [row] = await ctx.db.read.select().from(number);
  expect([a.id, b.id]).toContain(row?.wiredAgentId);
});
