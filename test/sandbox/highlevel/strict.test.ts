import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage } from './stage.ts';

let stage: Awaited<ReturnType<typeof openStage>>;
let company = '';
let fitness = '';
const FITNESS = 'hlLocSummitFit000001';
const ALICE = 'hlConFit000000000001';
beforeAll(async () => {
  stage = await openStage();
  company = (await stage.install()).access_token;
  fitness = (await stage.locationToken(company, FITNESS)).body.access_token;
});
afterAll(() => stage.close());

const CALL = { altId: 'call:1', call: { from: '+1', to: '+2', status: 'completed' } };

test.each<[string, string, string, unknown, number, Record<string, string | null>?]>([
  ['a path that is none', 'GET', '/contacts/lists', undefined, 400],
  ['a path beside the contract', 'GET', '/calendars/', undefined, 404],
  ['a method that is none there', 'PATCH', `/contacts/${ALICE}`, {}, 404],
  ['no Version', 'GET', `/contacts/${ALICE}`, undefined, 401, { version: null }],
  ['the Version of conversations at contacts', 'GET', `/contacts/${ALICE}`, undefined, 401, { version: '2021-04-15' }],
  ['Version v3', 'GET', `/contacts/${ALICE}`, undefined, 401, { version: 'v3' }],
  ['another answer than JSON wanted', 'GET', `/contacts/${ALICE}`, undefined, 400, { accept: 'text/html' }],
  ['no bearer', 'GET', `/contacts/${ALICE}`, undefined, 401, { authorization: null }],
  ['an unknown bearer', 'GET', `/contacts/${ALICE}`, undefined, 401, { authorization: 'Bearer made-up' }],
  ['a body where none belongs', 'DELETE', `/contacts/${ALICE}`, {}, 404],
  ['a query that is none', 'GET', `/contacts/${ALICE}?fields=id`, undefined, 422],
  ['a page beyond 500', 'POST', '/contacts/search', { locationId: FITNESS, pageLimit: 501 }, 422],
  [
    'a search by page beyond 10,000',
    'POST',
    '/contacts/search',
    { locationId: FITNESS, pageLimit: 500, page: 21 },
    400,
  ],
  [
    'page and searchAfter',
    'POST',
    '/contacts/search',
    { locationId: FITNESS, pageLimit: 5, page: 1, searchAfter: [1, 'a'] },
    422,
  ],
  ['a field that search has not', 'POST', '/contacts/search', { locationId: FITNESS, pageLimit: 5, limit: 5 }, 422],
  ['another location', 'POST', '/contacts/search', { locationId: 'hlLocOakPlumbing0001', pageLimit: 5 }, 403],
  ['a contact of another location', 'GET', '/contacts/hlConOak000000000001', undefined, 400],
  ['phones that contacts cannot be given', 'PUT', `/contacts/${ALICE}`, { additionalPhones: ['+1'] }, 422],
  [
    'a form instead of JSON',
    'POST',
    `/contacts/${ALICE}/tags`,
    'tags=a',
    415,
    { 'content-type': 'application/x-www-form-urlencoded' },
  ],
  ['JSON that is none', 'POST', `/contacts/${ALICE}/tags`, '{', 400],
  ['a call told at another Version', 'POST', '/conversations/', { locationId: FITNESS, contactId: ALICE }, 401],
  [
    'an unknown status of a call',
    'POST',
    '/conversations/messages/outbound',
    { ...CALL, type: 'Call', conversationId: 'x', conversationProviderId: 'y', call: { status: 'ringing' } },
    422,
    { version: '2021-04-15' },
  ],
  [
    'a text as outbound',
    'POST',
    '/conversations/messages/outbound',
    { type: 'SMS', conversationId: 'x', conversationProviderId: 'y' },
    422,
    { version: '2021-04-15' },
  ],
])('H-1 HighLevel refuses %s', async (_what, method, path, body, status, given) => {
  expect((await stage.ask(method, path, fitness, body, given)).status).toBe(status);
  expect(stage.highlevel.refused.at(-1)).toMatchObject({ method, status });
});

test('H-2 a refresh token and a code serve once; a location’s token is made from its company’s', async () => {
  const { access_token, refresh_token } = await stage.install();
  const renewed = await stage.trade({ grant_type: 'refresh_token', refresh_token, user_type: 'Company' });
  expect(renewed.body).toMatchObject({
    userType: 'Company',
    expires_in: 86_399,
    approvedLocations: [FITNESS, 'hlLocOakPlumbing0001'],
  });
  expect((await stage.trade({ grant_type: 'refresh_token', refresh_token })).body).toMatchObject({
    error: 'invalid_grant',
  });
  expect((await stage.trade({ grant_type: 'authorization_code', code: 'spent' })).status).toBe(400);
  expect((await stage.locationToken(access_token, 'hlLocNowhere')).status).toBe(400);
  expect((await stage.locationToken(fitness, FITNESS)).status).toBe(401);
  const { body } = await stage.locationToken(renewed.body.access_token, FITNESS);
  expect(body).toMatchObject({ userType: 'Location', locationId: FITNESS });
  expect(body.refresh_token).toBeUndefined();
});

test('H-2 a token without the scope is refused', async () => {
  const { access_token } = await stage.install({ scopes: ['oauth.write', 'contacts.readonly'] });
  const { body } = await stage.locationToken(access_token, FITNESS);
  expect((await stage.ask('GET', `/contacts/${ALICE}`, body.access_token)).status).toBe(200);
  expect((await stage.ask('POST', `/contacts/${ALICE}/tags`, body.access_token, { tags: ['a'] })).status).toBe(401);
});

test('H-5 a search goes on behind the last contact seen, whatever is added meanwhile', async () => {
  const seen: string[] = [];
  let searchAfter: unknown;
  for (;;) {
    const body = { locationId: FITNESS, pageLimit: 2, ...(searchAfter ? { searchAfter } : {}) };
    const page = await stage.ask('POST', '/contacts/search', fitness, body);
    if (!page.body.contacts.length) break;
    for (const contact of page.body.contacts) seen.push(contact.id);
    searchAfter = page.body.contacts.at(-1).searchAfter;
    if (seen.length === 2) {
      await stage.ask('POST', '/contacts/', fitness, { locationId: FITNESS, name: 'Newest Of All' });
    }
  }
  expect([...seen].sort()).toEqual([1, 2, 3, 4].map(n => `hlConFit00000000000${n}`));
});

test('H-1 the 101st request in ten seconds is refused, and the headers say so', async () => {
  stage.highlevel.setRate({ max: 2 });
  const statuses = [];
  for (let n = 0; n < 3; n += 1) statuses.push((await stage.ask('GET', `/contacts/${ALICE}`, fitness)).status);
  const { headers, status } = await stage.ask('GET', `/contacts/${ALICE}`, fitness);
  stage.highlevel.setRate({});
  expect([...statuses, status]).toEqual([200, 200, 429, 429]);
  expect(headers.get('x-ratelimit-remaining')).toBe('0');
  expect(headers.get('x-ratelimit-interval-milliseconds')).toBe('10000');
});

test('H-4 webhooks are flat, signed, and come twice, late or never as the weather wants', async () => {
  const { highlevel, heard, ctx } = stage;
  await highlevel.drain();
  heard.length = 0;
  ctx.faults.addMishap({ type: 'ContactCreate', kind: 'twice' });
  ctx.faults.addMishap({ type: 'ContactUpdate', kind: 'held', times: 2 });
  ctx.faults.addMishap({ type: 'ContactDelete', kind: 'lost' });
  const draft = { locationId: FITNESS, firstName: 'Ann', lastName: 'Lee', additionalPhones: [], tags: [] };
  const made = highlevel.acts.saveContact(draft);
  highlevel.acts.saveContact({ ...made, lastName: 'Two' });
  highlevel.acts.saveContact({ ...made, lastName: 'Three' });
  await highlevel.drain();
  await highlevel.webhooks.release();
  highlevel.acts.deleteContact(made);
  await highlevel.drain();
  expect(heard.map(({ event, genuine }) => [event.type, event.lastName, genuine])).toEqual([
    ['ContactCreate', 'Lee', true],
    ['ContactCreate', 'Lee', true],
    ['ContactUpdate', 'Three', true],
    ['ContactUpdate', 'Two', true],
  ]);
  expect(heard[0]?.event.webhookId).toBe(heard[1]?.event.webhookId);
});

test('H-2 uninstalling ends what the tokens open, and says so', async () => {
  await stage.highlevel.drain();
  stage.heard.length = 0;
  stage.highlevel.acts.uninstall('hlCoLakeside00000001');
  await stage.highlevel.drain();
  expect(stage.heard.map(({ event }) => event.type)).toEqual(['UNINSTALL']);
  expect((await stage.ask('GET', `/contacts/${ALICE}`, fitness)).status).toBe(401);
});
