import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { user } from '../../schema/index.ts';
import { receiveHostEvent } from '../../worker/host/jwt/receive.ts';
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

const claim = (userId: string, of = other) => desk.as(o, userId).post(`/inbox/${keyFor(of)}/claim`);
const live = async () => (await desk.claims(o)).filter(row => row.freedAt === null);

/** Tells us of something as the CRM does. */
async function tell(type: string, data: object): Promise<void> {
  const event = { type, timestamp: desk.ctx.now + 1, data: { company_id: `company-${o.agencyId}`, ...data } };
  await receiveHostEvent(desk.ctx.at(desk.ctx.now + 7_200_000), o.hostId, event, true);
}

describe('U-7 U-8 claiming a caller', () => {
  test('two at once: one gets the caller, the other learns who', async () => {
    await desk.came(o, other, { selected: [o.staffId, o.miaId] });
    await desk.wrote(o, other, 'Hello?', { selected: [o.staffId, o.miaId] });
    const answers = await Promise.all([o.staffId, o.miaId, o.adminId, o.ownerId].map(userId => claim(userId)));
    expect(answers.filter(answer => answer.status === 200)).toHaveLength(1);
    const [row, ...more] = await live();
    expect(more).toEqual([]);
    const names = {
      [o.staffId]: 'Omar Haddad',
      [o.miaId]: 'Mia Chen',
      [o.adminId]: 'Ana Silva',
      [o.ownerId]: 'Rosa Diaz',
    };
    for (const { status, body } of answers.filter(answer => answer.status !== 200)) {
      expect({ status, code: body.code, by: body.params?.by }).toEqual({
        status: 409,
        code: 'claimed_by_other',
        by: names[row?.userId ?? ''],
      });
      expect(body.detail).toContain(names[row?.userId ?? '']);
    }
    expect(await desk.acts(o, 'claim')).toEqual(['claimed']);
  });

  test('claiming again what is mine changes nothing', async () => {
    await desk.came(o, other);
    await claim(o.staffId);
    expect((await claim(o.staffId)).status).toBe(200);
    expect(await live()).toHaveLength(1);
  });

  test('who was not selected may look but not act; a person without the thread learns nothing of it', async () => {
    await desk.came(o, other);
    expect(await claim(o.miaId)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    const secret = stranger();
    await desk.wrote(o, secret, 'Hello?');
    expect((await claim(o.miaId, secret)).status).toBe(404);
    expect(await live()).toEqual([]);
  });

  test('texting back claims first, and the one who is late sends nothing', async () => {
    await desk.came(o, other, { selected: [o.staffId, o.miaId] });
    await claim(o.miaId);
    const text = { numberId: o.numberId, body: 'Hi', requestId: 'request-1' };
    const late = await desk.as(o, o.adminId).post(`/inbox/${keyFor(other)}/text`, text);
    expect(late).toMatchObject({ status: 409, body: { code: 'claimed_by_other', params: { by: 'Mia Chen' } } });
    expect((await desk.as(o, o.miaId).thread(other)).body.records).toHaveLength(1);
  });

  test('R-14 what would be refused anyway claims nobody: a country that is not allowed, a number that is not theirs', async () => {
    const abroad = '+442079460018';
    await desk.came(o, abroad);
    const omar = desk.as(o, o.staffId);
    const text = { numberId: o.numberId, body: 'Hi', requestId: 'request-1' };
    const to = [{ field: 'to', message: expect.stringContaining('does not allow') }];
    expect(await omar.post(`/inbox/${keyFor(abroad)}/text`, text)).toMatchObject({ status: 422, body: { errors: to } });
    const call = { from: o.numberId, requestId: 'request-2' };
    expect(await omar.post(`/inbox/${keyFor(abroad)}/call`, call)).toMatchObject({ status: 422, body: { errors: to } });
    await desk.came(o, other);
    const foreign = { ...text, numberId: 'num_of_somebody' };
    expect((await omar.post(`/inbox/${keyFor(other)}/text`, foreign)).status).toBe(404);
    expect(await live()).toEqual([]);
  });

  test('withheld callers are claimed record by record', async () => {
    const [one, two] = [await desk.came(o, 'anonymous'), await desk.came(o, 'anonymous')];
    expect(await desk.as(o, o.miaId).list('unknown')).toEqual([`c-${two}`, `c-${one}`]);
    const { status, body } = await desk.as(o, o.staffId).post(`/inbox/c-${one}/claim`);
    expect({ status, caller: body.caller }).toEqual({ status: 200, caller: { e164: null } });
    expect((await live()).map(row => row.caller)).toEqual([`call:${one}`]);
    expect(await desk.as(o, o.miaId).list('unknown')).toEqual([`c-${two}`]);
    const back = await desk.as(o, o.staffId).post(`/inbox/c-${one}/call`, { from: 'bridge', requestId: 'request-1' });
    expect(back).toMatchObject({ status: 422, body: { code: 'withheld' } });
  });
});

describe('U-8 a claim ends', () => {
  beforeEach(async () => {
    await desk.came(o, other, { selected: [o.staffId, o.miaId] });
    await claim(o.staffId);
  });

  test('when an admin frees it: everybody sees the caller again; staff may not free', async () => {
    expect((await desk.as(o, o.staffId).post(`/inbox/${keyFor(other)}/free`)).status).toBe(403);
    expect((await desk.as(o, o.adminId).post(`/inbox/${keyFor(other)}/free`)).status).toBe(200);
    expect((await desk.as(o, o.adminId).post(`/inbox/${keyFor(other)}/free`)).status).toBe(200);
    expect(await desk.claims(o)).toMatchObject([{ userId: o.staffId, freedWhy: 'admin' }]);
    expect(await desk.as(o, o.benId).list('unknown')).toEqual([keyFor(other)]);
    expect((await claim(o.miaId)).status).toBe(200);
    expect(await desk.acts(o, 'claim')).toEqual(['claimed', 'freed', 'claimed']);
  });

  test('T-3 when the claimer is blocked: it holds nobody off, and the next claim writes down its end', async () => {
    await desk.ctx.db.read.update(user).set({ status: 'blocked' }).where(eq(user.id, o.staffId));
    expect(await desk.as(o, o.benId).list('unknown')).toEqual([keyFor(other)]);
    expect((await claim(o.miaId)).status).toBe(200);
    expect(await live()).toMatchObject([{ userId: o.miaId }]);
    expect((await desk.claims(o)).find(row => row.userId === o.staffId)).toMatchObject({ freedWhy: 'blocked' });
  });

  test.each([
    ['is deleted in the CRM', 'user.deleted', {}],
    ['leaves the sub-account', 'user.upserted', { name: 'Omar', role: 'user', location_ids: ['loc-elsewhere'] }],
  ])('when the claimer %s, in the same batch', async (_what, type, more) => {
    await tell(type, { id: `host-${o.staffId}`, ...more });
    expect(await desk.claims(o)).toMatchObject([{ userId: o.staffId, freedWhy: 'blocked' }]);
    expect(await desk.acts(o, 'claim')).toEqual(['claimed', 'freed']);
  });

  test('when the CRM makes the caller a contact: what came before stays with who claimed it', async () => {
    await tell('contact.upserted', { id: 'k1', location_id: `loc-${o.subAccountId}`, name: 'Zoë', phones: [other] });
    expect(await desk.claims(o)).toMatchObject([{ freedWhy: 'contact' }]);
    expect(await desk.as(o, o.benId).list()).toEqual([]);
    expect((await desk.as(o, o.staffId).thread(other)).body).toMatchObject({ contact: { name: 'Zoë' }, canAct: true });
  });

  test('R-6 not when a contact that was one before, and has no owner, changes in the CRM', async () => {
    const known = stranger();
    const { id, hostContactId } = await desk.crm.contactOf(o, { phones: [known] });
    await desk.came(o, known, { unknown: false, contactId: id });
    await claim(o.staffId, known);
    const data = { id: hostContactId, location_id: `loc-${o.subAccountId}`, name: 'Jamal O.', phones: [known] };
    await tell('contact.upserted', data);
    expect((await live()).map(row => row.caller)).toEqual([other, known]);
    await tell('contact.upserted', { ...data, owner_id: `host-${o.benId}` });
    expect((await live()).map(row => row.caller)).toEqual([other]);
    expect((await desk.as(o, o.benId).thread(known)).status).toBe(200);
  });
});

test('U-7 the count of unknown callers is each person’s own', async () => {
  await desk.came(o, other);
  await desk.came(o, other);
  await desk.wrote(o, stranger(), 'Hi', { selected: [o.miaId] });
  const [withheldOnce, theirs] = [stranger(), stranger()];
  await desk.came(o, withheldOnce, { status: 'answered', answeredByUserId: o.miaId });
  await desk.crm.contactOf(o, { phones: [theirs], ownerId: o.benId });
  await desk.came(o, theirs);
  const count = async (userId: string) => (await desk.as(o, userId).get('/inbox')).counts.unknown;
  expect([await count(o.benId), await count(o.miaId), await count(o.ownerId)]).toEqual([1, 2, 2]);
  await claim(o.staffId);
  expect([await count(o.benId), await count(o.miaId)]).toEqual([0, 1]);
  const ownerless = stranger();
  await desk.crm.contactOf(o, { phones: [ownerless] });
  await desk.came(o, ownerless, { unknown: false });
  await desk.came(o, stranger(), { unknown: false, rule: 'R-3' });
  expect([await count(o.benId), await count(o.miaId)]).toEqual([1, 2]);
});
