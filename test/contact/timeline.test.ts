import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contact, host, outbox } from '../../schema/index.ts';
import { timelineEffect } from '../../worker/contact/timeline.ts';
import { commitWith } from '../../worker/notification/commit.ts';
import { deliver, sweepOutbox } from '../../worker/notification/deliver.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';
import { type Crm, openCrm } from './crm.ts';

const CALLER = '+13125550177';
const MINUTE = 60_000;

let ctx: TestCtx;
let crm: Crm;
let t: Tenant;
beforeAll(async () => {
  ctx = await testContext();
  crm = await openCrm(ctx);
});
afterAll(() => crm.close());
beforeEach(async () => {
  crm.faults.clear();
  ctx.sent.jobs.length = 0;
  t = await mintTenant(ctx);
  await crm.admit(t);
});

/** Tells `contactIds` of a call, at that time. */
async function tell(key: string, contactIds: string[], at = ctx.now, more: object = {}): Promise<void> {
  const news = {
    agencyId: t.agencyId,
    subAccountId: t.subAccountId,
    contactIds,
    key,
    kind: 'call' as const,
    direction: 'in' as const,
    at,
    from: CALLER,
    to: t.e164,
    status: 'missed',
    ...more,
  };
  await commitWith(ctx.at(at), t.agencyId, [], timelineEffect(news));
}

/** Does what is queued until nothing is left; what was left for later stays. */
async function work(at = ctx.now): Promise<void> {
  for (let jobs = ctx.sent.jobs.splice(0); jobs.length; jobs = ctx.sent.jobs.splice(0)) {
    for (const job of jobs) if (job.kind === 'deliver') for (const id of job.outboxIds) await deliver(ctx.at(at), id);
  }
}

const keys = (hostContactId: string) => crm.timelineOf(hostContactId).map(entry => entry.key);
const rows = () => ctx.db.read.select().from(outbox).where(eq(outbox.agencyId, t.agencyId)).orderBy(outbox.id);

describe('C-2 calls and texts reach the contact’s timeline in the host', () => {
  test('as the host’s contract wants it, on every contact, with the user by the host’s id', async () => {
    const one = await crm.contactOf(t, { phones: [CALLER] });
    const two = await crm.contactOf(t, { phones: [CALLER] });
    await tell('call:1', [one.id, two.id, one.id], ctx.now, { status: 'answered', durationS: 61, userId: t.staffId });
    await work();
    const entry = {
      key: 'call:1',
      kind: 'call',
      direction: 'inbound',
      at: new Date(ctx.now).toISOString(),
      from: CALLER,
      to: t.e164,
      status: 'answered',
      duration_s: 61,
      user_id: `host-${t.staffId}`,
    };
    expect(crm.timelineOf(one.hostContactId)).toEqual([{ ...entry, contactId: one.hostContactId }]);
    expect(crm.timelineOf(two.hostContactId)).toEqual([{ ...entry, contactId: two.hostContactId }]);
  });

  test('the same event told again adds nothing, and an entry whose answer was lost is recognised', async () => {
    const { id, hostContactId } = await crm.contactOf(t, {});
    crm.faults.add({ vendor: 'host', path: 'timeline', kind: 'after', status: 503 });
    await tell('call:1', [id]);
    await tell('call:1', [id]);
    await work();
    expect((await rows()).map(row => row.deliveredAt)).toEqual([null]);
    await sweepOutbox(ctx.at(ctx.now + 2 * MINUTE));
    await work(ctx.now + 2 * MINUTE);
    expect(keys(hostContactId)).toEqual(['call:1']);
    expect((await rows()).map(row => row.deliveredAt)).toEqual([ctx.now + 2 * MINUTE]);
  });

  test('in order: what comes later waits until the host has accepted what was before; other contacts do not', async () => {
    const one = await crm.contactOf(t, {});
    const other = await crm.contactOf(t, {});
    crm.faults.add({ vendor: 'host', path: 'timeline', kind: 'before', status: 503 });
    await tell('call:1', [one.id]);
    await tell('text:2', [one.id], ctx.now + 1, { kind: 'text', body: 'مرحبا 🙂' });
    await tell('call:3', [one.id, other.id], ctx.now + 2);
    await work();
    expect(keys(one.hostContactId)).toEqual([]);
    expect(keys(other.hostContactId)).toEqual(['call:3']);
    const later = ctx.now + 2 * MINUTE;
    await sweepOutbox(ctx.at(later));
    expect(ctx.sent.jobs).toHaveLength(1);
    await work(later);
    expect(keys(one.hostContactId)).toEqual(['call:1', 'text:2', 'call:3']);
  });

  test.each([404, 422])('X-2 what the host refuses for good (%s) is parked at once and steps aside', async status => {
    const { id, hostContactId } = await crm.contactOf(t, {});
    crm.faults.add({ vendor: 'host', path: 'timeline', kind: 'before', status });
    await tell('call:1', [id]);
    await tell('call:2', [id], ctx.now + 1);
    await work();
    expect(keys(hostContactId)).toEqual(['call:2']);
    const [refused, next] = await rows();
    expect(refused).toMatchObject({
      parkedAt: ctx.now,
      deliveredAt: null,
      error: expect.stringContaining(`${status}`),
    });
    expect(next?.deliveredAt).toBe(ctx.now);
  });

  test('X-2 after two days of trying it is parked, and what waited behind it goes on', async () => {
    const { id, hostContactId } = await crm.contactOf(t, {});
    crm.faults.add({ vendor: 'host', path: 'timeline', kind: 'before', status: 500, times: 8 });
    await tell('call:1', [id]);
    await tell('call:2', [id], ctx.now + 1);
    let at = ctx.now;
    for (let attempt = 0; attempt < 8; attempt += 1, at += 25 * 60 * MINUTE) {
      await sweepOutbox(ctx.at(at));
      await work(at);
    }
    expect(keys(hostContactId)).toEqual(['call:2']);
    expect((await rows())[0]?.parkedAt).toBeGreaterThan(ctx.now);
  });

  test('a contact deleted meanwhile, or a host without an interface, is no failure: it is kept here only', async () => {
    const { id, hostContactId } = await crm.contactOf(t, {});
    const kept = await crm.contactOf(t, {});
    await ctx.db.read.update(contact).set({ deletedAt: ctx.now }).where(eq(contact.id, id));
    await tell('call:1', [id]);
    await work();
    await ctx.db.read.update(host).set({ apiBaseUrl: null }).where(eq(host.id, t.hostId));
    await tell('call:2', [kept.id]);
    await work();
    expect(crm.timelineOf(hostContactId)).toEqual([]);
    expect((await rows()).map(row => [row.deliveredAt, row.error])).toEqual([
      [ctx.now, null],
      [ctx.now, null],
    ]);
  });

  test('T-1 an entry never reaches another agency’s contact', async () => {
    const theirs = await mintTenant(ctx);
    await crm.admit(theirs);
    const { id, hostContactId } = await crm.contactOf(theirs, {});
    await tell('call:1', [id]);
    await work();
    expect(crm.timelineOf(hostContactId)).toEqual([]);
  });
});
