import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, keyFor, type Office, openDesk, stranger } from './desk.ts';

let desk: Desk;
let o: Office;
let other: string;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  o = await desk.office();
  other = stranger();
});

/** Who has the caller's thread in `view`, and whether they may act there. */
async function sight(view: string): Promise<Record<string, boolean>> {
  const people = { owner: o.ownerId, admin: o.adminId, omar: o.staffId, mia: o.miaId, ben: o.benId };
  const seen: Record<string, boolean> = {};
  for (const [name, userId] of Object.entries(people)) {
    const { items, counts } = await desk.as(o, userId).get(`/inbox?view=${view}`);
    if (view === 'unknown') expect(counts.unknown).toBe(items.length);
    const item = items.find((one: { key: string }) => one.key === keyFor(other));
    if (item) seen[name] = item.canAct;
  }
  return seen;
}

describe('U-7 an unanswered call of an unknown caller', () => {
  test.each(['missed', 'abandoned', 'voicemail'] as const)(
    '%s: everybody sees it, those selected and admins may act',
    async status => {
      await desk.came(o, other, { status, selected: [o.staffId] });
      expect(await sight('unknown')).toEqual({ owner: true, admin: true, omar: true, mia: false, ben: false });
    },
  );

  test('it shows the caller, the number with its Source, and that nobody has claimed it', async () => {
    await desk.came(o, other, { overflow: true, selected: [] });
    const { items, counts } = await desk.as(o, o.miaId).get('/inbox');
    expect(items).toEqual([
      expect.objectContaining({
        key: keyFor(other),
        kind: 'unknown',
        caller: { e164: other },
        contact: null,
        claim: null,
        number: { e164: o.e164, source: 'Billboard' },
        preview: expect.objectContaining({ kind: 'call', direction: 'in', outcome: 'missed' }),
        canAct: false,
      }),
    ]);
    expect(counts).toEqual({ unknown: 1 });
  });

  test('claimed, it leaves everyone else’s list; admins still see by whom', async () => {
    await desk.came(o, other);
    expect((await desk.as(o, o.staffId).post(`/inbox/${keyFor(other)}/claim`)).status).toBe(200);
    expect(await sight('unknown')).toEqual({});
    expect(await sight('all')).toEqual({ owner: false, admin: false, omar: true });
    expect(await sight('mine')).toEqual({ omar: true });
    const { body } = await desk.as(o, o.adminId).thread(other);
    expect(body.claim).toMatchObject({ by: { id: o.staffId, name: 'Omar Haddad' }, mine: false });
    expect((await desk.as(o, o.miaId).thread(other)).status).toBe(404);
  });

  test('a call still ringing is in nobody’s inbox', async () => {
    await desk.came(o, other, { status: 'in_progress' });
    expect(await sight('all')).toEqual({});
  });
});

describe('U-6 an answered call of an unknown caller', () => {
  test('only who answered sees it and may act; admins see who answered and may not', async () => {
    await desk.came(o, other, { status: 'answered', answeredByUserId: o.miaId, selected: [o.staffId, o.miaId] });
    expect(await sight('all')).toEqual({ owner: false, admin: false, mia: true });
    expect(await sight('unknown')).toEqual({});
    const { body } = await desk.as(o, o.adminId).thread(other);
    expect(body.records).toEqual([
      expect.objectContaining({ outcome: 'answered', by: { id: o.miaId, name: 'Mia Chen' }, ruleName: 'Front desk' }),
    ]);
    const refused = await desk.as(o, o.adminId).post(`/inbox/${keyFor(other)}/contact`, { name: 'X' });
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  test('answered at another number: the rule’s users and admins see it and may act, without claim', async () => {
    await desk.came(o, other, { status: 'answered', answeredAtNumber: '+12125550199', selected: [o.staffId] });
    expect(await sight('all')).toEqual({ owner: true, admin: true, omar: true });
    await desk.as(o, o.staffId).post(`/inbox/${keyFor(other)}/claim`);
    expect(await desk.claims(o)).toEqual([]);
  });

  test('in one thread each sees their part only', async () => {
    await desk.came(o, other, { status: 'answered', answeredByUserId: o.miaId });
    await desk.came(o, other, { status: 'missed' });
    expect((await desk.as(o, o.benId).thread(other)).body.records).toHaveLength(1);
    expect((await desk.as(o, o.miaId).thread(other)).body.records).toHaveLength(2);
  });
});

describe('U-8 a text of an unknown caller', () => {
  test('those selected and admins see it until somebody claims', async () => {
    await desk.wrote(o, other, 'Do you take walk-ins?', { selected: [o.staffId, o.miaId] });
    expect(await sight('unknown')).toEqual({ owner: true, admin: true, omar: true, mia: true });
    await desk.as(o, o.miaId).post(`/inbox/${keyFor(other)}/claim`);
    expect(await sight('all')).toEqual({ owner: false, admin: false, mia: true });
  });

  test('R-16 one that reached nobody is in the sub-account’s inbox', async () => {
    await desk.wrote(o, other, 'Hello?', { selected: [] });
    expect(await sight('unknown')).toEqual({ owner: true, admin: true, omar: false, mia: false, ben: false });
  });

  test('a claim covers later calls and texts', async () => {
    await desk.wrote(o, other, 'Hello?', { selected: [o.staffId, o.miaId] });
    await desk.as(o, o.miaId).post(`/inbox/${keyFor(other)}/claim`);
    await desk.came(o, other, { selected: [o.staffId] });
    await desk.wrote(o, other, 'Anybody?', { selected: [o.staffId] });
    expect(await sight('unknown')).toEqual({});
    expect((await desk.as(o, o.miaId).thread(other)).body.records).toHaveLength(3);
    expect((await desk.as(o, o.staffId).thread(other)).status).toBe(404);
  });
});

describe('calls and texts of contacts', () => {
  test('R-5 belong to the owner and to whoever got them; admins see everything', async () => {
    const { id } = await desk.crm.contactOf(o, { phones: [other], ownerId: o.miaId });
    await desk.came(o, other, { unknown: false, contactId: id, rule: 'R-5', selected: [o.miaId] });
    await desk.came(o, other, { unknown: false, contactId: id, rule: 'R-3', selected: [o.benId] });
    expect(await sight('all')).toEqual({ owner: true, admin: true, mia: true, ben: true });
    expect(await sight('unknown')).toEqual({});
    expect((await desk.as(o, o.benId).thread(other)).body).toMatchObject({
      kind: 'contact',
      contact: { id, name: 'Jamal Okafor' },
      records: [{ kind: 'call' }],
    });
  });

  test('R-6 an ownerless contact goes the way of unknown callers, and shows its name', async () => {
    const { id } = await desk.crm.contactOf(o, { phones: [other] });
    await desk.came(o, other, { unknown: false, contactId: id, selected: [o.staffId] });
    expect(await sight('unknown')).toEqual({ owner: true, admin: true, omar: true, mia: false, ben: false });
    const { items } = await desk.as(o, o.miaId).get('/inbox');
    expect(items[0].contact).toEqual({ id, name: 'Jamal Okafor' });
  });

  test('R-3 a call to somebody’s direct number is in nobody else’s inbox', async () => {
    await desk.came(o, other, { rule: 'R-3', selected: [o.benId], unknown: false });
    expect(await sight('all')).toEqual({ owner: true, admin: true, ben: true });
  });
});

describe('T-1 N-10 the inbox of one sub-account', () => {
  test('shows nothing of another, nor of another agency', async () => {
    await desk.came(o, other);
    const theirs = await desk.office();
    expect(await desk.as(theirs, theirs.ownerId).list()).toEqual([]);
    for (const path of ['claim', 'free', 'contact', 'associate', 'text', 'call']) {
      const body = { name: 'X', contactId: 'c', numberId: 'n', from: 'n', body: 'b', requestId: 'request-1' };
      const answer = await desk.as(theirs, theirs.ownerId).post(`/inbox/${keyFor(other)}/${path}`, body);
      expect({ path, status: answer.status }).toEqual({ path, status: 404 });
    }
  });
});

describe('long inboxes', () => {
  test('are read a page at a time, each caller once, newest first', async () => {
    const callers = Array.from({ length: 75 }, stranger);
    for (const from of [...callers, ...callers.slice(0, 20)]) await desk.came(o, from);
    const keys: string[] = [];
    let next: string | null = '';
    for (let pages = 0; next !== null && pages < 10; pages += 1) {
      const page: { items: { key: string }[]; next: string | null } = await desk
        .as(o, o.ownerId)
        .get(`/inbox${next && `?cursor=${next}`}`);
      keys.push(...page.items.map(item => item.key));
      next = page.next;
    }
    const newestFirst = [...callers.slice(20), ...callers.slice(0, 20)].reverse().map(keyFor);
    expect(keys).toEqual(newestFirst);
  });

  test('a long conversation is read from its end, and nothing is skipped', async () => {
    for (let n = 0; n < 130; n += 1) await desk.wrote(o, other, `${n} שלום 🙂`);
    const first = (await desk.as(o, o.ownerId).thread(other)).body;
    const { body: rest } = await desk.as(o, o.ownerId).ask('GET', `/inbox/${keyFor(other)}?cursor=${first.next}`);
    const bodies = [...rest.records, ...first.records].map((record: { body: string }) => record.body);
    expect(bodies).toEqual(Array.from({ length: 130 }, (_, n) => `${n} שלום 🙂`));
    expect(rest.next).toBeNull();
  });
});
