import type { Books } from './books.ts';
import type { Tally } from './tally.ts';

/** Ways from one state to another that the runs must have gone. */
export const EDGES = [
  'assigned',
  'included',
  'included → ended unassigned',
  'price_chosen',
  'price_changed',
  'reminded',
  'pending → pending checkout_opened',
  'pending → pending checkout_lapsed',
  'pending → pending expiry_announced',
  'pending → active activated',
  'pending → ended expired',
  'pending → ended unassigned',
  'active → active renewed',
  'active → ending release_scheduled',
  'active → past_due past_due',
  'active → ended unassigned',
  'active → ended canceled_at_stripe',
  'ending → active kept',
  'ending → ended released',
  'ending → ended unassigned',
  'past_due → past_due payment_reminded',
  'past_due → active restored',
  'past_due → suspended suspended',
  'past_due → ended unassigned',
  'past_due → ended unpaid',
  'suspended → active restored',
  'suspended → ended unassigned',
  'suspended → ended unpaid',
  'late_payment_refunded',
  'purchase.reserved',
  'reserved → purchase.charged',
  'reserved → purchase.consent',
  'reserved → purchase.declined',
  'consent → purchase.charged',
  'consent → purchase.declined',
  'charged → purchase.ordered',
  'charged → purchase.refunding',
  'refunding → purchase.refunded',
  'ordered → purchase.done',
  'number.imported',
  'requested',
  'fulfilled',
  'declined',
  'standing_changed',
  'plan.page_opened',
  'plan.page_closed',
  'plan.started',
  'plan.double_undone',
] as const;

/** Entities whose lines tell no state of an assignment or purchase. */
const ELSEWHERE: readonly string[] = ['number', 'number_request', 'sub_account'];

/** Counts the ways gone, as the audit tells them. */
export function countEdges({ audit }: Books, tally: Tally): void {
  for (const line of audit) {
    if (line.entity === 'purchase') {
      tally.count('edges', typeof line.before === 'string' ? `${line.before} → ${line.act}` : line.act);
    }
    if (ELSEWHERE.includes(line.entity)) tally.count('edges', line.act);
    if (line.entity !== 'assignment') continue;
    const [before, after] = [is(line.before), is(line.after)];
    tally.count('edges', before && after ? `${before} → ${after} ${line.act}` : line.act);
  }
}

const is = (told: unknown): string | undefined => (told as { is?: string } | null)?.is;
