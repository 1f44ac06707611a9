import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { agency as agencyTable, outbox, webhookEvent } from '../../schema/index.ts';
import { processEvent, storeEvent } from '../../worker/host/event.ts';
import { agencyConcerned } from '../../worker/host/store.ts';
import { commitWith } from '../../worker/notification/commit.ts';
import { deliver } from '../../worker/notification/deliver.ts';
import { causeInWords, deliveryInWords, eventInWords } from '../../worker/notification/rules/failure.ts';
import { type Body, type Desk, type Office, openDesk } from '../inbox/desk.ts';

let desk: Desk;
let o: Office;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.ctx.sent.jobs.length = 0;
  o = await desk.office();
});

const agency = (of = o) => desk.as(of, of.agencyUserId);
const failures = async (of = o): Promise<Body[]> => (await agency(of).get('/failures')).items;

/** A mail to somebody who is gone, tried until it is parked. */
async function parkedMail(key = 'm'): Promise<string> {
  const params = { e164: o.e164, subAccountName: 'Bayside', price: 0, currency: 'usd', timezone: 'UTC' };
  const { agencyId, subAccountId } = o;
  const effect = { kind: 'mail', template: 'overflow', agencyId, subAccountId, userId: 'usr_gone', params } as const;
  await commitWith(desk.ctx, agencyId, [], [{ key: `${key}:${agencyId}`, effect }]);
  const [row] = await desk.ctx.db.read
    .select()
    .from(outbox)
    .where(eq(outbox.key, `${key}:${agencyId}`));
  const id = row?.id ?? '';
  await desk.ctx.db.read.update(outbox).set({ attempts: 7 }).where(eq(outbox.id, id));
  await deliver(desk.ctx, id);
  return id;
}

describe('X-2 what failed for good', () => {
  test('is listed in words: what, why, how often, since when', async () => {
    const id = await parkedMail();
    expect(await failures()).toEqual([
      {
        id,
        kind: 'delivery',
        what: 'An email',
        error: 'The recipient usr_gone is gone.',
        attempts: 8,
        since: desk.ctx.now,
        parkedAt: desk.ctx.now,
      },
    ]);
  });

  test('an event of the CRM is listed to the agency it is about', async () => {
    const id = `host:${o.hostId}:1`;
    const data = { company_id: `company-${o.agencyId}`, id: 'k1', location_id: 'loc-nowhere', phones: [] };
    const payload = { type: 'contact.upserted', timestamp: 1, data };
    await storeEvent(desk.ctx, { id, source: 'host', origin: o.hostId, type: 'contact.upserted', payload });
    await desk.ctx.db.read.update(webhookEvent).set({ attempts: 6 }).where(eq(webhookEvent.id, id));
    await expect(processEvent(desk.ctx, id)).rejects.toThrow();
    expect(await failures()).toEqual([]);
    await processEvent(desk.ctx, id);
    expect(await failures()).toMatchObject([
      { id, kind: 'event', what: 'News of a contact from your CRM', attempts: 8 },
    ]);
    expect(await failures(await desk.office())).toEqual([]);
  });

  test('an event of the platform’s own Stripe account is listed to the agency that is its customer', async () => {
    const customer = `cus_${o.agencyId}`;
    await desk.ctx.db.read
      .update(agencyTable)
      .set({ stripeCustomerId: customer })
      .where(eq(agencyTable.id, o.agencyId));
    const payload = { id: 'evt_1', type: 'invoice.paid', data: { object: { object: 'invoice', customer } } };
    expect(await agencyConcerned(desk.ctx, { source: 'stripe', origin: '', payload })).toBe(o.agencyId);
    const itself = { ...payload, data: { object: { object: 'customer', id: customer } } };
    expect(await agencyConcerned(desk.ctx, { source: 'stripe', origin: '', payload: itself })).toBe(o.agencyId);
    const nobodys = { ...payload, data: { object: { object: 'invoice' } } };
    expect(await agencyConcerned(desk.ctx, { source: 'stripe', origin: '', payload: nobodys })).toBeUndefined();
  });

  test('Retry puts it back, once, with an audit line; when it fails again it is parked again', async () => {
    const id = await parkedMail();
    expect((await agency().post(`/failures/${id}/retry`)).status).toBe(200);
    expect(desk.ctx.sent.jobs.at(-1)).toEqual({ kind: 'deliver', outboxIds: [id] });
    expect(await failures()).toEqual([]);
    expect((await agency().post(`/failures/${id}/retry`)).status).toBe(404);
    expect(await desk.acts(o, 'delivery')).toEqual(['retried']);
    await deliver(desk.ctx, id);
    const [row] = await desk.ctx.db.read.select().from(outbox).where(eq(outbox.id, id));
    expect(row).toMatchObject({ attempts: 1, parkedAt: null });
    expect(row?.dueAt).toBeGreaterThan(desk.ctx.now);
  });

  test('what became of a retry can be asked: under way, failed but tried again by itself, done', async () => {
    const id = await parkedMail();
    const state = async (of = o) => (await agency(of).ask('GET', `/failures/${id}`)).body;
    expect(await state()).toEqual({ id, state: 'parked', error: 'The recipient usr_gone is gone.' });
    await agency().post(`/failures/${id}/retry`);
    expect(await state()).toEqual({ id, state: 'trying', error: null });
    await deliver(desk.ctx, id);
    expect(await state()).toEqual({ id, state: 'waiting', error: 'The recipient usr_gone is gone.' });
    await desk.ctx.db.read.update(outbox).set({ deliveredAt: 1 }).where(eq(outbox.id, id));
    expect(await state()).toEqual({ id, state: 'done', error: null });
    expect(await state(await desk.office())).toMatchObject({ status: 404 });
  });

  test('an event that is retried is processed', async () => {
    const id = `host:${o.hostId}:2`;
    const data = { company_id: `company-${o.agencyId}`, id: 'k1', location_id: `loc-${o.subAccountId}`, name: 'Zoë' };
    const payload = { type: 'contact.upserted', timestamp: 1, data };
    await storeEvent(desk.ctx, { id, source: 'host', origin: o.hostId, type: 'contact.upserted', payload });
    const parked = { parkedAt: 1, agencyId: o.agencyId, attempts: 8, error: 'Error: x' };
    await desk.ctx.db.read.update(webhookEvent).set(parked).where(eq(webhookEvent.id, id));
    expect((await agency().post(`/failures/${encodeURIComponent(id)}/retry`)).status).toBe(200);
    await processEvent(desk.ctx, id);
    const [row] = await desk.ctx.db.read.select().from(webhookEvent).where(eq(webhookEvent.id, id));
    expect(row).toMatchObject({ processedAt: desk.ctx.now, error: null });
  });

  test('T-1 T-2 another agency’s does not exist; people of a sub-account may not', async () => {
    const id = await parkedMail();
    const theirs = await desk.office();
    expect((await agency(theirs).post(`/failures/${id}/retry`)).status).toBe(404);
    expect((await desk.as(o, o.ownerId).ask('GET', '/failures')).status).toBe(403);
    expect((await desk.as(o, o.ownerId).post(`/failures/${id}/retry`)).status).toBe(403);
  });

  test('many are read a page at a time', async () => {
    const row = (n: number) => ({
      id: `out_${o.agencyId.slice(4)}${n}`,
      agencyId: o.agencyId,
      key: `${o.agencyId}:${n}`,
      effect: { kind: 'mail' },
      ...{ createdAt: 1, dueAt: 1, parkedAt: Math.floor(n / 3) },
    });
    await desk.ctx.db.read.insert(outbox).values(Array.from({ length: 120 }, (_, n) => row(n)));
    const ids: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: Body = await agency().get(`/failures${next && `?cursor=${encodeURIComponent(next)}`}`);
      ids.push(...page.items.map((item: Body) => item.id));
      next = page.next;
    }
    expect([ids.length, new Set(ids).size]).toEqual([120, 120]);
  });
});

test('X-2 causes and subjects are said in words', () => {
  expect(causeInWords('Error: the CRM answered 404')).toBe('The CRM answered 404.');
  expect(causeInWords('Hopeless: no such contact!')).toBe('No such contact!');
  expect(causeInWords('DrizzleQueryError: Failed query: select "id" from "user"')).toBe(
    'Our database refused it or could not be reached.',
  );
  expect(causeInWords(null)).toBe('No cause was given.');
  expect(deliveryInWords({ kind: 'timeline', entryKind: 'call' })).toBe(
    'Writing a call to a contact’s timeline in your CRM',
  );
  expect(deliveryInWords({ kind: 'something_new' })).toBe('Telling somebody of a change');
  expect(eventInWords('stripe', 'invoice.paid')).toBe('News of a payment from Stripe');
  expect(eventInWords('host', 'other')).toBe('News from your CRM');
});
