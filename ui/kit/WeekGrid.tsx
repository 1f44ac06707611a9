import './week.css';
import { t } from '../text/index.ts';
import { viewer } from '../viewer.ts';

/** A stretch of one day in wall time. `day` 0 = Monday … 6 = Sunday; minutes 0–1440, half-open (U-4). */
export interface Slot {
  day: number;
  from: number;
  to: number;
}

export interface WeekRule {
  id: string;
  name: string;
  slots: readonly Slot[];
  /** Which tint, where rules keep theirs while others come and go; else by their place. */
  tint?: number | undefined;
}

const DAY = 1440;
const HOURS = [0, 6, 12, 18, 24];

/** Monday's instant in a week that has no clock change, to let Intl name days and hours. */
const MONDAY = Date.UTC(2024, 0, 1);

const dayName = (day: number, style: 'short' | 'long') =>
  new Intl.DateTimeFormat(viewer.value.locale, { weekday: style, timeZone: 'UTC' }).format(MONDAY + day * 86_400_000);

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const TINTS = 10;

/** The colour of the rule at this place. */
export const tint = (index: number) => `var(--tint-${(index % TINTS) + 1})`;

/** A week by the hour: one tint per rule, the default hatched, clashing minutes red, and where now is. */
export function WeekGrid(props: {
  rules: readonly WeekRule[];
  /** Name of what covers the rest of the week; hatched. Absent: the rest is simply closed. */
  rest?: string | undefined;
  clashes?: readonly Slot[] | undefined;
  now?: { day: number; minute: number } | undefined;
  height?: string | undefined;
}) {
  const { rules, rest, clashes = [], now } = props;
  return (
    <figure aria-label={t.kit.week.caption}>
      <div class="week" style={props.height ? { '--height': props.height } : undefined} aria-hidden="true">
        <span />
        {Array.from({ length: 7 }, (_, day) => (
          <span key={day} class="week-day" data-today={now?.day === day ? '' : undefined}>
            {dayName(day, 'short')}
          </span>
        ))}
        <div class="week-hours">
          {HOURS.map(hour => (
            <span key={hour} style={{ top: `${(hour / 24) * 100}%` }}>
              {clock(hour * 60)}
            </span>
          ))}
        </div>
        {Array.from({ length: 7 }, (_, day) => (
          <div key={day} class="week-column" data-default={rest ? '' : undefined}>
            {rules.map((rule, i) =>
              rule.slots
                .filter(slot => slot.day === day)
                .map(slot => (
                  <Stretch key={`${rule.id}-${slot.from}`} slot={slot} name={rule.name} colour={tint(rule.tint ?? i)} />
                )),
            )}
            {clashes
              .filter(slot => slot.day === day)
              .map(slot => (
                <Stretch key={`clash-${slot.from}`} slot={slot} name={t.kit.week.clash} clash />
              ))}
            {now?.day === day && <div class="week-now" style={{ top: `${(now.minute / DAY) * 100}%` }} />}
          </div>
        ))}
      </div>
      <ul class="week-key" aria-hidden="true">
        {rules.map((rule, i) => (
          <li key={rule.id}>
            <span class="week-swatch" style={{ '--tint': tint(rule.tint ?? i) }} />
            {rule.name}
          </li>
        ))}
        {rest && (
          <li>
            <span class="week-swatch" data-default />
            {rest}
          </li>
        )}
      </ul>
      <Spoken rules={rules} clashes={clashes} />
    </figure>
  );
}

function Stretch(props: { slot: Slot; name: string; colour?: string; clash?: boolean }) {
  const { slot, name } = props;
  return (
    <div
      class="week-slot"
      data-clash={props.clash ? '' : undefined}
      title={t.kit.week.slot(name, dayName(slot.day, 'long'), clock(slot.from), clock(slot.to))}
      style={{
        top: `${(slot.from / DAY) * 100}%`,
        height: `${((slot.to - slot.from) / DAY) * 100}%`,
        ...(props.colour ? { '--tint': props.colour } : {}),
      }}
    />
  );
}

/** The same in words, for who does not see it. */
function Spoken({ rules, clashes }: { rules: readonly WeekRule[]; clashes: readonly Slot[] }) {
  const lines = [
    ...rules.flatMap(rule => rule.slots.map(slot => ({ slot, name: rule.name }))),
    ...clashes.map(slot => ({ slot, name: t.kit.week.clash })),
  ];
  return (
    <ul class="sr-only">
      {lines.map(({ slot, name }) => (
        <li key={`${name}-${slot.day}-${slot.from}`}>
          {t.kit.week.slot(name, dayName(slot.day, 'long'), clock(slot.from), clock(slot.to))}
        </li>
      ))}
    </ul>
  );
}
