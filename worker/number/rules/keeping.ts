/**
 * N-11: after its first month, which its purchase paid, the agency pays each number it holds on our account by one
 * monthly subscription, or several. Their items follow the numbers: one per price, as many as are held at it. Money is
 * minor units.
 */
export interface HeldNumber {
  amount: number;
  currency: string;
  /** When its second month begins, epoch ms. */
  from: number;
}

/** An item of the subscription, as Stripe has it. */
export interface KeptItem {
  id: string;
  amount: number;
  quantity: number;
}

export type ItemChange =
  | { id: string; quantity: number }
  | { id: string; deleted: true }
  | { amount: number; quantity: number };

/** How many numbers are to be paid at each price, at that instant. A subscription speaks one currency; others are left out. */
export function wantedItems(held: readonly HeldNumber[], currency: string, at: number): Map<number, number> {
  const wanted = new Map<number, number>();
  for (const one of held) {
    if (one.currency !== currency || one.from > at || one.amount === 0) continue;
    wanted.set(one.amount, (wanted.get(one.amount) ?? 0) + 1);
  }
  return wanted;
}

/**
 * What must change at Stripe. `raise` is prorated: a number that enters within a period pays what is left of it.
 * `lower` is not: a month begun is paid.
 */
export function itemChanges(items: readonly KeptItem[], wanted: ReadonlyMap<number, number>) {
  const raise: ItemChange[] = [];
  const lower: ItemChange[] = [];
  const left = new Map(wanted);
  for (const { id, amount, quantity } of items) {
    const target = left.get(amount);
    left.delete(amount);
    if (target === undefined) lower.push({ id, deleted: true });
    else if (target > quantity) raise.push({ id, quantity: target });
    else if (target < quantity) lower.push({ id, quantity: target });
  }
  for (const [amount, quantity] of left) raise.push({ amount, quantity });
  return { raise, lower };
}

/** Stripe's words for a subscription whose payment is missing. */
export function isUnpaid(status: string | null): boolean {
  return status === 'past_due' || status === 'unpaid' || status === 'incomplete';
}
