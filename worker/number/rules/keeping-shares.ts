import { type HeldNumber, wantedItems } from './keeping.ts';

/**
 * N-11: which subscription pays which numbers. One is enough for most agencies; Stripe takes at most twenty lines in one, and
 * one currency, so that there may be more. A price stays where it is paid: moving it would charge part of a month twice.
 */
export const MOST_LINES = 20;

/** A keeping subscription that runs. */
export interface Running {
  currency: string;
  /** The prices of its lines. */
  amounts: readonly number[];
  /** The instant its lines are made up for, epoch ms. */
  at: number;
}

export interface Shares {
  /** Per subscription, in their order: how many numbers at which price; one that pays nothing is to end. */
  shares: Map<number, number>[];
  /** What none of them pays, to be paid by further ones. */
  left: HeldNumber[];
}

const nameOf = (currency: string, amount: number) => `${amount} ${currency}`;

/** @param soon what is due until then (epoch ms) does not wait for room */
export function shareOut(held: readonly HeldNumber[], running: readonly Running[], soon: number): Shares {
  const wants = running.map(one => wantedItems(held, one.currency, one.at));
  const shares = running.map(() => new Map<number, number>());
  const taken = new Set<string>();
  const take = (n: number, amount: number) => {
    const quantity = wants[n]?.get(amount);
    const name = nameOf(running[n]?.currency ?? '', amount);
    if (quantity === undefined || taken.has(name)) return;
    shares[n]?.set(amount, quantity);
    taken.add(name);
  };
  running.forEach((one, n) => {
    for (const amount of one.amounts) take(n, amount);
  });
  running.forEach((one, n) => {
    // Lines are added before others go.
    let room = MOST_LINES - one.amounts.length;
    for (const amount of wants[n]?.keys() ?? []) {
      if (taken.has(nameOf(one.currency, amount)) || room <= 0) continue;
      take(n, amount);
      room -= 1;
    }
  });
  const goesOn = new Set(running.filter((_, n) => shares[n]?.size).map(one => one.currency));
  const left = held.filter(({ amount, currency, from }) => {
    return amount > 0 && !taken.has(nameOf(currency, amount)) && (from <= soon || !goesOn.has(currency));
  });
  return { shares, left };
}

export interface Beginning {
  currency: string;
  /** Of the first payment, epoch ms. */
  start: number;
  wanted: Map<number, number>;
}

/**
 * The subscriptions that pay what is left: each begins with the first number that is due, and nothing is charged before.
 * What is due later comes along in one that has room then. The currency most numbers are in comes first: Stripe may take only
 * one of a customer.
 */
export function beginnings(left: readonly HeldNumber[], soon: number): Beginning[] {
  const all: Beginning[] = [];
  const groups = [...Map.groupBy(left, one => one.currency).values()].sort((a, b) => b.length - a.length);
  let rest = groups.flatMap(group => group.sort((a, b) => a.from - b.from));
  for (let first = rest[0]; first; first = rest[0]) {
    const { currency } = first;
    const start = Math.max(first.from, soon);
    const lines = [...wantedItems(rest, currency, dayEnd(start))].slice(0, MOST_LINES);
    const wanted = new Map(lines);
    all.push({ currency, start, wanted });
    rest = rest.filter(one => one.currency !== currency || (one.from <= dayEnd(start) && !wanted.has(one.amount)));
  }
  return all;
}

/** Per currency, how many numbers that were due before `before` (epoch ms) no line pays. */
export function unbilled(
  held: readonly HeldNumber[],
  lines: readonly { currency: string; amount: number; quantity: number }[],
  before: number,
): Map<string, number> {
  const missing = new Map<string, number>();
  for (const currency of new Set(held.map(one => one.currency))) {
    for (const [amount, quantity] of wantedItems(held, currency, before)) {
      const paid = lines.filter(line => line.currency === currency && line.amount === amount);
      const short = quantity - paid.reduce((sum, line) => sum + line.quantity, 0);
      if (short > 0) missing.set(currency, (missing.get(currency) ?? 0) + short);
    }
  }
  return missing;
}

/** The last millisecond of that day, UTC. */
export function dayEnd(at: number): number {
  const DAY = 86_400_000;
  return Math.floor(at / DAY) * DAY + DAY - 1;
}
