import { and, eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assignment, audit, number as numberTable, outbox } from '../../schema/index.ts';
import { sweepAssignments } from '../../worker/assignment/check.ts';
import { endCrowd, settleRelease } from '../../worker/assignment/end-crowd.ts';
import { release } from '../../worker/assignment/release.ts';
import { wiresCleared } from '../../worker/number/wires.ts';
import { listFindings } from '../../worker/reconcile/findings.ts';
import { freshNumber, mintTenant, type Tenant } from '../support/mint.ts';
import { HOUR, type Scene, sceneOf } from './scene.ts';
import { openWorld, type World } from './world.ts';

let w: World;
let s: Scene;
beforeAll(async () => {
  w = await openWorld();
  s = sceneOf(w);
});
afterAll(() => w.close());

const COUNT = 1200;
/** Whatever ending clears elsewhere (L-6) must be cleared here, too; the test compares both. */
const WIRED = { forwardTo: '+12125550199', wiredTo: 'company' as const, unitId: 'unt_1', programId: 'prg_1' };

/** Very many numbers of one sub-account whose release is due; one more is not over yet. */
async function crowd(t: Tenant, count = COUNT): Promise<void> {
  const over = w.now() - HOUR;
  const { read } = w.base.db;
  const bare = { agencyId: t.agencyId, subAccountId: t.subAccountId, userId: t.ownerId, mode: 'paid' as const };
  const price = { telcoCost: 115, telcoCurrency: 'usd', markup: 335, price: 450, currency: 'usd' };
  for (let n = 0; n < count; n += 1) {
    const id = `${t.agencyId}_${n}`;
    const endsAt = n === 0 ? w.now() + HOUR : over;
    const held = {
      country: 'US',
      type: 'local' as const,
      voice: true,
      sms: true,
      telcoCost: 115,
      telcoCurrency: 'usd',
    };
    const at = { twilioSid: `PN${id}`, twilioAccountSid: 'AC1', boughtAt: 1, ...WIRED };
    await read
      .insert(numberTable)
      .values({ id: `num_${id}`, agencyId: t.agencyId, e164: freshNumber(), ...held, ...at });
    const paid = {
      stripeAccountId: w.account,
      subscriptionId: `sub_${id}`,
      paidThrough: endsAt,
      endsAt,
      checkAt: over,
    };
    const row = { id: `asg_${id}`, numberId: `num_${id}`, state: 'ending' as const, createdAt: 1, activatedAt: 1 };
    await read.insert(assignment).values({ ...row, ...bare, ...price, ...paid });
  }
}

const rowsOf = (t: Tenant) => w.base.db.read.select().from(assignment).where(eq(assignment.agencyId, t.agencyId));
const outboxOf = (t: Tenant, kind: string) =>
  w.base.db.read
    .select()
    .from(outbox)
    .where(and(eq(outbox.agencyId, t.agencyId), like(outbox.key, `${kind}:%`)));

describe('A-9 very many releases at once', () => {
  test('are ended by what their rows prove, each with its audit lines, wires cleared, one mail and one settling', async () => {
    const t = await mintTenant(w.ctx(), { agency: { stripeAccountId: w.account } });
    await crowd(t);
    await Promise.all([sweepAssignments(w.ctx()), sweepAssignments(w.ctx())]);
    await sweepAssignments(w.ctx());
    const rows = await rowsOf(t);
    const ended = rows.filter(row => row.state === 'ended');
    expect(ended).toHaveLength(COUNT - 1);
    for (const row of ended) expect(row).toMatchObject({ endReason: 'released', endedAt: row.endsAt, checkAt: null });
    const lines = await w.base.db.read.select().from(audit).where(eq(audit.agencyId, t.agencyId));
    expect(new Set(lines.map(line => `${line.act} ${line.entityId}`)).size).toBe(lines.length);
    expect(lines.filter(line => line.act === 'released')).toHaveLength(COUNT - 1);
    expect(lines.filter(line => line.act === 'returned')).toHaveLength(COUNT - 1);
    expect(lines[0]).toMatchObject({ before: { is: 'ending' }, after: { is: 'ended', reason: 'released' } });
    const numbers = await w.base.db.read.select().from(numberTable).where(eq(numberTable.agencyId, t.agencyId));
    expect(numbers.filter(one => one.forwardTo !== null)).toHaveLength(1);
    const [one] = numbers.filter(({ id }) => id === ended[0]?.numberId);
    await w.ctx().db.commit([wiresCleared(w.ctx(), t.agencyId, one?.id ?? '')]);
    expect({ ...(await w.number(one?.id ?? '')), returnedAt: 0 }).toEqual({ ...one, returnedAt: 0 });
    expect(await outboxOf(t, 'mail')).toHaveLength(COUNT - 1);
    const settling = await outboxOf(t, 'settle_release');
    expect(settling).toHaveLength(COUNT - 1);
    const span = Math.max(...settling.map(row => row.dueAt)) - Math.min(...settling.map(row => row.dueAt));
    expect(span).toBeGreaterThan(100_000);
    expect(Math.max(...settling.map(row => row.dueAt)) - w.now()).toBeLessThan(300_000);
  }, 60_000);

  test('what a second crowd queues up comes behind the first one’s, at the same rate; one tick at a time ends it', async () => {
    const dues = async (t: Tenant) => (await outboxOf(t, 'settle_release')).map(row => row.dueAt).sort((a, b) => a - b);
    const first = await mintTenant(w.ctx(), { agency: { stripeAccountId: w.account } });
    await crowd(first, 60);
    await endCrowd(w.ctx(), 10);
    const second = await mintTenant(w.ctx(), { agency: { stripeAccountId: w.account } });
    await crowd(second, 60);
    const both = await Promise.all([endCrowd(w.ctx(), 10), endCrowd(w.ctx(), 10)]);
    expect(both.sort((a, b) => a - b)).toEqual([0, 59]);
    const [earlier, later] = [await dues(first), await dues(second)];
    expect(later[0]).toBeGreaterThan(earlier.at(-1) ?? 0);
    const span = (later.at(-1) ?? 0) - (earlier[0] ?? 0);
    expect([span >= 117 * 200, span < 119 * 200]).toEqual([true, true]);
  });

  test('few are each re-read at Stripe first', async () => {
    const t = await mintTenant(w.ctx(), { agency: { stripeAccountId: w.account } });
    await crowd(t, 20);
    await sweepAssignments(w.ctx());
    expect((await rowsOf(t)).filter(row => row.state === 'ended')).toEqual([]);
  });
});

describe('A-9 settled with Stripe behind it', () => {
  /** Released, over, and ended as one of a crowd would be, with Stripe’s clock not there yet. */
  async function endedUnseen(keep: boolean) {
    const t = await w.tenant();
    const { id } = await s.paid(t);
    const { subscriptionId, paidThrough } = await release(w.ctx(), w.client(t), id);
    await w.work();
    w.sandbox.setWebhooks(false);
    if (keep) await w.stripe.subscriptions.update(subscriptionId ?? '', { cancel_at_period_end: false }, s.on);
    await w.advance((paidThrough ?? 0) + 2 * HOUR - w.now());
    const set = { state: 'ended' as const, endReason: 'released' as const, endedAt: paidThrough, checkAt: null };
    await w.base.db.read.update(assignment).set(set).where(eq(assignment.id, id));
    await settleRelease(w.ctx(), { assignmentId: id });
    await w.work();
    w.calm();
    await w.work();
    return { t, id };
  }

  test('one that Stripe ended, too, costs nothing more and needs nothing', async () => {
    const { t } = await endedUnseen(false);
    expect((await s.subscriptionsOf(t)).map(sub => sub.status)).toEqual(['canceled']);
    expect(await s.refundsFor(t)).toEqual([]);
    expect((await listFindings(w.ctx(), t.agencyId)).items).toEqual([]);
  });

  test('one that was kept at Stripe behind our back is cancelled, given back and told', async () => {
    const { t, id } = await endedUnseen(true);
    expect((await s.subscriptionsOf(t)).map(sub => sub.status)).toEqual(['canceled']);
    expect(await s.refundsFor(t)).toEqual([450]);
    expect((await listFindings(w.ctx(), t.agencyId)).items).toMatchObject([{ kind: 'kept_at_stripe', subject: id }]);
    expect((await w.row(id)).state).toBe('ended');
  });
});
