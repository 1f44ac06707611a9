import { DAY, type Window } from '../../../worker/company-number/rules/week.ts';
import { numberText } from '../../kit/Number.tsx';
import { t } from '../../text/index.ts';
import { viewer } from '../../viewer.ts';
import type { Colleague, Rule, RuleAction } from './calls.ts';

/** The week as people read it: from Monday; numbers are 0 = Sunday. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 0] as const;
const SUNDAY = Date.UTC(2024, 0, 7);

/** "Mon" or "Monday", in the viewer's language. @param day 0 = Sunday */
export function dayName(day: number, style: 'short' | 'long' | 'narrow'): string {
  return new Intl.DateTimeFormat(viewer.value.locale, { weekday: style, timeZone: 'UTC' }).format(
    SUNDAY + day * 86_400_000,
  );
}

/** "09:05"; the end of a day is "24:00". */
export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** "Mon–Wed, Sat"; "Every day". */
export function daysText(days: readonly number[]): string {
  if (WEEKDAYS.every(day => days.includes(day))) return t.companyNumber.everyDay;
  const runs: number[][] = [];
  WEEKDAYS.forEach((day, place) => {
    if (!days.includes(day)) return;
    const run = runs.at(-1);
    if (run && days.includes(WEEKDAYS[place - 1] ?? -1)) run.push(day);
    else runs.push([day]);
  });
  const short = (day: number | undefined) => dayName(day ?? 0, 'short');
  return runs
    .map(run => (run.length > 2 ? `${short(run[0])}–${short(run.at(-1))}` : run.map(short).join(', ')))
    .join(', ');
}

/** "Mon–Fri 09:00–17:00, Sat 10:00–14:00". */
export function hoursText(hours: Rule['hours']): string {
  return hours.map(({ days, start, end }) => `${daysText(days)} ${clock(start)}–${clock(end)}`).join(', ');
}

/** One row of hours as a sentence, which says when it ends on the next day (U-4). */
export function hoursSentence({ days, start, end }: Rule['hours'][number]): string {
  const words = t.companyNumber.editor;
  if (start === 0 && end === 1440) return words.wholeDay(daysText(days));
  if (end === 0 || end === 1440) return words.midnight(daysText(days), clock(start));
  return (end < start ? words.overnight : words.until)(daysText(days), clock(start), clock(end));
}

/** "Rosa, Omar, and Ada" as the viewer's language joins names. */
export function namesText(names: readonly string[]): string {
  return new Intl.ListFormat(viewer.value.locale, { type: 'conjunction' }).format(names);
}

/** What a rule does, in words. */
export function actionText(action: RuleAction, people: readonly Colleague[]): string {
  const words = t.companyNumber.does;
  const nameOf = (id: string) => people.find(person => person.id === id)?.name ?? t.companyNumber.people.left;
  if (action.kind === 'number') return words.number(numberText(action.e164));
  if (action.kind === 'user') return action.userId === null ? words.owner : words.user(nameOf(action.userId));
  const names = namesText(action.userIds.map(nameOf));
  return action.userIds.length > 1 ? words.group(names, action.seconds) : words.groupOne(names, action.seconds);
}

/** Windows of the same hours as one: days on which they start, and the hours. */
function alike(windows: readonly Window[]): { days: number[]; hours: string }[] {
  const groups = new Map<string, number[]>();
  for (const { start, end } of windows) {
    const day = Math.floor(start / DAY);
    const [from, length] = [start - day * DAY, end - start];
    const until = (from + length) % DAY || DAY;
    const hours =
      length > DAY
        ? `${clock(from)}–${dayName(Math.floor(end / DAY) % 7, 'short')} ${clock(until)}`
        : `${clock(from)}–${clock(until)}`;
    groups.set(hours, [...(groups.get(hours) ?? []), day]);
  }
  return [...groups].map(([hours, days]) => ({ hours, days }));
}

const MANY = 4;

/** The minutes in which two rules clash: "Mon–Fri 16:00–17:00"; the first few, and how many more. */
export function clashText(windows: readonly Window[]): string {
  const groups = alike(windows).map(({ days, hours }) => `${daysText(days)} ${hours}`);
  const shown = groups.slice(0, MANY).join(', ');
  const rest = groups.length - MANY;
  return rest > 0 ? `${shown} ${t.companyNumber.editor.andMore(rest)}` : shown;
}
