import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subAccount } from '../../schema/index.ts';
import { beginSync } from '../../worker/host/sync/begin.ts';
import { testContext } from '../support/context.ts';
import { mintTenant } from '../support/mint.ts';
import { begun, contactsOf, night, peopleOf, syncsOf, work } from './sync-scene.ts';
import { type Crm, locationOf, openHighlevel, openJwt } from './two-hosts.ts';

describe.each([
  ['JWT host', openJwt],
  ['HighLevel', openHighlevel],
])('H-5 places and people of a CRM are looked through: %s', (_name, open) => {
  let crm: Crm;
  beforeAll(async () => {
    crm = await open();
  });
  afterAll(() => crm.close());

  test('people who moved, changed their name, are new or gone are so at night', async () => {
    const { ctx, t, own } = await begun(crm);
    crm.person(t, { id: `host-${t.staffId}`, name: 'Omar H. Haddad', at: [] });
    crm.person(t, { id: `host-${t.ownerId}`, name: '', gone: true });
    crm.person(t, { id: own('u9'), name: 'Wu Ling' });
    const later = await night(ctx);
    const people = await peopleOf(later, t);
    expect(people).toContainEqual(['Wu Ling', 'staff']);
    expect(people.map(([name]) => name)).not.toContain('Rosa Diaz');
    expect(people.find(([name]) => String(name).startsWith('Ada'))?.[1]).toBe('owner');
  });

  test('a place gone in the CRM is gone here; one that is merely without the app stays, and may come back', async () => {
    const { ctx, t, own } = await begun(crm);
    const row = async () => {
      const [found] = await ctx.db.read.select().from(subAccount).where(eq(subAccount.id, t.subAccountId));
      return { isDeleted: found?.deletedAt != null, isWithout: found?.uninstalledAt != null, name: found?.name };
    };
    // The list names somebody still.
    crm.place(t, { id: own('other'), name: 'Harbor' });
    await ctx.db.read.insert(subAccount).values({
      id: own('s2'),
      agencyId: t.agencyId,
      hostLocationId: own('other'),
      name: 'Harbor',
      timezone: 'UTC',
      country: 'US',
      createdAt: 1,
    });
    crm.place(t, { id: locationOf(t), name: 'Bayside', without: true });
    await night(ctx);
    expect(await row()).toMatchObject({ isDeleted: crm.kind === 'jwt', isWithout: crm.kind === 'highlevel' });
    crm.place(t, { id: locationOf(t), name: 'Bayside Dental Care', zone: 'Europe/Madrid' });
    await night(ctx, 2);
    expect(await row()).toEqual({ isDeleted: false, isWithout: false, name: 'Bayside Dental Care' });
    crm.place(t, { id: locationOf(t), name: 'Bayside', gone: true });
    await night(ctx, 3);
    expect(await row()).toMatchObject({ isDeleted: true });
  });
});

test('T-1 where a CRM has many companies on one registration, nobody is given another’s records', async () => {
  const crm = await openJwt();
  const ctx = await testContext();
  const [a, b] = [await mintTenant(ctx), await mintTenant(ctx)];
  for (const t of [a, b]) {
    await crm.admit(ctx, t);
    crm.place(t, { id: locationOf(t), name: 'Bayside Dental' });
    crm.place(t, { id: `new-${t.subAccountId}`, name: 'Not told of yet' });
    crm.person(t, { id: `staff-${t.subAccountId}`, name: `Of ${t.agencyId}` });
    crm.person(t, { id: `agency-${t.subAccountId}`, name: 'Somebody of the agency', isAgency: true });
    crm.contact(t, { id: `k-${t.subAccountId}`, name: `Of ${t.agencyId}` });
  }
  await beginSync(ctx, a.agencyId, 'install');
  await work(ctx);
  expect((await contactsOf(ctx, a)).map(([name]) => name)).toEqual([`Of ${a.agencyId}`]);
  expect(await contactsOf(ctx, b)).toEqual([]);
  const names = (await peopleOf(ctx, a)).map(([name]) => name);
  expect(names).toContain(`Of ${a.agencyId}`);
  expect(names).not.toContain(`Of ${b.agencyId}`);
  expect(names).not.toContain('Somebody of the agency');
  const places = await ctx.db.read.select().from(subAccount).where(eq(subAccount.agencyId, a.agencyId));
  expect(places).toHaveLength(1);
  await crm.close();
});

test('H-2 where a single location has the app, its people and contacts are taken over by its own bearer', async () => {
  const crm = await openHighlevel();
  const ctx = await testContext();
  const t = await mintTenant(ctx);
  await crm.admit(ctx, t, locationOf(t));
  crm.place(t, { id: locationOf(t), name: 'Bayside Dental' });
  crm.person(t, { id: 'u1', name: 'Wu Ling' });
  crm.person(t, { id: 'u2', name: 'Of another place', at: ['elsewhere'] });
  crm.contact(t, { id: 'k1', name: 'Nia Obi', phone: '+14155552671' });
  await beginSync(ctx, t.agencyId, 'install');
  await work(ctx);
  expect((await syncsOf(ctx, t)).map(({ phase, error }) => [phase, error])).toEqual(Array(3).fill(['done', null]));
  expect(await contactsOf(ctx, t)).toEqual([['Nia Obi', null, '+14155552671']]);
  const people = await peopleOf(ctx, t);
  expect(people).toContainEqual(['Wu Ling', 'staff']);
  // Lists of one place are no reason to take somebody out.
  expect(people).toContainEqual(['Rosa Diaz', 'owner']);
  expect(people.map(([name]) => name)).not.toContain('Of another place');
  await crm.close();
});
