/**
 * what a number earned and cost. The telco takes its price on the same day of each month; each of those charges is
 * shared out by time between the sub-accounts that had the number in service and nobody (idle). Billed is what clients
 * paid, less refunds. All amounts are minor units of one currency, instants epoch ms.
 */
export interface Charge {
  numberId: string;
  amount: number;
  /** The time it pays for, as far as it has passed and the number was held. */
  from: number;
  to: number;
  /** Which of the report's months it falls into. */
  month: number;
}

/** Somebody had a number in service. `to` = now where it goes on. */
export interface Service {
  numberId: string;
  subAccountId: string;
  from: number;
  to: number;
}

export interface Payment {
  subAccountId: string;
  amount: number;
  month: number;
}

export interface Sums {
  billed: number;
  /** Telco cost of numbers while they were in service. */
  cost: number;
  /** Telco cost of numbers while nobody had them. */
  idle: number;
}

export interface Report {
  months: Sums[];
  subAccounts: Map<string, Omit<Sums, 'idle'>>;
}

export function report(
  months: number,
  charges: readonly Charge[],
  services: readonly Service[],
  payments: readonly Payment[],
): Report {
  const sums: Sums[] = Array.from({ length: months }, () => ({ billed: 0, cost: 0, idle: 0 }));
  const subAccounts = new Map<string, Omit<Sums, 'idle'>>();
  const of = (id: string) => {
    const known = subAccounts.get(id) ?? { billed: 0, cost: 0 };
    subAccounts.set(id, known);
    return known;
  };
  const byNumber = Map.groupBy(services, one => one.numberId);
  for (const charge of charges) {
    const sum = sums[charge.month];
    if (!sum) continue;
    const shares = shared(charge, byNumber.get(charge.numberId) ?? []);
    for (const { subAccountId, amount } of shares) {
      sum.cost += amount;
      of(subAccountId).cost += amount;
    }
    sum.idle += charge.amount - shares.reduce((all, { amount }) => all + amount, 0);
  }
  for (const { subAccountId, amount, month } of payments) {
    const sum = sums[month];
    if (!sum) continue;
    sum.billed += amount;
    of(subAccountId).billed += amount;
  }
  return { months: sums, subAccounts };
}

/** Whole minor units to each, by its share of the time; never more than the charge in all. */
export function shared(charge: Charge, services: readonly Service[]): { subAccountId: string; amount: number }[] {
  const whole = charge.to - charge.from;
  const shares = services
    .map(({ subAccountId, from, to }) => ({
      subAccountId,
      // A charge of this very moment goes to whoever has the number.
      part: whole > 0 ? overlap(charge, { from, to }) / whole : Number(from <= charge.from && charge.from <= to),
    }))
    .filter(({ part }) => part > 0);
  let left = charge.amount;
  return shares.map(({ subAccountId, part }) => {
    const amount = Math.min(left, Math.round(charge.amount * part));
    left -= amount;
    return { subAccountId, amount };
  });
}

function overlap(a: { from: number; to: number }, b: { from: number; to: number }): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
}
