import type { Recurring } from '../object/price.ts';

const DAY = 86_400;

/** The anchor moved on by `steps` intervals; the 31st falls on a short month's last day and returns to the 31st. */
export function stepFrom(anchor: number, recurring: Recurring, steps: number): number {
  const count = steps * recurring.interval_count;
  if (recurring.interval === 'day') return anchor + count * DAY;
  if (recurring.interval === 'week') return anchor + count * 7 * DAY;
  return addMonths(anchor, recurring.interval === 'year' ? count * 12 : count);
}

function addMonths(instant: number, months: number): number {
  const from = new Date(instant * 1000);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const moved = new Date(instant * 1000);
  moved.setUTCFullYear(year, month, Math.min(from.getUTCDate(), lastDay));
  return Math.floor(moved.getTime() / 1000);
}

/** End of the period that begins at `start`: the first anniversary of the anchor after it. */
export function periodEnd(anchor: number, recurring: Recurring, start: number): number {
  if (start < anchor) return anchor;
  let steps = 0;
  while (stepFrom(anchor, recurring, steps) <= start) steps += 1;
  return stepFrom(anchor, recurring, steps);
}
