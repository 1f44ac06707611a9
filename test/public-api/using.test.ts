import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agent, audit, number, unknownRule } from '../../schema/index.ts';
import type { KeyPlace } from '../../worker/api-key/store.ts';
import { OPERATIONS } from '../../worker/public-api/document/openapi.ts';
import { ANN, type Office, openOffice } from '../outbound/office.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';
import { type Door, openDoor } from './door.ts';

let o: Office;
let door: Door;
/** Another agency, with the same kinds of things. */
let other: Tenant;
let here: KeyPlace;
/** The agency as a whole. */
let above: KeyPlace;
let ours: string;
let agencys: string;

beforeAll(async () => {
  o = await openOffice();
  door = openDoor(() => o.ctx());
  other = await mintTenant(o.ctx());
  here = { ...o.place };
  above = { agencyId: o.place.agencyId, subAccountId: null };
  ours = (await door.key(here)).key;
  agencys = (await door.key(above)).key;
});
afterAll(() => o.close());

/** A voice agent that answers the sub-account's number. */
async function attachedAgent(name = 'Ava') {
  const id = o.ctx().id('agt');
  const row = { id, ...o.place, kind: 'voice_agent' as const, name, createdAt: 1 };
  await o.ctx().db.read.insert(agent).values(row);
  await o.change({ wiredTo: 'agent', wiredUserId: null, wiredAgentId: id });
  return id;
}

describe('W-4 lists', () => {
  test('of numbers: the sub-account’s own, the agency’s whole pool, in pages', async () => {
    const { e164, numberId, agencyId } = o.tenant;
    const { items } = (await door.told(ours, 'GET', '/v1/numbers')).body;
    expect(items).toMatchObject([{ id: numberId, number: e164, state: 'active', sub_account: here.subAccountId }]);
    const [known] = await o.ctx().db.read.select().from(number).where(eq(number.id, numberId));
    if (!known) throw new Error('the number is gone');
    const free = { ...known, agencyId, wiredTo: null, wiredUserId: null, wiredAgentId: null };
    const more = ['a', 'b', 'c'].map((mark, n) => ({
      ...{ ...free, id: `num_zzz${mark}`, e164: `+1646300100${n}`, twilioSid: `PNzzz${mark}` },
    }));
    await o.ctx().db.read.insert(number).values(more);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await door.told(agencys, 'GET', `/v1/numbers?limit=3${cursor && `&cursor=${cursor}`}`);
      expect(body.items.length).toBeLessThanOrEqual(3);
      seen.push(...body.items.map((one: { id: string }) => one.id));
      cursor = body.next_cursor;
    }
    expect(seen).toEqual([numberId, 'num_zzza', 'num_zzzb', 'num_zzzc']);
    const one = await door.told(agencys, 'GET', '/v1/numbers?number=num_zzzb');
    expect(one.body.items).toMatchObject([{ state: 'unassigned', sub_account: null, assignment_id: null }]);
  });

  test('of users, rules and agents; an agency’s key says where', async () => {
    const users = await door.told(ours, 'GET', '/v1/users');
    expect(users.body.items).toContainEqual({
      ...{ id: o.tenant.ownerId, host_id: `host-${o.tenant.ownerId}`, name: 'Rosa Diaz', role: 'owner' },
      ...{ email: `${o.tenant.ownerId}@example.com`, status: 'approved' },
    });
    const company = await o.companyNumber();
    const rule = { assignmentId: company.assignmentId, ...o.place, action: { kind: 'user' as const, userId: null } };
    const row = {
      id: o.ctx().id('rul'),
      ...rule,
      isDefault: true,
      name: 'Default',
      hours: [],
      createdAt: 1,
      updatedAt: 1,
    };
    await o.ctx().db.read.insert(unknownRule).values(row);
    expect((await door.told(ours, 'GET', '/v1/rules')).body.items).toEqual([
      { id: row.id, name: 'Default', on: true, is_default: true, number_id: company.numberId, number: company.e164 },
    ]);
    const agentId = await attachedAgent('Mia');
    expect((await door.told(ours, 'GET', '/v1/agents')).body.items).toContainEqual({
      ...{ id: agentId, name: 'Mia', kind: 'voice_agent', state: 'no_endpoint', numbers: [o.tenant.e164] },
    });
    expect((await door.told(agencys, 'GET', '/v1/users')).body.code).toBe('sub_account_needed');
    expect((await door.told(agencys, 'GET', '/v1/agents')).body.items).toEqual([]);
  });

  test.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=many', 'limit'],
    ['cursor=%27%20or%201', 'cursor'],
  ])('X-6 %s names the field', async (query, field) => {
    const { status, body } = await door.told(ours, 'GET', `/v1/numbers?${query}`);
    expect([status, body.errors[0].field]).toEqual([422, field]);
  });
});

describe('O-5 an agent', () => {
  const body = { to: ANN, body: 'Your table is ready.' };
  const texts = async () => (await o.messages()).filter(row => row.direction === 'out');

  test('texts from its number with its own key, once per Idempotency-Key', async () => {
    const agentId = await attachedAgent();
    const { key } = await door.key(here, { agentId });
    const once = { 'idempotency-key': 'table-12' };
    const first = await door.told(key, 'POST', `/v1/agents/${agentId}/texts`, body, once);
    expect(first).toMatchObject({ status: 200, body: { from: o.tenant.e164, to: ANN, status: 'queued' } });
    const before = (await texts()).length;
    const again = await door.told(key, 'POST', `/v1/agents/${agentId}/texts`, body, once);
    expect(again.body).toEqual(first.body);
    expect((await texts()).length).toBe(before);
    const changed = await door.told(key, 'POST', `/v1/agents/${agentId}/texts`, { ...body, body: 'Other' }, once);
    expect([changed.status, changed.body.code]).toEqual([422, 'key_reused']);
    const bad = { 'idempotency-key': 'two words' };
    const refused = await door.told(key, 'POST', `/v1/agents/${agentId}/texts`, body, bad);
    expect(refused.body.errors).toMatchObject([{ field: 'Idempotency-Key' }]);
  });

  test('can do nothing else with its own key, and nothing as another agent', async () => {
    const [first, second] = [await attachedAgent('Ava'), await attachedAgent('Ben')];
    const { key } = await door.key(here, { agentId: second });
    const { body: listed } = await door.told(key, 'GET', '/v1/agents');
    expect(listed.items.map((one: { id: string }) => one.id)).toEqual([second]);
    expect((await door.told(key, 'POST', `/v1/agents/${first}/texts`, body)).status).toBe(404);
    expect((await door.told(key, 'POST', `/v1/agents/${first}/calls`, { to: ANN })).status).toBe(404);
    expect((await door.told(key, 'POST', '/v1/actions/send_text', body)).body.params).toEqual({ scope: 'texts:write' });
  });

  test('calls once it has an endpoint, and is refused as people are', async () => {
    const agentId = await attachedAgent();
    const call = (order: object) => door.told(ours, 'POST', `/v1/agents/${agentId}/calls`, { to: ANN, ...order });
    expect((await call({})).body.code).toBe('no_endpoint');
    await o.ctx().db.read.update(agent).set({ endpoint: 'sip:ava@voice.example.com' }).where(eq(agent.id, agentId));
    const placed = await call({ from: o.tenant.e164 });
    expect((await o.calls()).find(one => one.id === placed.body.call_id)).toMatchObject({ placedByAgentId: agentId });
    expect((await call({ from: other.e164 })).status).toBe(404);
    expect((await call({ to: '12' })).body.errors).toMatchObject([{ field: 'to' }]);
    await attachedAgent('Ben');
    expect((await call({})).body.code).toBe('not_attached');
  });

  test('A-3 of the agency’s own answers only, and says so; another agency’s does not exist', async () => {
    const { agencyId, subAccountId } = here;
    const own = { id: o.ctx().id('agt'), agencyId, kind: 'voice_agent' as const, name: 'Reception', createdAt: 1 };
    await o.ctx().db.read.insert(agent).values(own);
    for (const path of [`/v1/agents/${own.id}/texts`, `/v1/agents/${own.id}/calls`]) {
      for (const where of [{}, { sub_account: subAccountId }]) {
        const said = await door.told(agencys, 'POST', path, { ...body, ...where });
        expect([said.status, said.body.code]).toEqual([422, 'agencys_own_agent']);
      }
      expect((await door.told(ours, 'POST', path, body)).status).toBe(404);
      const stranger = await door.key({ agencyId: other.agencyId, subAccountId: null });
      expect((await door.told(stranger.key, 'POST', path, { ...body, sub_account: other.subAccountId })).status).toBe(
        404,
      );
    }
  });
});

describe('W-2 an action', () => {
  test('runs as in the panels, once per Idempotency-Key, in the key’s name (X-3)', async () => {
    await o.change({ wiredTo: 'user', wiredUserId: o.tenant.ownerId, wiredAgentId: null });
    const { key, item } = await door.key(here, { scopes: ['users:write', 'calls:read'] });
    const order = { user: o.tenant.ownerId, minutes: '30' };
    const once = { 'idempotency-key': 'lunch' };
    const set = await door.told(key, 'POST', '/v1/actions/set_do_not_disturb', order, once);
    await o.clock.advance(60_000);
    expect((await door.told(key, 'POST', '/v1/actions/set_do_not_disturb', order, once)).body).toEqual(set.body);
    const lines = await o.ctx().db.read.select().from(audit).where(eq(audit.actorId, item.id));
    expect(lines.map(line => [line.actorKind, line.source])).toEqual([['api_key', 'api']]);
    const look = await door.told(key, 'POST', '/v1/actions/who_would_ring', { number: o.tenant.e164 });
    expect(look).toMatchObject({ status: 200, body: { in_service: true } });
  });

  test('X-6 names the field that does not fit, and says when a body is no JSON', async () => {
    const { body } = await door.told(ours, 'POST', '/v1/actions/send_text', { to: ANN });
    expect(body).toMatchObject({ code: 'invalid', errors: [{ field: 'body' }] });
    for (const path of ['/v1/actions/send_text', '/v1/hooks', '/v1/agents/agt_1/texts']) {
      expect((await door.told(ours, 'POST', path, '{"to":')).status, path).toBe(400);
    }
    const huge = await door.told(ours, 'POST', '/v1/actions/send_text', { to: ANN, body: 'x'.repeat(70_000) });
    expect([huge.status, huge.body.code]).toEqual([413, 'too_large']);
  });
});

/** Whether what came is what the document says of that operation: each field, and no other. */
function conforms(id: string, item: unknown) {
  const answer = OPERATIONS.find(one => one.id === id)?.answer;
  if (!answer || answer.kind === 'nothing') throw new Error(`${id} answers nothing`);
  const shapes = Object.entries(answer.values).map(([name, { shape }]) => [name, shape]);
  const read = v.safeParse(v.strictObject(Object.fromEntries(shapes)), item);
  expect(read.issues?.map(issue => `${id}: ${v.getDotPath(issue)} ${issue.message}`)).toBeUndefined();
}

test('W-4 what is answered is what the document says', async () => {
  const get = async (path: string, key = ours) => (await door.told(key, 'GET', path)).body;
  conforms('getMe', await get('/v1/me'));
  conforms('listSubAccounts', (await get('/v1/sub-accounts', agencys)).items[0]);
  const lists = { listNumbers: 'numbers', listUsers: 'users', listRules: 'rules', listAgents: 'agents' };
  for (const [id, path] of Object.entries(lists)) {
    const { items } = await get(`/v1/${path}`);
    expect(items.length, path).toBeGreaterThan(0);
    for (const item of items) conforms(id, item);
  }
  const wanted = { event: 'call_missed', target_url: 'https://hooks.example.com/1', filters: [] };
  const { body: hook } = await door.told(ours, 'POST', '/v1/hooks', wanted);
  conforms('createHook', hook);
  conforms('getHook', await get(`/v1/hooks/${hook.id}`));
  conforms('listHooks', (await get('/v1/hooks')).items[0]);
  conforms('replaceHookSecret', (await door.told(ours, 'POST', `/v1/hooks/${hook.id}/secret`)).body);
  conforms('listTriggers', (await get('/v1/triggers')).items[0]);
  conforms('listTriggerSamples', (await get('/v1/triggers/call_missed/samples'))[0]);
  const look = await door.told(ours, 'POST', '/v1/actions/who_would_ring', { number: o.tenant.e164 });
  conforms('whoWouldRing', look.body);
  const text = await door.told(ours, 'POST', '/v1/actions/send_text', { to: ANN, body: 'Hello', from: o.tenant.e164 });
  conforms('sendText', text.body);
});
