import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invoice, number as numberTable } from '../../schema/index.ts';
import { unassign } from '../../worker/assignment/unassign.ts';
import { margin } from '../../worker/report/margin.ts';
import { mirrorInvoices } from '../../worker/report/mirror-invoices.ts';
import { DAY, MONTH, type Scene, sceneOf } from '../assignment/scene.ts';
import { openWorld, type World } from '../assignment/world.ts';
import { mintTenant } from '../support/mint.ts';

let w: World;
let s: Scene;
beforeAll(async () => {
  w = await openWorld();
  s = sceneOf(w);
});
afterAll(() => w.close());

const totals = async (agencyId: string) => {
  const { months } = await margin(w.ctx(), agencyId, 12);
  const sum = (of: 'billed' | 'cost' | 'idle' | 'margin') => months.reduce((all, month) => all + month[of], 0);
  return { billed: sum('billed'), cost: sum('cost'), idle: sum('idle'), margin: sum('margin') };
};

describe('A-15 the margin report', () => {
  test('counts what was really paid: the first month and each renewal, once', async () => {
    const t = await w.tenant();
    await s.paid(t);
    await w.tick();
    expect((await totals(t.agencyId)).billed).toBe(450);
    await w.advance(MONTH);
    await w.tick();
    await w.work();
    await w.tick();
    expect((await totals(t.agencyId)).billed).toBe(900);
    const { subAccounts, idle, currency, months } = await margin(w.ctx(), t.agencyId, 12);
    expect(currency).toBe('usd');
    expect(idle).toEqual([]);
    expect(subAccounts).toMatchObject([{ id: t.subAccountId, name: 'Bayside Dental', billed: 900, numbers: 1 }]);
    expect(months.length).toBeGreaterThan(1);
    for (const month of months) expect(month.margin).toBe(month.billed - month.cost - month.idle);
  });

  test('a number nobody has costs, and is listed with since when', async () => {
    const t = await w.tenant();
    const made = await margin(w.ctx(), t.agencyId, 12);
    expect(made.months).toEqual([expect.objectContaining({ billed: 0, cost: 0, idle: 115, margin: -115 })]);
    expect(made.idle).toEqual([{ numberId: t.numberId, e164: t.e164, since: expect.any(Number), cost: 115 }]);
    const { id } = await s.paid(t);
    await w.advance(DAY);
    await unassign(w.ctx(), t.agencyId, id);
    await w.work();
    const after = await margin(w.ctx(), t.agencyId, 12);
    expect(after.idle).toMatchObject([{ since: (await w.number(t.numberId)).returnedAt }]);
    expect(await totals(t.agencyId)).toMatchObject({ billed: 450 });
  });

  test('a payment that came too late and was given back is no income', async () => {
    const t = await w.tenant();
    const { id, url } = await s.opened(t);
    w.sandbox.setWebhooks(false);
    await w.pay(url);
    await unassign(w.ctx(), t.agencyId, id);
    w.calm();
    await w.work();
    await mirrorInvoices(w.ctx(), t.agencyId, w.account);
    expect(await s.refundsFor(t)).toEqual([450]);
    expect((await totals(t.agencyId)).billed).toBe(0);
  });

  test('what events did not tell is read again: lost payments, and refunds made at Stripe', async () => {
    const t = await w.tenant();
    const { id, subscriptionId } = await s.paid(t);
    await w.base.db.read.delete(invoice).where(eq(invoice.assignmentId, id));
    await mirrorInvoices(w.ctx(), t.agencyId, w.account);
    expect((await totals(t.agencyId)).billed).toBe(450);
    const bill = await w.stripe.invoices.list({ subscription: subscriptionId ?? '', expand: ['data.payments'] }, s.on);
    const intent = bill.data[0]?.payments?.data[0]?.payment.payment_intent;
    await w.stripe.refunds.create({ payment_intent: String(intent), amount: 100 }, s.on);
    // Which invoice a refund is of is known from the list; Stripe is not asked for each.
    w.faults({ vendor: 'stripe', path: '^/v1/invoice_payments', kind: 'before', status: 500, times: 9 });
    await mirrorInvoices(w.ctx(), t.agencyId, w.account);
    await mirrorInvoices(w.ctx(), t.agencyId, w.account);
    w.calm();
    expect((await totals(t.agencyId)).billed).toBe(350);
    await w.advance(41 * DAY);
    await w.stripe.refunds.create({ payment_intent: String(intent), amount: 50 }, s.on);
    await mirrorInvoices(w.ctx(), t.agencyId, w.account);
    const booked = await w.base.db.read.select().from(invoice).where(eq(invoice.assignmentId, id));
    expect(booked.map(row => row.refunded)).toContain(150);
  });

  test('N-9 a number handed back to the carrier costs no more, but its past stays', async () => {
    const t = await mintTenant(w.ctx());
    await w.advance(MONTH);
    await w.base.db.read.update(numberTable).set({ releasedAt: w.now() }).where(eq(numberTable.id, t.numberId));
    await w.advance(3 * MONTH);
    const { idle } = await margin(w.ctx(), t.agencyId, 12);
    expect(idle).toEqual([]);
    expect((await totals(t.agencyId)).idle).toBe(230);
  });

  test('T-1 an agency sees its own figures only', async () => {
    const t = await mintTenant(w.ctx());
    expect((await totals(t.agencyId)).billed).toBe(0);
  });
});
