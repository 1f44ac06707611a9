import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agency } from '../../schema/index.ts';
import { connectHost } from '../../worker/host/connect.ts';
import { HostError, type HostPort } from '../../worker/host/port.ts';
import { NOON, type TestCtx, testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';
import { type Crm, locationOf, openHighlevel, openJwt } from './two-hosts.ts';

/** H-1: one port, two adapters; whoever uses it need not know which host is behind it. */
describe.each([
  ['a JWT host', openJwt],
  ['HighLevel', openHighlevel],
] as const)('H-1 the port to %s', (_name, open) => {
  let crm: Crm;
  let ctx: TestCtx;
  let t: Tenant;
  let host: HostPort;
  let locationId: string;
  beforeAll(async () => {
    crm = await open();
    ctx = await testContext();
    t = await mintTenant(ctx);
    await crm.admit(ctx, t);
    locationId = locationOf(t);
    crm.place(t, { id: locationId, name: 'Bayside Dental' });
    crm.person(t, { id: 'p_rosa', name: 'Rosa Diaz' });
    crm.person(t, { id: 'p_ada', name: 'Ada Lind', isAgency: true });
    const found = await connectHost(ctx, t.agencyId);
    if (!found) throw new Error('not connected');
    host = found;
  });
  afterAll(() => crm.close());

  const made = (name: string, phones: string[]) =>
    host.createContact({ locationId, name, phones, ownerId: 'p_rosa', source: 'Website', tags: ['new caller'] });
  const entry = { at: NOON, from: '+14155550141', to: '+14155550100' };

  test('C-3 a contact is made there with its owner, Source and Tag, and comes back as we keep it', async () => {
    const record = await made('Zoë Ferrán', ['+14155550141']);
    expect(record).toMatchObject({
      name: 'Zoë Ferrán',
      phones: ['+14155550141'],
      ownerId: 'p_rosa',
      source: 'Website',
    });
    expect(crm.look(record.id)).toMatchObject({ phones: ['+14155550141'], source: 'Website', tags: ['new caller'] });
    expect(await host.readContact({ locationId, id: record.id })).toMatchObject({ id: record.id, isDeleted: false });
  });

  test('U-9 a tag is added to those there are, a Source set, and a second phone is no loss of the first', async () => {
    const of = { locationId, id: (await made('Omar', ['+14155550142'])).id };
    await host.addTags(of, ['spring']);
    const changed = await host.updateContact(of, { source: 'Ads', phones: ['+14155550142', '+14155550143'] });
    expect(changed.phones).toEqual(['+14155550142', '+14155550143']);
    expect(crm.look(of.id)).toMatchObject({ source: 'Ads', tags: ['new caller', 'spring'] });
    expect(crm.look(of.id).phones[0]).toBe('+14155550142');
  });

  test('C-2 calls, texts and voicemail reach the timeline, each with the key that tells a repeat', async () => {
    const of = { locationId, id: (await made('Ruth', ['+14155550144'])).id };
    await host.addTimeline(of, {
      ...entry,
      key: 'call:1',
      kind: 'call',
      direction: 'inbound',
      status: 'answered',
      durationS: 62,
    });
    await host.addTimeline(of, {
      ...entry,
      key: 'text:1',
      kind: 'text',
      direction: 'outbound',
      status: 'sent',
      body: 'See you',
      userId: 'p_rosa',
    });
    await host.addTimeline(of, {
      ...entry,
      key: 'voicemail:1',
      kind: 'voicemail',
      direction: 'inbound',
      status: 'left',
    });
    const { timeline } = crm.look(of.id);
    expect(timeline.map(line => /(call|text|voicemail):1/.exec(line)?.[0])).toEqual([
      'call:1',
      'text:1',
      'voicemail:1',
    ]);
  });

  test('C-3 what was made just now is found again when the answer was lost', async () => {
    const record = await made('Lost Answer', ['+14155550145']);
    const recent = await host.contactsSince(locationId, (record.updatedAt ?? ctx.now) - 1000);
    expect(recent.map(one => one.id)).toContain(record.id);
    expect(await host.contactsSince(locationId, (record.updatedAt ?? ctx.now) + 60_000)).toEqual([]);
  });

  test('H-5 contacts, people and places are read page by page to the end, each once', async () => {
    const all = async <T extends { id: string }>(
      page: (cursor: string | null) => Promise<{ items: T[]; next: string | null }>,
    ) => {
      const seen: string[] = [];
      for (let cursor: string | null = null, n = 0; n < 50; n += 1) {
        const { items, next }: { items: T[]; next: string | null } = await page(cursor);
        seen.push(...items.map(one => one.id));
        if (next === null) return seen.sort();
        cursor = next;
      }
      throw new Error('it never ends');
    };
    const contacts = await all(cursor => host.contactPage(locationId, cursor));
    expect(new Set(contacts).size).toBe(contacts.length);
    expect(contacts.length).toBeGreaterThanOrEqual(4);
    expect(await all(cursor => host.userPage(null, cursor))).toEqual(['p_ada', 'p_rosa']);
    expect(await all(cursor => host.locationPage(cursor))).toEqual([locationId]);
  });

  test('H-5 the host’s wish to be asked less is passed on with how long', async () => {
    crm.slowDown(0);
    const refused = await host.contactPage(locationId, null).catch((cause: unknown) => cause);
    expect(refused).toBeInstanceOf(HostError);
    expect(refused).toMatchObject({ status: 429, mayPass: true, retryAfterMs: 10_000 });
    crm.faults.clear();
  });

  test('a contact that is not there is a refusal that stays', async () => {
    const refused = host.readContact({ locationId, id: 'no-such-contact' });
    await expect(refused).rejects.toMatchObject({ mayPass: false });
  });

  test('H-2 uninstalled, the host is asked nothing', async () => {
    await ctx.db.read.update(agency).set({ uninstalledAt: 1 }).where(eq(agency.id, t.agencyId));
    expect(await connectHost(ctx, t.agencyId)).toBeUndefined();
  });
});
