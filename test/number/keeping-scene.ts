import { eq } from 'drizzle-orm';
import { agency, number } from '../../schema/index.ts';
import type { Tenant } from '../support/mint.ts';
import { DAY, type World } from './world.ts';

/** Numbers held over months, and what became of the subscription that pays for them (N-11). */
export function keepingOf(w: World) {
  const buy = async (t: Tenant, more: { type?: 'local' | 'toll_free' } = {}) => {
    const made = await w.buy(t, await w.order(more));
    await w.work();
    return made;
  };

  /** Lets days pass, with a tick after each step. */
  const days = async (count: number, step = 1) => {
    for (let left = count; left > 0; left -= step) {
      await w.advance(Math.min(step, left) * DAY);
      await w.work();
      await w.tick();
    }
  };

  const subscriptions = async (t: Tenant) => {
    const { data } = await w.stripe.subscriptions.list({ customer: await w.payerOf(t), status: 'all', limit: 100 });
    return data;
  };

  const running = async (t: Tenant) => (await subscriptions(t)).filter(sub => sub.status !== 'canceled');

  /** What the keeping subscription took so far, oldest first; nothing for the time before it began. */
  const paid = async (t: Tenant) => {
    const { data } = await w.stripe.invoices.list({ customer: await w.payerOf(t), limit: 100 });
    return data
      .filter(invoice => invoice.amount_paid > 0)
      .map(invoice => invoice.amount_paid)
      .reverse();
  };

  const itemsOf = async (t: Tenant) =>
    (await running(t)).flatMap(sub => sub.items.data.map(item => [item.price.unit_amount, item.quantity]));

  const keptAs = async (t: Tenant) => {
    const [row] = await w.base.db.read.select().from(agency).where(eq(agency.id, t.agencyId));
    return { id: row?.keepingSubscriptionId, status: row?.keepingStatus };
  };

  const letGo = async (numberId: string | null) => {
    await w.base.db.read
      .update(number)
      .set({ releasedAt: w.now() })
      .where(eq(number.id, numberId ?? ''));
  };

  const mails = (t: Tenant) =>
    w.base.sent.mails.filter(mail => mail.to.startsWith(t.agencyUserId) && mail.subject.includes('monthly payment'));

  return { buy, days, subscriptions, running, paid, itemsOf, keptAs, letGo, mails };
}

export type Keeping = ReturnType<typeof keepingOf>;
