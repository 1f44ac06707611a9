/** What a zone's clock reads at an instant, as if it were UTC. */
function wallOf(at: number, zone: string): number {
  const part: Record<string, number> = {};
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute);
}

/**
 * The instant at which a zone's clock reads this date and time: the first of two in a repeated hour; in a skipped one the
 * instant as if the clock had not been changed yet, and `skipped` says so (U-5).
 * @param date `2026-03-08` @param time `02:30`
 */
export function instantOf(date: string, time: string, zone: string): { at: number; skipped: boolean } | null {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(wanted)) return null;
  // A clock is never changed by more than a day's worth around the wanted time: both offsets that may hold are tried.
  const offsets = [wanted - 86_400_000, wanted + 86_400_000].map(near => wallOf(near, zone) - near);
  const tries = offsets.map(offset => wanted - offset).sort((a, b) => a - b);
  const found = tries.find(at => wallOf(at, zone) === wanted);
  if (found !== undefined) return { at: found, skipped: false };
  return { at: wanted - (offsets[0] ?? 0), skipped: true };
}

/** Date and time of a zone's clock, as fields hold them. */
export function wallFields(at: number, zone: string): { date: string; time: string } {
  const text = new Date(wallOf(at, zone)).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}
