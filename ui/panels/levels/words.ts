import { zoneName } from '../../format/time.ts';
import type { Tone } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import { viewer } from '../../viewer.ts';
import type { Level, LevelNumber, ProgramStatus, Purpose, Tree } from './calls.ts';

export const TONES: Record<ProgramStatus, Tone> = { upcoming: 'info', running: 'good', ended: 'free' };

/** "3 Mar 2026" of a day such as 2026-03-03, which is the same day in every zone. */
export function dateText(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) return day;
  return new Intl.DateTimeFormat(viewer.value.locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(at);
}

/** "3 Mar 2026 – 30 Apr 2026"; without a last day, that it has no end. */
export function durationText({ startsAt, endsAt }: { startsAt: string; endsAt: string | null }): string {
  const from = dateText(startsAt);
  return endsAt === null ? t.levels.openEnd(from) : t.levels.days(from, dateText(endsAt));
}

export const zoneText = (zone: string) => zoneName(zone, viewer.value.locale);

export const purposeText = (purpose: Purpose | null) => (purpose ? t.levels.purpose[purpose] : t.levels.noPurpose);

export const countText = (n: number) => new Intl.NumberFormat(viewer.value.locale).format(n);

/** The level on which a number itself sits. */
export function seatOf({ unit, program }: LevelNumber, business: Level): Level {
  if (program) return { kind: 'program', id: program.id, name: program.name };
  return unit ? { kind: 'unit', ...unit } : business;
}

export const businessLevel = ({ business: { id, name } }: Tree): Level => ({ kind: 'business', id, name });

/** Every level of the business, from the top, for choosing one. */
export function levelsOf(tree: Tree): { level: Level; label: string }[] {
  const top = businessLevel(tree);
  return [
    { level: top, label: top.name },
    ...tree.items.flatMap(unit => [
      { level: { kind: 'unit' as const, id: unit.id, name: unit.name }, label: unit.name },
      ...unit.programs.map(({ id, name }) => ({
        level: { kind: 'program' as const, id, name },
        label: `${unit.name} › ${name}`,
      })),
    ]),
  ];
}

/** "United States" in the viewer's language. */
export function countryName(code: string): string {
  return new Intl.DisplayNames([viewer.value.locale], { type: 'region', fallback: 'code' }).of(code) ?? code;
}
