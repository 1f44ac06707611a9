import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agency, audit, contact, contactPhone } from '../../schema/index.ts';
import { mirrorContact } from '../../worker/contact/mirror.ts';
import { beginPlace, sweepSyncs } from '../../worker/host/sync/begin.ts';
import { keepContacts } from '../../worker/host/sync/contacts.ts';
import { askForSync, readProgress } from '../../worker/host/sync/progress.ts';
import { takeSync } from '../../worker/host/sync/sync-store.ts';
import { NOON } from '../support/context.ts';
import { begun, contactSync, contactsOf, DAY, HOUR, night, syncsOf, work } from './sync-scene.ts';
import { type Crm, openHighlevel, openJwt } from './two-hosts.ts';

describe.each([
  ['JWT host', openJwt],
  ['HighLevel', openHighlevel],
])('H-5 a CRM is looked through: %s', (_name, open) => {
  let crm: Crm;
  beforeAll(async () => {
    crm = await open();
  });
  afterAll(() => crm.close());

  test('C-1 an install takes over contacts with their owners and phones; what is no phone is left out', async () => {
    const { ctx, t } = await begun(crm);
    expect(await contactsOf(ctx, t)).toEqual([
      ['Jamal Okafor', `host-${t.staffId}`, '+14155552671'],
      ['Mei Tanaka', null, '+14155552672'],
      ['Zoe Adler', null, null],
    ]);
    const syncs = await syncsOf(ctx, t);
    expect(syncs.map(({ kind, phase, error }) => [kind, phase, error]).sort()).toEqual([
      ['contacts', 'done', null],
      ['people', 'done', null],
      ['places', 'done', null],
    ]);
    expect(await contactSync(ctx, t)).toMatchObject({ done: 3, changed: 3, gone: 0, why: 'install' });
  });

  test('what changed untold is mended at night, what is gone is removed; the rest is not touched', async () => {
    const { ctx, t, own } = await begun(crm);
    crm.contact(t, { id: own('k1'), name: 'Jamal O.', phone: '+14155552699', at: NOON + HOUR });
    crm.contact(t, { id: own('k2'), name: '', gone: true });
    crm.contact(t, { id: own('k4'), name: 'Nia Obi', at: NOON + HOUR });
    const later = await night(ctx);
    expect(await contactsOf(later, t)).toEqual([
      ['Jamal O.', null, '+14155552699'],
      ['Nia Obi', null, null],
      ['Zoe Adler', null, null],
    ]);
    expect(await contactSync(later, t)).toMatchObject({ phase: 'done', done: 3, changed: 2, gone: 1, why: 'night' });
  });

  test('a night in which nothing changed writes no audit line but that it began; it comes once a night', async () => {
    const { ctx, t } = await begun(crm);
    const lines = () => ctx.db.read.select().from(audit).where(eq(audit.agencyId, t.agencyId));
    const before = (await lines()).length;
    const later = await night(ctx);
    expect((await lines()).slice(before).map(({ act }) => act)).toEqual(['begun']);
    await sweepSyncs(later.at(later.now + HOUR));
    expect(later.sent.jobs).toEqual([]);
    expect(await contactSync(later, t)).toMatchObject({ done: 3, changed: 0, gone: 0 });
  });

  test('a contact that was deleted here by an event, and is in the list again, is back', async () => {
    const { ctx, t, own } = await begun(crm);
    await ctx.db.read
      .update(contact)
      .set({ deletedAt: NOON + 1 })
      .where(eq(contact.hostContactId, own('k2')));
    expect((await contactsOf(await night(ctx), t)).map(([name]) => name)).toContain('Mei Tanaka');
  });

  test('C-1 somebody made just now, whom the CRM’s list does not have yet, is not taken for gone', async () => {
    const { ctx, t, own } = await begun(crm);
    const later = ctx.at(NOON + DAY);
    const made = {
      agencyId: t.agencyId,
      subAccountId: t.subAccountId,
      ownerHostUserId: null,
      source: null,
      phones: [],
    };
    const at = later.now - 60_000;
    const contact = { ...made, hostContactId: own('k9'), name: 'Just made', createdAt: at, updatedAt: at };
    await mirrorContact(later, contact, 'US');
    await night(ctx);
    expect((await contactsOf(ctx, t)).map(([name]) => name)).toContain('Just made');
    await night(ctx, 2);
    expect((await contactsOf(ctx, t)).map(([name]) => name)).not.toContain('Just made');
  });

  test('U-7 a number the CRM has no place for stays, until the CRM names it itself or the contact is gone', async () => {
    const { ctx, t, own } = await begun(crm);
    const extra = '+14155552600';
    const phones = async () =>
      (await contactsOf(ctx, t)).filter(([name]) => name === 'Mei Tanaka').map(([, , phone]) => phone);
    const [mei] = await ctx.db.read
      .select()
      .from(contact)
      .where(eq(contact.hostContactId, own('k2')));
    if (!mei) throw new Error('no such contact');
    const place = { agencyId: t.agencyId, subAccountId: t.subAccountId };
    await ctx.db.read
      .insert(contactPhone)
      .values({ subAccountId: t.subAccountId, e164: extra, contactId: mei.id, keptHere: true });
    const told = { ...place, hostContactId: own('k2'), name: 'Mei Tanaka', ownerHostUserId: null, source: null };
    const event = { ...told, createdAt: NOON, updatedAt: NOON + 1, phones: ['+14155552672'] };
    await mirrorContact(ctx, event, 'US');
    await night(ctx);
    crm.contact(t, { id: own('k2'), name: 'Mei Tanaka', phone: '+14155552673', at: NOON + HOUR });
    await night(ctx, 2);
    expect((await phones()).sort()).toEqual([extra, '+14155552673']);
    crm.contact(t, { id: own('k2'), name: 'Mei Tanaka', phone: extra, at: NOON + 2 * HOUR });
    await night(ctx, 3);
    expect(await phones()).toEqual([extra]);
    crm.contact(t, { id: own('k2'), name: 'Mei Tanaka', phone: '+14155552674', at: NOON + 3 * HOUR });
    await night(ctx, 4);
    expect(await phones()).toEqual(['+14155552674']);
    await ctx.db.read.update(contactPhone).set({ keptHere: true }).where(eq(contactPhone.contactId, mei.id));
    crm.contact(t, { id: own('k2'), name: '', gone: true });
    await night(ctx, 5);
    expect(await ctx.db.read.select().from(contactPhone).where(eq(contactPhone.contactId, mei.id))).toEqual([]);
  });

  test('a list that comes empty where many are known is not believed', async () => {
    const { ctx, t, own } = await begun(crm);
    for (let n = 10; n < 22; n += 1) crm.contact(t, { id: own(`k${n}`), name: `Person ${n}` });
    await night(ctx);
    for (let n = 1; n < 22; n += 1) crm.contact(t, { id: own(`k${n}`), name: '', gone: true });
    const later = await night(ctx, 2);
    expect(await contactsOf(later, t)).toHaveLength(15);
    expect((await contactSync(later, t)).error).toContain('empty');
  });

  test('a CRM that wants to be left alone is, for as long as it says, and then the list goes on', async () => {
    const { ctx, t, own } = await begun(crm);
    crm.contact(t, { id: own('k4'), name: 'Nia Obi' });
    crm.slowDown(crm.kind === 'jwt' ? 1 : 0);
    const later = await night(ctx);
    const paused = await contactSync(later, t);
    expect(paused).toMatchObject({ phase: 'listing', done: crm.kind === 'jwt' ? 3 : 0 });
    expect(paused.dueAt - later.now).toBe(10_000);
    expect(paused.attempts).toBe(0);
    expect(later.sent.jobs).toEqual([]);
    const again = later.at(paused.dueAt);
    await sweepSyncs(again);
    await work(again);
    expect(await contactSync(again, t)).toMatchObject({ phase: 'done', done: 4, attempts: 0, error: null });
    expect(await contactsOf(again, t)).toHaveLength(4);
  });

  test('P-2 Settings shows what came over, what holds it up and what failed; asking begins a run', async () => {
    const { ctx, t } = await begun(crm);
    const before = await readProgress(ctx, t.agencyId);
    expect(before).toMatchObject({
      canAsk: true,
      isUnderWay: false,
      lookedAt: NOON,
      places: { done: 1 },
      people: { done: 3 },
    });
    expect(before.contacts).toMatchObject({ all: 1, done: 1, failed: 0, records: 3 });
    const vendor = crm.kind === 'jwt' ? 'host' : 'highlevel';
    crm.faults.add({ vendor, path: '/contacts', kind: 'before', status: 503 });
    const later = ctx.at(NOON + DAY);
    expect(await askForSync(later, t.agencyId)).toMatchObject({ isUnderWay: true });
    await work(later);
    const [held] = (await readProgress(later, t.agencyId)).contacts.items;
    expect(held).toMatchObject({ state: 'running', name: 'Bayside Dental', againAt: later.now + 5000 });
    expect(held?.error).toContain('503');
    crm.faults.add({ vendor, path: '/contacts', kind: 'before', status: 404 });
    const again = later.at(later.now + 5000);
    await sweepSyncs(again);
    await work(again);
    expect((await readProgress(again, t.agencyId)).contacts).toMatchObject({ failed: 1, done: 0 });
    await askForSync(again.at(again.now + HOUR), t.agencyId);
    await work(again.at(again.now + HOUR));
    expect((await readProgress(again, t.agencyId)).contacts).toMatchObject({ failed: 0, done: 1 });
  });

  test('H-2 once the app is taken out nothing is looked through any more', async () => {
    const { ctx, t } = await begun(crm);
    await ctx.db.read.update(agency).set({ uninstalledAt: NOON }).where(eq(agency.id, t.agencyId));
    await night(ctx);
    expect((await contactSync(ctx, t)).why).toBe('install');
    await expect(askForSync(ctx, t.agencyId)).rejects.toMatchObject({ body: { code: 'not_connected' } });
  });

  test('C-1 an event that comes while a page is on its way has the last word, if it is later', async () => {
    const { ctx, t, own } = await begun(crm);
    const later = ctx.at(NOON + DAY);
    const of = {
      agencyId: t.agencyId,
      subAccountId: t.subAccountId,
      ownerHostUserId: null,
      source: null,
      createdAt: NOON,
    };
    await beginPlace(later, t.agencyId, t.subAccountId);
    const taken = await takeSync(later, (await contactSync(ctx, t)).id);
    if (!taken) throw new Error('nothing to take');
    const heard = (id: string, name: string, updatedAt: number) =>
      mirrorContact(ctx, { ...of, hostContactId: own(id), name, updatedAt, phones: ['+14155552690'] }, 'US');
    await heard('k1', 'Later news', NOON + 2 * HOUR);
    await heard('k2', 'Older news', NOON + HOUR);
    const listed = (id: string, name: string) => ({
      ...{ id: own(id), name, phones: ['+14155552680'], ownerId: null, source: null },
      ...{ createdAt: NOON, updatedAt: NOON + 1.5 * HOUR, isDeleted: false },
    });
    const page = { items: [listed('k1', 'Page'), listed('k2', 'Page'), listed('k3', 'Page')], next: null };
    await keepContacts(later, taken, 'US', page);
    expect(await contactsOf(ctx, t)).toEqual([
      ['Later news', null, '+14155552690'],
      ['Page', null, '+14155552680'],
      ['Page', null, '+14155552680'],
    ]);
    // The same page once more is somebody else's: the run has moved on.
    await expect(keepContacts(later, taken, 'US', page)).rejects.toThrow('lost a race');
  });
});
