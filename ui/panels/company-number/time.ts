const TIME = /^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*([ap])?\.?m?\.?$/i;

/**
 * A time of day as people type it: `9`, `930`, `9:30`, `17.45`, `5 pm`, and `24:00` for the end of a day.
 * @returns minutes since midnight, or null
 */
export function readTime(entry: string): number | null {
  const match = TIME.exec(entry.trim());
  if (!match) return null;
  const half = match[3]?.toLowerCase();
  const minute = Number(match[2] ?? 0);
  let hour = Number(match[1]);
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  const at = hour * 60 + minute;
  return minute < 60 && at <= 1440 ? at : null;
}
