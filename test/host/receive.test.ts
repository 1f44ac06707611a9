import { and, eq, isNull } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import {
  agency,
  audit,
  contact,
  contactPhone,
  host,
  membership,
  number,
  outbox,
  subAccount,
  user,
  webhookEvent,
} from '../../schema/index.ts';
import { processEvent, storeEvent, sweepEvents } from '../../worker/host/event.ts';
import { receiveHostEvent } from '../../worker/host/jwt/receive.ts';
import { TooEarly } from '../../worker/host/mirror.ts';
import { agencyOfLocation } from '../../worker/host/store.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { mintTenant } from '../support/mint.ts';

/** A host with one installed company, told about things by events. */
async function stage() {
  const ctx = await testContext();
  await ctx.db.commit([
    ctx.db.read.insert(host).values({
      id: 'hst_1',
      kind: 'jwt',
      issuer: 'crm',
      name: 'CRM',
      algorithm: 'HS256',
      webhookSecret: 'x',
      embedOrigins: [],
      createdAt: ctx.now,
    }),
  ]);
  const tell = (type: string, data: object, at = ctx.now, last = false) =>
    receiveHostEvent(ctx, 'hst_1', { type, timestamp: at, data: { company_id: 'c1', ...data } }, last);
  await tell('app.installed', { company_name: 'Brightline' });
  await tell('location.upserted', { id: 'l1', name: 'Bayside', timezone: 'America/Los_Angeles', country: 'US' });
  return { ctx, tell };
}

const phonesOf = (ctx: TestCtx) =>
  ctx.db.read.select({ e164: contactPhone.e164 }).from(contactPhone).orderBy(contactPhone.e164);

describe('C-1 the contact index follows host events', () => {
  test('a contact with several phones, typed in national format or E.164, is found by each', async () => {
    const { ctx, tell } = await stage();
    await tell('contact.upserted', {
      id: 'k1',
      location_id: 'l1',
      name: 'Zoë 🦷',
      phones: ['(415) 555-0141', '+442079460018', 'n/a'],
    });
    expect((await phonesOf(ctx)).map(p => p.e164)).toEqual(['+14155550141', '+442079460018']);
  });

  test('an older event that arrives late changes nothing, a newer one replaces the phones', async () => {
    const { ctx, tell } = await stage();
    const at = (updated_at: string, phone: string) =>
      tell('contact.upserted', { id: 'k1', location_id: 'l1', name: updated_at, phones: [phone], updated_at });
    await at('2026-03-02T00:00:00Z', '+14155550142');
    await at('2026-03-01T00:00:00Z', '+14155550141');
    expect((await phonesOf(ctx)).map(p => p.e164)).toEqual(['+14155550142']);
    await at('2026-03-03T00:00:00Z', '+14155550143');
    expect((await phonesOf(ctx)).map(p => p.e164)).toEqual(['+14155550143']);
  });

  test('a deleted contact is found by no phone, and an event from before its deletion does not bring it back', async () => {
    const { ctx, tell } = await stage();
    const data = { id: 'k1', location_id: 'l1', phones: ['+14155550141'], updated_at: '2026-03-01T00:00:00Z' };
    await tell('contact.upserted', data);
    await tell('contact.deleted', { id: 'k1', location_id: 'l1', updated_at: '2026-03-02T00:00:00Z' });
    await tell('contact.upserted', data);
    expect(await phonesOf(ctx)).toEqual([]);
    expect(await ctx.db.read.select().from(contact).where(isNull(contact.deletedAt))).toEqual([]);
  });

  test('a contact whose sub-account is not known yet waits instead of getting lost', async () => {
    const { tell } = await stage();
    await expect(tell('contact.upserted', { id: 'k1', location_id: 'l9', phones: [] })).rejects.toBeInstanceOf(
      TooEarly,
    );
  });
});

describe('H-5 users and sub-accounts follow host events', () => {
  test('T-3 a user from a verified host arrives approved, in exactly the sub-accounts the host names', async () => {
    const { ctx, tell } = await stage();
    await tell('location.upserted', { id: 'l2', name: 'Harbor' });
    await tell('user.upserted', {
      id: 'u1',
      name: 'Rosa',
      email: 'r@x.example',
      role: 'owner',
      location_ids: ['l1', 'l2'],
    });
    await tell(
      'user.upserted',
      { id: 'u1', name: 'Rosa', email: 'r@x.example', role: 'user', location_ids: ['l2'] },
      ctx.now + 1,
    );
    const rows = await ctx.db.read
      .select({ status: user.status, role: membership.role, place: subAccount.name })
      .from(user)
      .innerJoin(membership, eq(membership.userId, user.id))
      .innerJoin(subAccount, eq(subAccount.id, membership.subAccountId));
    expect(rows).toEqual([{ status: 'approved', role: 'staff', place: 'Harbor' }]);
  });

  test('T-1 the same host ids in another company are other rows', async () => {
    const { ctx, tell } = await stage();
    await tell('user.upserted', { id: 'u1', name: 'Rosa', location_ids: ['l1'] });
    await tell('app.installed', { company_id: 'c2', company_name: 'Other' });
    await tell('location.upserted', { company_id: 'c2', id: 'l1', name: 'Theirs' });
    await tell('user.upserted', { company_id: 'c2', id: 'u1', name: 'Someone else', location_ids: ['l1'] });
    const names = await ctx.db.read.select({ name: user.name, agencyId: user.agencyId }).from(user).orderBy(user.name);
    expect(names.map(n => n.name)).toEqual(['Rosa', 'Someone else']);
    expect(new Set(names.map(n => n.agencyId)).size).toBe(2);
  });

  test('L-2 a user who leaves the sub-account frees their direct number', async () => {
    const ctx = await testContext();
    const t = await mintTenant(ctx);
    const [row] = await ctx.db.read.select().from(user).where(eq(user.id, t.staffId));
    const [home] = await ctx.db.read.select().from(agency);
    await ctx.db.read.update(number).set({ wiredTo: 'user', wiredUserId: t.staffId });
    await receiveHostEvent(
      ctx,
      t.hostId,
      { type: 'user.deleted', timestamp: ctx.now, data: { company_id: home?.hostCompanyId, id: row?.hostUserId } },
      false,
    );
    const [after] = await ctx.db.read.select({ wiredTo: number.wiredTo, wiredUserId: number.wiredUserId }).from(number);
    expect(after).toEqual({ wiredTo: null, wiredUserId: null });
  });

  test('an unknown company or event type has no effect', async () => {
    const { ctx, tell } = await stage();
    const before = await ctx.db.read.select().from(audit);
    await tell('user.upserted', { company_id: 'nobody', id: 'u1', location_ids: [] });
    await tell('invoice.paid', { id: 'u1' });
    expect(await ctx.db.read.select().from(audit)).toEqual(before);
  });

  test('X-3 every mirrored change has an audit line that names the host', async () => {
    const { ctx, tell } = await stage();
    await tell('location.deleted', { id: 'l1' }, ctx.now + 1);
    const lines = await ctx.db.read.select({ act: audit.act, actor: audit.actorKind }).from(audit).orderBy(audit.seq);
    expect(lines).toEqual([
      { act: 'agency.installed', actor: 'host' },
      { act: 'sub_account.mirrored', actor: 'host' },
      { act: 'sub_account.deleted', actor: 'host' },
    ]);
  });
});

describe('H-4 X-2 stored events', () => {
  const event = (id: string) => ({
    id,
    source: 'host' as const,
    origin: 'hst_1',
    type: 'contact.upserted',
    payload: {
      type: 'contact.upserted',
      timestamp: 1,
      data: { company_id: 'c1', id: 'k1', location_id: 'l9', phones: ['+14155550141'] },
    },
  });

  test('a repeated delivery is stored once', async () => {
    const { ctx } = await stage();
    await storeEvent(ctx, event('host:1'));
    await storeEvent(ctx, event('host:1'));
    expect(await ctx.db.read.select().from(webhookEvent)).toHaveLength(1);
  });

  test('an event that fails is tried again, and works once what it waited for is there', async () => {
    const { ctx, tell } = await stage();
    await storeEvent(ctx, event('host:1'));
    await expect(processEvent(ctx, 'host:1')).rejects.toThrow();
    await tell('location.upserted', { id: 'l9', name: 'Late' });
    await sweepEvents(ctx);
    expect(ctx.sent.jobs.at(-1)).toEqual({ kind: 'event', eventId: 'host:1' });
    await processEvent(ctx, 'host:1');
    expect(await phonesOf(ctx)).toHaveLength(1);
    const open = and(eq(webhookEvent.id, 'host:1'), isNull(webhookEvent.processedAt));
    expect(await ctx.db.read.select().from(webhookEvent).where(open)).toEqual([]);
  });

  test('X-2 an event that keeps failing is taken up later and later, so that an outage of hours parks nothing', async () => {
    const { ctx } = await stage();
    await storeEvent(ctx, event('host:1'));
    for (let attempt = 1; attempt <= 5; attempt += 1) await expect(processEvent(ctx, 'host:1')).rejects.toThrow();
    const taken = async (minutes: number) => {
      ctx.sent.jobs.length = 0;
      await sweepEvents({ ...ctx, now: ctx.now + minutes * 60_000 });
      return ctx.sent.jobs.length;
    };
    expect(await taken(59)).toBe(0);
    expect(await taken(60)).toBe(1);
  });

  test('an event that never works is parked with its error, and sweeps leave it alone', async () => {
    const { ctx } = await stage();
    await storeEvent(ctx, event('host:1'));
    for (let attempt = 1; attempt < 8; attempt += 1) await expect(processEvent(ctx, 'host:1')).rejects.toThrow();
    await processEvent(ctx, 'host:1');
    const [row] = await ctx.db.read.select().from(webhookEvent);
    expect(row?.parkedAt).toBe(ctx.now);
    expect(row?.error).toContain('not mirrored yet');
    ctx.sent.jobs.length = 0;
    await sweepEvents(ctx);
    expect(ctx.sent.jobs).toEqual([]);
  });

  test('X-2 one that no agency’s admin can see fail is told to the operator, once', async () => {
    const { ctx } = await stage();
    const nobodys = { type: 'contact.upserted', timestamp: 1, data: {} };
    await storeEvent(ctx, { ...event('host:2'), payload: nobodys });
    for (let attempt = 1; attempt < 8; attempt += 1) await expect(processEvent(ctx, 'host:2')).rejects.toThrow();
    expect(await ctx.db.read.select().from(outbox)).toEqual([]);
    await processEvent(ctx, 'host:2');
    expect(await ctx.db.read.select().from(outbox)).toMatchObject([{ key: 'mail_operator:host:2', agencyId: '' }]);
  });
});

test('T-1 a location that went from one company to another is the one’s where it lives', async () => {
  const ctx = await testContext();
  const [first, second] = [await mintTenant(ctx), await mintTenant(ctx)];
  const { read } = ctx.db;
  await read.update(agency).set({ hostId: first.hostId });
  const location = `loc-${first.subAccountId}`;
  const owner = async () => (await agencyOfLocation(ctx, first.hostId, location))?.id;
  for (const [before, after] of [
    [first, second],
    [second, first],
  ] as const) {
    await read.update(subAccount).set({ hostLocationId: location, deletedAt: null, uninstalledAt: null });
    await read.update(subAccount).set({ deletedAt: 5 }).where(eq(subAccount.id, before.subAccountId));
    expect(await owner()).toBe(after.agencyId);
    await read
      .update(subAccount)
      .set({ deletedAt: null, uninstalledAt: 5 })
      .where(eq(subAccount.id, before.subAccountId));
    expect(await owner()).toBe(after.agencyId);
  }
});
