/**
 * Which bytes of a sound a player asked for (RFC 9110 §14): it jumps about in it. Undefined = all of it, also for what is
 * not understood; null = beyond its end.
 */
export function rangeOf(header: string, length: number): { start: number; end: number } | undefined | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header.trim()) ?? [];
  if (!from && !to) return undefined;
  const start = from ? Number(from) : Math.max(0, length - Number(to));
  const end = from && to ? Math.min(Number(to), length - 1) : length - 1;
  if (from && to && Number(to) < Number(from)) return undefined;
  return start >= length || length === 0 ? null : { start, end };
}
