import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage } from './stage.ts';

type Stage = Awaited<ReturnType<typeof openStage>>;
type List = { items: Record<string, unknown>[]; next?: string };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const read = async (path: string): Promise<List> => (await stage.api(path)).json();
const send = (method: string, path: string, body: unknown) =>
  stage.api(path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
const ids = (list: List) => list.items.map(item => item.id);

describe('the host offers lists (H-5)', () => {
  it('of locations, in the words of the contract and no others', async () => {
    const { items } = await read('/locations');
    expect(items).toContainEqual({
      id: 'loc_bayside',
      name: 'Bayside Dental',
      timezone: 'America/Los_Angeles',
      country: 'US',
    });
  });

  it('of users, all of them or those of one location', async () => {
    expect((await read('/users')).items).toHaveLength(9);
    const { items } = await read('/users?location_id=loc_harbor');
    expect(items.map(user => user.id)).toEqual(['usr_ben', 'usr_grace', 'usr_walter']);
    expect(items[0]).toEqual({
      id: 'usr_ben',
      name: 'Ben Carver',
      email: 'ben@harbor-realty.example',
      phone: '+12065550122',
      role: 'user',
      location_ids: ['loc_harbor'],
    });
  });

  it('page by page, each record once, whatever is added meanwhile', async () => {
    stage.host.setPageSize(3);
    const first = await read('/contacts?location_id=loc_bayside');
    const second = await read(`/contacts?location_id=loc_bayside&cursor=${first.next}`);
    const third = await read(`/contacts?location_id=loc_bayside&cursor=${second.next}`);
    stage.host.setPageSize(100);
    expect([...ids(first), ...ids(second), ...ids(third)]).toEqual(
      ids(await read('/contacts?location_id=loc_bayside')),
    );
    expect(third.next).toBeUndefined();
  });

  it('of contacts changed since an instant, deleted ones among them', async () => {
    await stage.ctx.clock.advance(60_000);
    const since = new Date(stage.ctx.clock.now()).toISOString();
    const contact = stage.host.records.contacts.get('con_harbor_5');
    if (contact) stage.host.edits.deleteContact(contact);
    const { items } = await read(`/contacts?location_id=loc_harbor&updated_since=${since}`);
    expect(items).toMatchObject([{ id: 'con_harbor_5', deleted: true }]);
  });
});

describe('the host takes contacts (C-3)', () => {
  it('adds one, and tells the plug-in about it', async () => {
    const answer = await send('POST', '/contacts', {
      location_id: 'loc_bayside',
      name: 'New',
      phones: ['+14155550199'],
    });
    expect(answer.status).toBe(201);
    const contact = (await answer.json()) as Record<string, unknown>;
    expect(contact).toMatchObject({ name: 'New', phones: ['+14155550199'], tags: [] });
    await stage.host.drain();
    expect(stage.heard.at(-1)?.event).toMatchObject({
      type: 'contact.upserted',
      data: { id: contact.id, company_id: 'cmp_brightline', location_id: 'loc_bayside' },
    });
  });

  it('changes only what is said, and null takes away (U-9 source)', async () => {
    const changed = await send('PATCH', '/contacts/con_bayside_4', { source: 'Number A', owner_id: 'usr_tom' });
    expect(await changed.json()).toMatchObject({ name: 'Diego Fuentes', source: 'Number A', owner_id: 'usr_tom' });
    const freed = (await (await send('PATCH', '/contacts/con_bayside_4', { owner_id: null })).json()) as object;
    expect(freed).not.toHaveProperty('owner_id');
  });

  it('adds tags once each (U-9 tag)', async () => {
    const answer = await send('POST', '/contacts/con_bayside_2/tags', { tags: ['vip', 'called'] });
    expect(await answer.json()).toMatchObject({ tags: ['implant', 'vip', 'called'] });
  });

  it('writes a timeline entry once, however often its key comes (C-2)', async () => {
    const entry = {
      key: 'call-1',
      kind: 'call',
      direction: 'inbound',
      at: '2030-01-02T03:04:05Z',
      from: '+14155550142',
      to: '+14155550000',
      status: 'answered',
      duration_s: 42,
    };
    expect((await send('POST', '/contacts/con_bayside_2/timeline', entry)).status).toBe(201);
    const repeat = await send('POST', '/contacts/con_bayside_2/timeline', { ...entry, status: 'missed' });
    expect(repeat.status).toBe(200);
    expect([...stage.host.records.timeline.values()]).toEqual([{ ...entry, contactId: 'con_bayside_2' }]);
  });
});

describe('the host is strict', () => {
  it.each([
    ['an unknown parameter', 'GET', '/locations?limit=3', undefined, 400],
    ['a missing location', 'GET', '/contacts', undefined, 400],
    ['a cursor it never gave', 'GET', '/locations?cursor=nonsense', undefined, 400],
    ['an instant without zone', 'GET', '/contacts?location_id=loc_bayside&updated_since=2030-01-01', undefined, 400],
    ['an unknown path', 'GET', '/companies', undefined, 404],
    ['an unknown location', 'GET', '/users?location_id=loc_none', undefined, 404],
    ['an unknown field', 'PATCH', '/contacts/con_bayside_1', { email: 'a@b.example' }, 400],
    ['a phone that is not E.164', 'PATCH', '/contacts/con_bayside_1', { phones: ['415 555 0100'] }, 400],
    ['an owner from another location', 'PATCH', '/contacts/con_bayside_1', { owner_id: 'usr_ben' }, 400],
    ['an unknown contact', 'POST', '/contacts/con_none/tags', { tags: [] }, 404],
  ])('and refuses %s', async (_, method, path, body, status) => {
    const answer = body ? await send(method, path, body) : await stage.api(path);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toHaveProperty('error.message');
  });

  it('and refuses a missing or wrong bearer', async () => {
    expect((await stage.call('/api/locations')).status).toBe(401);
    const headers = { authorization: 'Bearer guess' };
    expect((await stage.call('/api/locations', { headers })).status).toBe(401);
  });

  it('and opens a company with a bearer of its own to nobody else (T-1)', async () => {
    stage.host.seed({
      companies: [{ id: 'cmp_other', name: 'Other', api_token: 'other-bearer' }],
      locations: [{ id: 'loc_other', companyId: 'cmp_other', name: 'Elsewhere', timezone: 'UTC', country: 'GB' }],
    });
    expect(ids(await read('/locations'))).not.toContain('loc_other');
    const own = await stage.api('/locations', { headers: { authorization: 'Bearer other-bearer' } });
    expect(ids(await own.json())).toEqual(['loc_other']);
  });

  it('and has bad days when told to', async () => {
    stage.ctx.faults.add({ vendor: 'host', path: '/timeline', kind: 'before', status: 503 });
    expect((await send('POST', '/contacts/con_bayside_1/timeline', {})).status).toBe(503);
    expect((await send('POST', '/contacts/con_bayside_1/timeline', {})).status).toBe(400);
  });
});
