import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { call, companyNumber, contact, contactPhone, host, message } from '../../schema/index.ts';
import { receiveHostEvent } from '../../worker/host/jwt/receive.ts';
import { deliver } from '../../worker/notification/deliver.ts';
import { type Desk, keyFor, type Office, openDesk, stranger } from './desk.ts';

let desk: Desk;
let o: Office;
let other: string;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.crm.faults.clear();
  desk.ctx.sent.jobs.length = 0;
  o = await desk.office();
  other = stranger();
});

const add = (userId: string, name = 'Zoë Ünal 🦷', key = keyFor(other)) =>
  desk.as(o, userId).post(`/inbox/${key}/contact`, { name });
const associate = (userId: string, contactId: string) =>
  desk.as(o, userId).post(`/inbox/${keyFor(other)}/associate`, { contactId });
const inCrm = () => [...desk.crm.records.contacts.values()].filter(one => one.locationId === `loc-${o.subAccountId}`);
const here = () => desk.ctx.db.read.select().from(contact).where(eq(contact.subAccountId, o.subAccountId));
const live = async () => (await desk.claims(o)).filter(row => row.freedAt === null);

async function work(): Promise<void> {
  for (let jobs = desk.ctx.sent.jobs.splice(0); jobs.length; jobs = desk.ctx.sent.jobs.splice(0)) {
    for (const job of jobs) if (job.kind === 'deliver') for (const id of job.outboxIds) await deliver(desk.ctx, id);
  }
}

describe('C-3 U-9 adding a new contact', () => {
  test('makes it in the CRM first, with Source and Tag, then here under the CRM’s id', async () => {
    await desk.came(o, other);
    expect(await add(o.staffId)).toMatchObject({ status: 201, body: { contact: { name: 'Zoë Ünal 🦷' } } });
    const [made, ...more] = inCrm();
    expect(more).toEqual([]);
    expect(made).toMatchObject({
      name: 'Zoë Ünal 🦷',
      phones: [other],
      source: 'Billboard',
      tags: ['Spring'],
      owner_id: `host-${o.staffId}`,
    });
    expect(await here()).toMatchObject([{ hostContactId: made?.id, source: 'Billboard' }]);
    expect(await desk.claims(o)).toMatchObject([{ userId: o.staffId, freedWhy: 'contact' }]);
    expect(await desk.acts(o, 'claim')).toEqual(['claimed', 'freed']);
  });

  test('what came from the caller belongs to the contact, also on its timeline, oldest first', async () => {
    const one = await desk.came(o, other);
    const two = await desk.wrote(o, other, 'مرحبا', { selected: [o.staffId] });
    const { body } = await add(o.staffId);
    await work();
    const rows = [
      ...(await desk.ctx.db.read.select().from(call).where(eq(call.id, one))),
      ...(await desk.ctx.db.read.select().from(message).where(eq(message.id, two))),
    ];
    expect(rows.map(row => row.contactId)).toEqual([body.contact.id, body.contact.id]);
    const [made] = inCrm();
    const entries = desk.crm.timelineOf(made?.id ?? '');
    expect(entries.map(entry => [entry.key, entry.kind, entry.body])).toEqual([
      [`call:${one}`, 'call', undefined],
      [`text:${two}`, 'text', 'مرحبا'],
    ]);
    expect((await desk.as(o, o.staffId).thread(other)).body).toMatchObject({
      kind: 'contact',
      claim: null,
      canAct: true,
    });
    expect(await desk.as(o, o.miaId).list()).toEqual([]);
  });

  test('the CRM’s own news of it changes nothing, whichever comes first', async () => {
    await desk.came(o, other);
    const { body } = await add(o.staffId);
    const [made] = inCrm();
    const data = { ...made, company_id: `company-${o.agencyId}`, location_id: `loc-${o.subAccountId}` };
    await receiveHostEvent(desk.ctx, o.hostId, { type: 'contact.upserted', timestamp: desk.ctx.now, data }, true);
    expect((await here()).map(row => row.id)).toEqual([body.contact.id]);
    const phones = await desk.ctx.db.read.select().from(contactPhone).where(eq(contactPhone.e164, other));
    expect(phones.map(row => row.contactId)).toEqual([body.contact.id]);
  });

  test.each([
    ['answers nothing good', { kind: 'before', status: 503 } as const],
    ['loses its answer', { kind: 'after', status: 504 } as const],
  ])('a CRM that %s: nothing is half made, and trying again makes one contact', async (_what, fault) => {
    await desk.came(o, other);
    desk.crm.faults.add({ vendor: 'host', method: 'POST', path: '/contacts$', ...fault });
    expect(await add(o.staffId)).toMatchObject({ status: 502, body: { code: 'host_down' } });
    desk.crm.faults.add({ vendor: 'host', method: 'GET', path: '/contacts$', kind: 'before', status: 503 });
    if (fault.kind === 'after') expect(await add(o.staffId)).toMatchObject({ status: 502 });
    desk.crm.faults.clear();
    expect(await here()).toEqual([]);
    expect(await live()).toMatchObject([{ userId: o.staffId, busyUntil: desk.ctx.now }]);
    expect((await add(o.staffId)).status).toBe(201);
    expect(inCrm()).toMatchObject([{ source: 'Billboard', tags: ['Spring'] }]);
    expect(await here()).toHaveLength(1);
  });

  test('an answer that was lost, and the CRM’s news of its contact before the next attempt: still one contact', async () => {
    const id = await desk.came(o, other);
    desk.crm.faults.add({ vendor: 'host', method: 'POST', path: '/contacts$', kind: 'after', status: 504 });
    expect((await add(o.staffId)).status).toBe(502);
    const [made] = inCrm();
    const data = { ...made, company_id: `company-${o.agencyId}`, location_id: `loc-${o.subAccountId}` };
    await receiveHostEvent(desk.ctx, o.hostId, { type: 'contact.upserted', timestamp: desk.ctx.now, data }, true);
    const { status, body } = await add(o.staffId);
    expect(status).toBe(201);
    expect(inCrm()).toHaveLength(1);
    const [row] = await desk.ctx.db.read.select().from(call).where(eq(call.id, id));
    expect(row?.contactId).toBe(body.contact.id);
    expect(await add(o.adminId)).toMatchObject({ status: 409, body: { code: 'contact_exists' } });
  });

  test('pressing twice makes one contact; somebody else meanwhile learns who is at it', async () => {
    await desk.came(o, other, { selected: [o.staffId, o.miaId] });
    desk.crm.faults.add({ vendor: 'host', method: 'POST', path: '/contacts$', kind: 'slow', delayMs: 150 });
    const answers = await Promise.all([add(o.staffId), add(o.staffId), add(o.miaId)]);
    expect(answers.filter(answer => answer.status === 201)).toHaveLength(1);
    expect(inCrm()).toHaveLength(1);
    for (const { status, body } of answers.filter(answer => answer.status !== 201)) {
      expect(status).toBe(409);
      expect(['busy', 'claimed_by_other', 'contact_exists']).toContain(body.code);
    }
  });

  test('a caller who is a contact already is not made one again', async () => {
    const { id } = await desk.crm.contactOf(o, { phones: [other] });
    await desk.came(o, other, { unknown: false, contactId: id });
    expect(await add(o.staffId)).toMatchObject({ status: 409, body: { code: 'contact_exists' } });
    expect(inCrm()).toMatchObject([{ tags: [] }]);
    expect(await live()).toEqual([]);
  });

  test('a withheld caller becomes a contact without a phone', async () => {
    const id = await desk.came(o, 'anonymous');
    const { body } = await add(o.staffId, 'Anonymous Annie', `c-${id}`);
    expect(inCrm()).toMatchObject([{ name: 'Anonymous Annie', phones: [], source: 'Billboard' }]);
    expect((await desk.as(o, o.staffId).get(`/inbox/c-${id}`)).contact).toEqual(body.contact);
  });

  test('a CRM that lets nobody in is said so, and a number without settings marks nothing', async () => {
    await desk.ctx.db.read.delete(companyNumber).where(eq(companyNumber.assignmentId, o.assignmentId));
    await desk.came(o, other);
    await desk.ctx.db.read.update(host).set({ apiBaseUrl: null }).where(eq(host.id, o.hostId));
    expect(await add(o.staffId)).toMatchObject({ status: 422, body: { code: 'host_not_connected' } });
    await desk.crm.admit(o);
    expect((await add(o.staffId)).status).toBe(201);
    expect(inCrm()).toMatchObject([{ tags: [] }]);
    expect(inCrm()[0]?.source).toBeUndefined();
  });
});

describe('U-9 associating with a contact that exists', () => {
  test.each([
    ['has no source: it gets the number’s', undefined, 'Billboard', ['Spring']],
    ['has another source: the number’s becomes a tag', 'Referral', 'Referral', ['Billboard', 'Spring']],
    ['has that source already: only the Tag', 'Billboard', 'Billboard', ['Spring']],
  ])('one that %s', async (_what, has, source, tags) => {
    const home = stranger();
    const known = await desk.crm.contactOf(o, { phones: [home], ...(has && { source: has }) });
    await desk.came(o, other);
    expect((await associate(o.staffId, known.id)).status).toBe(200);
    expect(inCrm()).toMatchObject([{ id: known.hostContactId, phones: [home, other], source, tags }]);
    const phones = await desk.ctx.db.read.select().from(contactPhone).where(eq(contactPhone.contactId, known.id));
    expect(phones.map(row => row.e164).sort()).toEqual([home, other].sort());
    expect(await desk.claims(o)).toMatchObject([{ freedWhy: 'contact' }]);
  });

  test.each(['before', 'after'] as const)('a CRM that fails halfway (%s): again comes to the same', async kind => {
    const known = await desk.crm.contactOf(o, {});
    await desk.came(o, other);
    desk.crm.faults.add({ vendor: 'host', method: 'PATCH', path: '/contacts/', kind: 'slow', delayMs: 1 });
    desk.crm.faults.add({ vendor: 'host', method: 'PATCH', path: '/contacts/', kind, status: 500 });
    expect(await associate(o.staffId, known.id)).toMatchObject({ status: 502, body: { code: 'host_down' } });
    expect((await associate(o.staffId, known.id)).status).toBe(200);
    expect(inCrm()).toMatchObject([{ phones: [other], source: 'Billboard', tags: ['Spring'] }]);
  });

  test('the contact’s owner has the thread from then on', async () => {
    const known = await desk.crm.contactOf(o, { ownerId: o.benId });
    await desk.came(o, other);
    await associate(o.staffId, known.id);
    expect(await desk.as(o, o.benId).list('mine')).toEqual([keyFor(other)]);
    expect(await desk.as(o, o.miaId).list()).toEqual([]);
  });

  test('a contact gone from the CRM, or of another sub-account, is not taken', async () => {
    const known = await desk.crm.contactOf(o, {});
    await desk.came(o, other);
    const kept = desk.crm.records.contacts.get(known.hostContactId);
    if (kept) desk.crm.edits.deleteContact(kept);
    expect(await associate(o.staffId, known.id)).toMatchObject({ status: 422, body: { code: 'contact_gone' } });
    const theirs = await desk.office();
    const foreign = await desk.crm.contactOf(theirs, {});
    expect((await associate(o.staffId, foreign.id)).status).toBe(404);
  });
});
