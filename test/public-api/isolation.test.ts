import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agent, subAccount } from '../../schema/index.ts';
import { SCOPES } from '../../worker/api-key/rules/scope.ts';
import type { KeyPlace } from '../../worker/api-key/store.ts';
import { OPERATIONS } from '../../worker/public-api/document/openapi.ts';
import { exampleOf } from '../../worker/public-api/document/schema.ts';
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

/** A request as the document shows it. */
function asked(one: (typeof OPERATIONS)[number], ids: Record<string, string> = {}) {
  const path = one.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'text_received');
  return [one.method.toUpperCase(), path, one.body && exampleOf(one.body)] as const;
}
const CASES = OPERATIONS.map(one => [one.id, one] as const);

describe('W-4 every operation', () => {
  test.each(CASES)('%s refuses who has no key', async (_, one) => {
    const answer = await door.ask(null, ...asked(one));
    expect(answer.status).toBe(401);
  });

  const scoped = CASES.filter(([, { scope }]) => scope !== null);
  test.each(scoped)('%s refuses a key without its scope, and says which', async (_, one) => {
    const others = SCOPES.filter(scope => scope.split(':')[0] !== one.scope?.split(':')[0]);
    const { key } = await door.key(above, { scopes: others });
    const { status, body } = await door.told(key, ...asked(one));
    expect([status, body.code, body.params]).toEqual([403, 'scope_missing', { scope: one.scope }]);
    expect(body.detail).toContain(one.scope);
  });

  test('of a hook also needs to be allowed to read what it tells', async () => {
    const { key } = await door.key(here, { scopes: ['hooks:write', 'numbers:read'] });
    const hook = (event: string) => ({ event, target_url: 'https://hooks.example.com/1' });
    const { status, body } = await door.told(key, 'POST', '/v1/hooks', hook('text_received'));
    expect([status, body.params]).toEqual([403, { scope: 'texts:read' }]);
    const made = await door.told(key, 'POST', '/v1/hooks', hook('number_assigned'));
    expect(made.status).toBe(201);
    expect((await door.ask(key, 'DELETE', `/v1/hooks/${made.body.id}`)).status).toBe(204);
    const { key: reader } = await door.key(here, { scopes: ['hooks:read'] });
    expect((await door.told(reader, 'POST', '/v1/hooks', hook('number_assigned'))).body.params).toEqual({
      scope: 'hooks:write',
    });
  });

  test('that does not exist is a 404 in words, whatever the method', async () => {
    for (const method of ['GET', 'POST', 'PATCH']) {
      const { status, body } = await door.told(ours, method, '/v1/there-is-no-such-thing');
      expect([status, body.code]).toEqual([404, 'not_found']);
    }
    expect((await door.told(ours, 'POST', '/v1/actions/fly', {})).status).toBe(404);
  });
});

describe('T-1 another tenant’s things do not exist', () => {
  test('for any key, by id, number or name', async () => {
    const theirs = await door.key({ agencyId: other.agencyId, subAccountId: other.subAccountId });
    const hook = { event: 'call_missed', target_url: 'https://hooks.example.com/theirs' };
    const { body: hooked } = await door.told(theirs.key, 'POST', '/v1/hooks', hook);
    const agentId = o.ctx().id('agt');
    const place = { agencyId: other.agencyId, subAccountId: other.subAccountId };
    await o
      .ctx()
      .db.read.insert(agent)
      .values({ id: agentId, ...place, kind: 'workflow', name: 'Bot', createdAt: 1 });
    const tries: [string, string, object?][] = [
      ['GET', `/v1/hooks/${hooked.id}`],
      ['DELETE', `/v1/hooks/${hooked.id}`],
      ['POST', `/v1/hooks/${hooked.id}/secret`],
      ['GET', `/v1/users?sub_account=${other.subAccountId}`],
      ['GET', `/v1/rules?sub_account=loc-${other.subAccountId}`],
      ['GET', `/v1/agents?sub_account=${other.subAccountId}`],
      ['GET', `/v1/numbers?sub_account=${other.subAccountId}`],
      ['POST', `/v1/agents/${agentId}/texts`, { to: ANN, body: 'Hello', sub_account: o.place.subAccountId }],
      ['POST', `/v1/agents/${agentId}/calls`, { to: ANN, sub_account: other.subAccountId }],
      ['POST', '/v1/actions/release_number', { number: other.e164, sub_account: o.place.subAccountId }],
      ['POST', '/v1/actions/send_text', { to: ANN, body: 'Hello', sub_account: other.subAccountId }],
      ['POST', '/v1/hooks', { ...hook, sub_account: other.subAccountId }],
    ];
    for (const key of [ours, agencys]) {
      for (const [method, path, body] of tries) {
        const answer = await door.told(key, method, path, body);
        expect([method, path, answer.status]).toEqual([method, path, 404]);
      }
      const { body } = await door.told(key, 'GET', `/v1/numbers?number=${encodeURIComponent(other.e164)}`);
      expect(body).toEqual({ items: [], next_cursor: null });
    }
    expect((await door.told(theirs.key, 'GET', `/v1/hooks/${hooked.id}`)).body).toMatchObject({ event: 'call_missed' });
  });

  test('a sub-account’s key reaches no other sub-account of the same agency', async () => {
    const id = o.ctx().id('sub');
    const row = { id, agencyId: here.agencyId, hostLocationId: `loc-${id}`, name: 'Elsewhere', createdAt: 1 };
    await o
      .ctx()
      .db.read.insert(subAccount)
      .values({ ...row, timezone: 'UTC', country: 'US' });
    for (const named of [id, `loc-${id}`]) {
      expect((await door.told(ours, 'GET', `/v1/users?sub_account=${named}`)).status).toBe(404);
      expect((await door.told(agencys, 'GET', `/v1/users?sub_account=${named}`)).status).toBe(200);
    }
    expect((await door.told(ours, 'GET', '/v1/sub-accounts')).body.params).toEqual({ scope: 'sub_accounts:read' });
    const { body } = await door.told(agencys, 'GET', '/v1/sub-accounts');
    expect(body.items.map((one: { name: string }) => one.name)).toEqual(['Bayside Dental', 'Elsewhere']);
  });
});
