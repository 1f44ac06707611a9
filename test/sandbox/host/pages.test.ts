import { decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStage } from './stage.ts';

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const page = async (path: string) => (await stage.call(path)).text();
const launch = (ask: object) =>
  stage.call('/launch-token', {
    method: 'POST',
    body: JSON.stringify(ask),
    headers: { 'content-type': 'application/json' },
  });

it('H-3 a launch token carries the claims of the contract, for five minutes of sandbox time', async () => {
  const { token } = await (await launch({ userId: 'usr_priya', locationId: 'loc_bayside', theme: 'dark' })).json();
  const { payload } = await jwtVerify(token, new TextEncoder().encode(stage.ctx.secrets.hostTokenSecret), {
    algorithms: ['HS256'],
    issuer: stage.ctx.secrets.hostIssuer,
    audience: stage.ctx.urls.worker,
    currentDate: new Date(stage.ctx.clock.now()),
  });
  expect(payload).toMatchObject({
    sub: 'usr_priya',
    company_id: 'cmp_brightline',
    location_id: 'loc_bayside',
    role: 'user',
    name: 'Priya Natarajan',
    tz: 'America/Los_Angeles',
    theme: 'dark',
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
});

it('H-3 every token has an id of its own, and the agency context names no location', async () => {
  const tokens = await Promise.all([1, 2].map(async () => (await launch({ userId: 'usr_dana' })).json()));
  const [one, two] = tokens.map(({ token }) => decodeJwt(token));
  expect(one?.jti).not.toBe(two?.jti);
  expect(one).not.toHaveProperty('location_id');
});

it.each([
  ['a client in the agency view', { userId: 'usr_rosa' }],
  ['a user elsewhere', { userId: 'usr_rosa', locationId: 'loc_harbor' }],
  ['an unknown user', { userId: 'usr_none' }],
  ['a user of another company', { userId: 'usr_dana', companyId: 'cmp_none' }],
])('T-1 no launch token for %s', async (_, ask) => {
  expect((await launch(ask)).status).toBe(403);
});

it('H-3 tests can order tokens that are wrong in one claim', async () => {
  const order = { userId: 'usr_rosa', locationId: 'loc_bayside', aud: 'https://other.example', email: null };
  const answer = await stage.call('/_control/token', { method: 'POST', body: JSON.stringify(order) });
  const claims = decodeJwt((await answer.json()).token);
  expect(claims.aud).toBe('https://other.example');
  expect(claims).not.toHaveProperty('email');
});

it('H-3 each view frames the panel for the user it is meant for, or the one asked for', async () => {
  expect(await page('/agency')).toContain('data-user="usr_dana"');
  expect(await page('/location/loc_bayside')).toContain('data-user="usr_rosa"');
  expect(await page('/staff/loc_bayside?user=usr_tom')).toContain('data-user="usr_tom"');
  const framed = `data-src="${stage.ctx.urls.worker}/embed/jwt/${encodeURIComponent(stage.ctx.secrets.hostIssuer)}"`;
  expect(await page('/location/loc_harbor')).toContain(framed);
});

it('a view that is not there says so', async () => {
  expect((await stage.call('/location/loc_none')).status).toBe(404);
  expect((await stage.call('/agency?user=usr_rosa')).status).toBe(404);
  expect((await stage.call('/contacts/con_none')).status).toBe(404);
});

it('contacts are added with phones as people type them, found, and deleted', async () => {
  const form = new URLSearchParams({
    name: 'Zoë <b>',
    phones: '(415) 555-0187\nno number',
    owner_id: 'usr_tom',
    tags: 'a, b',
  });
  await stage.call('/contacts/new?location=loc_bayside', { method: 'POST', body: form });
  const contact = [...stage.host.records.contacts.values()].find(({ name }) => name === 'Zoë <b>');
  expect(contact).toMatchObject({ phones: ['+14155550187', 'no number'], owner_id: 'usr_tom', tags: ['a', 'b'] });
  const found = await page('/contacts?location=loc_bayside&q=0187');
  expect(found).toContain('Zoë &lt;b&gt;');
  expect(found).not.toContain('Alice');
  await stage.call(`/contacts/${contact?.id}/delete`, { method: 'POST' });
  expect(await page('/contacts?location=loc_bayside')).not.toContain('Zoë');
});

it('edits outlive a second seeding', async () => {
  const body = new URLSearchParams({ name: 'Bayside Smiles', timezone: 'America/Denver', country: 'US' });
  await stage.call('/locations/loc_bayside', { method: 'POST', body });
  stage.host.seed({
    locations: [{ id: 'loc_bayside', companyId: 'cmp_brightline', name: 'Again', timezone: 'UTC', country: 'US' }],
  });
  expect(await page('/locations')).toContain('Bayside Smiles');
});

it('the clock can be moved from the CRM', async () => {
  const before = stage.ctx.clock.now();
  const init = { method: 'POST', body: new URLSearchParams({ by: 'day' }), headers: { accept: 'application/json' } };
  const { now } = await (await stage.call('/sandbox/leap', init)).json();
  expect(now - before).toBeGreaterThanOrEqual(24 * 3_600_000);
});
