import { type ActiveHours, DAY, type Window } from './week.ts';

/** Days, times and lists as people read them. */
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `09:05`; 1440 is `24:00`. @param minute since midnight */
export function clockWords(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Minutes of the week: `Mon 09:00–17:00`, or over midnight `Fri 22:00–Sat 06:00`. */
export function windowWords({ start, end }: Window): string {
  const [from, to] = [Math.floor(start / DAY), Math.floor((end - 1) / DAY)];
  const until = clockWords(end - to * DAY);
  const day = DAYS[from % 7] ?? '';
  return `${day} ${clockWords(start - from * DAY)}–${from === to ? '' : `${DAYS[to % 7]} `}${until}`;
}

/** `Mon–Fri 09:00–17:00, Sat 10:00–14:00`. */
export function hoursWords(hours: readonly ActiveHours[]): string {
  return hours.map(({ days, start, end }) => `${daysWords(days)} ${clockWords(start)}–${clockWords(end)}`).join(', ');
}

/** Runs of days, the week read from Monday: `Mon–Wed, Sat`. */
export function daysWords(days: readonly number[]): string {
  const order = [1, 2, 3, 4, 5, 6, 0];
  const runs: number[][] = [];
  order.forEach((day, place) => {
    if (!days.includes(day)) return;
    const last = runs.at(-1);
    if (last && days.includes(order[place - 1] ?? -1)) last.push(day);
    else runs.push([day]);
  });
  if (runs[0]?.length === 7) return 'every day';
  return runs
    .map(run => (run.length > 2 ? `${name(run[0])}–${name(run.at(-1))}` : run.map(name).join(', ')))
    .join(', ');
}

function name(day: number | undefined): string {
  return DAYS[day ?? -1] ?? '';
}

/** `Rosa, Omar and Ada`. */
export function listWords(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
