import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openStage } from './stage.ts';

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  await stage.host.drain();
  stage.heard.length = 0;
});

const post = (path: string, form: Record<string, string>) =>
  stage.call(path, { method: 'POST', body: new URLSearchParams(form) });
const control = async (path: string, body: object) =>
  (await stage.call(`/_control${path}`, { method: 'POST', body: JSON.stringify(body) })).json();

it('H-4 an edit in the pages is told by an event, signed at sandbox time', async () => {
  await stage.ctx.clock.advance(40 * 24 * 3_600_000);
  await post('/users/usr_tom', { name: 'Tom Okafor', email: 'tom@x.example', phone: '(415) 555-0177', role: 'user' });
  await stage.host.drain();
  const [first] = stage.heard;
  expect(first).toMatchObject({
    genuine: true,
    event: { type: 'user.upserted', data: { id: 'usr_tom', phone: '+14155550177', company_id: 'cmp_brightline' } },
  });
  expect(Math.abs((first?.at ?? 0) - stage.ctx.clock.now())).toBeLessThan(5000);
});

it('H-4 deleting is told with deleted: true', async () => {
  await post('/contacts/con_harbor_4/delete', {});
  await post('/locations/loc_harbor/delete', {});
  await stage.host.drain();
  expect(stage.heard.map(({ event }) => [event.type, event.data.id, event.data.deleted])).toEqual(
    expect.arrayContaining([
      ['contact.deleted', 'con_harbor_4', true],
      ['location.deleted', 'loc_harbor', true],
    ]),
  );
});

it('H-2 installing and uninstalling are told with the company', async () => {
  await post('/apps/uninstall', {});
  await post('/apps/install', {});
  await stage.host.drain();
  const data = { company_id: 'cmp_brightline', company_name: 'Brightline Marketing' };
  expect(stage.heard.map(({ event }) => ({ type: event.type, data: event.data }))).toEqual([
    { type: 'app.uninstalled', data },
    { type: 'app.installed', data },
  ]);
});

it('H-5 everything can be told at once, each thing after the place it belongs to', async () => {
  await post('/events/everything', {});
  const types = stage.heard.map(({ event }) => event.type);
  expect([...new Set(types)]).toEqual(['app.installed', 'location.upserted', 'user.upserted', 'contact.upserted']);
  const living = [...stage.host.records.contacts.values()].filter(
    ({ deleted, locationId }) => !deleted && locationId === 'loc_bayside',
  );
  expect(types.filter(type => type === 'contact.upserted')).toHaveLength(living.length);
});

it('X-2 an event that is not accepted is sent again under the same id', async () => {
  stage.answers.push(500, 500);
  await post('/contacts/con_bayside_1', { name: 'Alice M.', phones: '' });
  await stage.host.drain();
  expect(new Set(stage.heard.map(({ id }) => id)).size).toBe(1);
  expect(stage.heard).toHaveLength(3);
  const page = await (await stage.call('/events')).text();
  expect(page).toContain('204 after 3 attempts');
});

it('X-2 an event given up is kept, and goes out by Send again', async () => {
  stage.answers.push(500, 500, 500, 500);
  await post('/contacts/con_bayside_1', { name: 'Alice', phones: '' });
  await stage.host.drain();
  const state = await (await stage.call('/_control/state')).json();
  const [{ id, state: after }] = state.events;
  expect(after).toBe('failed');
  await stage.call(`/events/${id}/again`, { method: 'POST' });
  expect(stage.heard.at(-1)).toMatchObject({ id, genuine: true });
});

it('X-1 events can be sent wrongly, to see them refused', async () => {
  const order = { type: 'contact.deleted', data: { id: 'con_bayside_1' } };
  expect(await control('/event', { ...order, signature: 'bad' })).toMatchObject({ status: 403 });
  expect(await control('/event', { ...order, signature: 'none' })).toMatchObject({ status: 403 });
  expect(await control('/event', { ...order, id: 'evt_same' })).toMatchObject({ status: 204, id: 'evt_same' });
  const sentAt = stage.ctx.clock.now();
  await control('/event', { ...order, ageMs: 600_000 });
  expect(stage.heard.at(-1)?.genuine).toBe(true);
  expect(sentAt - (stage.heard.at(-1)?.at ?? 0)).toBeGreaterThan(590_000);
});
