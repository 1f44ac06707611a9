import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agency, agent, apiKey, audit, subAccount } from '../../schema/index.ts';
import { listKeys, makeKey, revokeKey } from '../../worker/api-key/keys.ts';
import { SCOPES } from '../../worker/api-key/rules/scope.ts';
import type { KeyPlace } from '../../worker/api-key/store.ts';
import { type Office, openOffice, problem } from '../outbound/office.ts';
import { type Door, openDoor } from '../public-api/door.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';

let o: Office;
let door: Door;
/** Another agency, with the same kinds of things. */
let other: Tenant;
let here: KeyPlace;
/** The agency as a whole. */
let above: KeyPlace;
let ours: string;
let agencys: string;
const DAY = 24 * 3_600_000;

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

describe('W-4 a key', () => {
  test('is shown once, kept as a hash, and made and revoked with a line in the audit (X-3)', async () => {
    const { key, item } = await door.key(here, { name: 'Booking', scopes: ['numbers:read'] });
    expect(key).toMatch(/^tl_live_[0-9a-z]{52}$/);
    expect(key.startsWith(item.prefix)).toBe(true);
    const [row] = await o.ctx().db.read.select().from(apiKey).where(eq(apiKey.id, item.id));
    expect(JSON.stringify(row)).not.toContain(key);
    expect(JSON.stringify(await listKeys(o.ctx(), here))).not.toContain(key);
    await revokeKey(o.ctx(), here, item.id);
    await expect(revokeKey(o.ctx(), here, item.id)).rejects.toEqual(problem('not_found'));
    const lines = await o.ctx().db.read.select().from(audit).where(eq(audit.entityId, item.id));
    expect(lines.map(line => [line.act, line.subAccountId])).toEqual([
      ['made', here.subAccountId],
      ['revoked', here.subAccountId],
    ]);
    expect(JSON.stringify(lines)).not.toContain(key);
  });

  test('remembers when it was used, to the minute', async () => {
    const { key, item } = await door.key(here);
    const used = async () => {
      expect((await door.ask(key, 'GET', '/v1/me')).status).toBe(200);
      return (await listKeys(o.ctx(), here)).items.find(one => one.id === item.id)?.lastUsedAt;
    };
    const first = await used();
    expect(first).toEqual(expect.any(Number));
    await o.clock.advance(30_000);
    expect(await used()).toBe(first);
    await o.clock.advance(31_000);
    expect(await used()).toBeGreaterThanOrEqual(Number(first) + 61_000);
  });

  test('of a sub-account cannot have what is an agency’s, of an agent only what agents do (O-5)', async () => {
    const wanted = { name: 'Too much', expiresInDays: null, agentId: null, scopes: [...SCOPES] };
    await expect(makeKey(o.ctx(), here, wanted)).rejects.toMatchObject({ body: { errors: [{ field: 'scopes' }] } });
    const agentId = await attachedAgent();
    await expect(makeKey(o.ctx(), here, { ...wanted, agentId, scopes: ['texts:write'] })).rejects.toMatchObject({
      body: { errors: [{ field: 'scopes' }] },
    });
    const theirs = { agencyId: other.agencyId, subAccountId: other.subAccountId };
    const ofStranger = makeKey(o.ctx(), theirs, { ...wanted, agentId, scopes: ['agents:write'] });
    await expect(ofStranger).rejects.toEqual(problem('not_found'));
  });
});

describe('W-4 nobody is let in', () => {
  /** What came back, and that it is a problem document that says how to prove who one is. */
  async function refusal(key: string | null, path = '/v1/numbers') {
    const { status, body, headers } = await door.told(key, 'GET', path);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="trunkline"']);
    return body.code;
  }

  test('without a key, with one in the query, or with something else', async () => {
    expect(await refusal(null)).toBe('key_missing');
    expect(await refusal(null, `/v1/numbers?api_key=${ours}&access_token=${ours}`)).toBe('key_missing');
    expect(await refusal('nonsense')).toBe('key_unknown');
    expect(await refusal(`tl_live_${'0'.repeat(52)}`)).toBe('key_unknown');
    expect(await refusal(`${ours.slice(0, -1)}${ours.endsWith('0') ? '1' : '0'}`)).toBe('key_unknown');
    expect(await refusal(null, '/v1/there-is-no-such-thing')).toBe('key_missing');
  });

  test('with a key that was revoked or has expired', async () => {
    const revoked = await door.key(here);
    await revokeKey(o.ctx(), here, revoked.item.id);
    expect(await refusal(revoked.key)).toBe('key_revoked');
    const brief = await door.key(here, { expiresInDays: 1 });
    await o.clock.advance(DAY - 60_000);
    expect((await door.ask(brief.key, 'GET', '/v1/me')).status).toBe(200);
    await o.clock.advance(60_000);
    expect(await refusal(brief.key)).toBe('key_expired');
  });

  test('where the app is no longer installed, at the agency or at the sub-account (H-2)', async () => {
    const at = (table: typeof agency | typeof subAccount, id: string, uninstalledAt: number | null) =>
      o.ctx().db.read.update(table).set({ uninstalledAt }).where(eq(table.id, id));
    await at(subAccount, o.place.subAccountId, 1);
    expect(await refusal(ours)).toBe('key_homeless');
    expect((await door.ask(agencys, 'GET', '/v1/me')).status).toBe(200);
    await at(subAccount, o.place.subAccountId, null);
    await at(agency, o.place.agencyId, 1);
    expect(await refusal(agencys)).toBe('key_homeless');
    await at(agency, o.place.agencyId, null);
    expect((await door.ask(ours, 'GET', '/v1/me')).status).toBe(200);
  });
});

describe('W-4 a key that asks too fast', () => {
  test('is told when to go on, and is not looked up', async () => {
    door.limit.left = 0;
    const { status, body, headers } = await door.told(ours, 'GET', '/v1/me');
    expect([status, body.code, headers.get('retry-after')]).toEqual([429, 'too_many_requests', '10']);
    expect(headers.get('ratelimit')).toBe('"key";r=0;t=10');
    door.limit.left = Number.POSITIVE_INFINITY;
    const fine = await door.ask(ours, 'GET', '/v1/me');
    expect([fine.status, fine.headers.get('ratelimit-policy')]).toEqual([200, '"key";q=100;w=10']);
    // Counted by what tells nobody the key.
    expect(door.limit.keys.at(-1)).not.toContain(ours);
  });

  test('is answered all the same while nobody can count', async () => {
    door.limit.isBroken = true;
    expect((await door.ask(ours, 'GET', '/v1/me')).status).toBe(200);
    door.limit.isBroken = false;
  });
});

test('W-4 a key tells who it is', async () => {
  const { item, key } = await door.key(here, { name: 'Booking', scopes: ['numbers:read'], expiresInDays: 30 });
  expect((await door.told(key, 'GET', '/v1/me')).body).toEqual({
    ...{ key_id: item.id, name: 'Booking', scopes: ['numbers:read'], agent_id: null },
    agency: { id: here.agencyId, name: 'Harbor Growth' },
    sub_account: { id: here.subAccountId, name: 'Bayside Dental' },
    expires_at: new Date(item.expiresAt ?? 0).toISOString(),
  });
  expect((await door.told(agencys, 'GET', '/v1/me')).body.sub_account).toBeNull();
});
