import type { Context } from 'hono';
import { Refusal } from './refusal.ts';

export interface Rate {
  max: number;
  intervalMs: number;
  daily: number;
}

/** 100 in 10 seconds and 200,000 a day, for each location or company, as the headers say. */
const RATE: Rate = { max: 100, intervalMs: 10_000, daily: 200_000 };
const DAY_MS = 86_400_000;

interface Spent {
  windowAt: number;
  inWindow: number;
  day: number;
  inDay: number;
}

/** Counts requests by what the bearer is for, and refuses those beyond the limit. */
export function createLimit(now: () => number) {
  let rate = RATE;
  const spent = new Map<string, Spent>();
  return {
    /** Another limit, so that a test need not ask a hundred times. */
    set: (changed: Partial<Rate>): void => {
      rate = { ...RATE, ...changed };
      spent.clear();
    },
    count(c: Context, resource: string): void {
      const at = now();
      const windowAt = Math.floor(at / rate.intervalMs);
      const day = Math.floor(at / DAY_MS);
      const known = spent.get(resource);
      const count = {
        windowAt,
        inWindow: known?.windowAt === windowAt ? known.inWindow + 1 : 1,
        day,
        inDay: known?.day === day ? known.inDay + 1 : 1,
      };
      spent.set(resource, count);
      c.header('X-RateLimit-Limit-Daily', String(rate.daily));
      c.header('X-RateLimit-Daily-Remaining', String(Math.max(0, rate.daily - count.inDay)));
      c.header('X-RateLimit-Interval-Milliseconds', String(rate.intervalMs));
      c.header('X-RateLimit-Max', String(rate.max));
      c.header('X-RateLimit-Remaining', String(Math.max(0, rate.max - count.inWindow)));
      if (count.inWindow > rate.max || count.inDay > rate.daily) throw new Refusal(429, 'Too many requests.');
    },
  };
}

export type Limit = ReturnType<typeof createLimit>;
