import type { Ctx } from '../context.ts';
import { LostRace, type Statement } from '../edge/db.ts';
import { invoiceRow } from '../report/paid-invoice.ts';
import { invoicePaid } from '../report/store.ts';
import { type Hint, look } from './look.ts';
import { move } from './move.ts';
import { priceStatements } from './price-change.ts';
import { stateOf } from './row.ts';
import type { Event, State, Step } from './rules/state.ts';
import { step } from './rules/step.ts';
import { type Held, loadAssignment } from './store/assignment.ts';

const TRIES = 4;

/**
 * Makes our row agree with what Stripe says now: the one convergent act behind webhook, return page,
 * sweep, release and keep. Repeats, reordering and doubles are harmless: the row is read before Stripe is, and written
 * only if it did not move in between. Throws when Stripe gives no answer; nothing has changed then.
 */
export async function sync(ctx: Ctx, agencyId: string, assignmentId: string, hint: Hint = {}): Promise<Held> {
  for (let attempt = 1; ; attempt += 1) {
    const held = await loadAssignment(ctx, agencyId, assignmentId);
    const events = await look(ctx, held.row, hint);
    try {
      const step = stepThrough(stateOf(held.row), events, ctx.now);
      await move(ctx, held, step, {}, { statements: booked(ctx, held, step.next, events) });
      return await loadAssignment(ctx, agencyId, assignmentId);
    } catch (cause) {
      if (!(cause instanceof LostRace) || attempt === TRIES) throw cause;
      ctx.log.info('assignment.raced', { id: assignmentId, attempt });
    }
  }
}

/** What was paid for this assignment by its own subscription, for the books. */
function booked(ctx: Ctx, { row }: Held, next: State, events: readonly Event[]): Statement[] {
  const own = 'subscriptionId' in next ? next.subscriptionId : null;
  return events.flatMap(event => {
    if (event.kind !== 'subscription_seen' || event.subscription.id !== own) return [];
    const { invoice } = event.subscription;
    return invoice ? [invoicePaid(ctx, invoiceRow(invoice, row)), ...priceStatements(ctx, row, invoice)] : [];
  });
}

/** Several sightings make one step. */
function stepThrough(from: State, events: readonly Event[], now: number): Step {
  let all: Step = { ok: true, next: from, act: null, wants: [] };
  for (const event of events) {
    const one = step(all.next, event, now);
    if (!one.ok) throw new Error(`a sighting was refused: ${one.why}`);
    all = { ok: true, next: one.next, act: one.act ?? all.act, wants: [...all.wants, ...one.wants] };
  }
  return all;
}
