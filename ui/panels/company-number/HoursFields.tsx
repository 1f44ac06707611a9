import './hours.css';
import { useId } from 'preact/hooks';
import { zoneName } from '../../format/time.ts';
import { Button, Icon } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import { viewer } from '../../viewer.ts';
import { type DraftHours, rowFault } from './draft.ts';
import { TimeField } from './TimeField.tsx';
import { dayName, hoursSentence, WEEKDAYS } from './words.ts';

/** More rows than this make no rule clearer; the server takes 28. */
const MOST_ROWS = 14;
const NEXT: DraftHours = { days: [6], start: 10 * 60, end: 14 * 60 };

/** When a rule holds: rows of days with start and end, each said back in words (U-4). */
export function HoursFields(props: {
  zone: string;
  /** What they are the hours of. */
  label?: string | undefined;
  hours: readonly DraftHours[];
  onChange: (hours: DraftHours[]) => void;
  /** Saving was tried: what is missing is said too. */
  tried: boolean;
  error: string | undefined;
}) {
  const { hours, onChange } = props;
  const words = t.companyNumber.editor;
  return (
    <fieldset class="hours">
      <legend class="field-label">
        {props.label ?? words.hours} <span>{words.hoursAbout(zoneName(props.zone, viewer.value.locale))}</span>
      </legend>
      {hours.map((row, at) => (
        <Row
          // Rows have no identity of their own; their place is what the person sees.
          key={at}
          at={at}
          row={row}
          tried={props.tried}
          onChange={changed => onChange(hours.map((old, place) => (place === at ? changed : old)))}
          onRemove={hours.length > 1 ? () => onChange(hours.filter((_, place) => place !== at)) : undefined}
        />
      ))}
      {hours.length < MOST_ROWS && (
        <div>
          <Button small icon="plus" onClick={() => onChange([...hours, NEXT])} testid="add-hours">
            {words.addHours}
          </Button>
        </div>
      )}
      {props.error && (
        <p class="field-error" role="alert">
          <Icon name="stop" />
          <span>{props.error}</span>
        </p>
      )}
    </fieldset>
  );
}

function Row(props: {
  at: number;
  row: DraftHours;
  tried: boolean;
  onChange: (row: DraftHours) => void;
  onRemove: (() => void) | undefined;
}) {
  const { row, at, onChange } = props;
  const id = useId();
  const words = t.companyNumber.editor;
  const fault = rowFault(row);
  // A half-typed time is no mistake yet; two equal times are.
  const said = fault && (props.tried || fault.code !== 'no_time');
  return (
    <fieldset class="hours-row" aria-describedby={id} data-testid={`hours-${at}`}>
      <legend class="sr-only">{words.row(at + 1)}</legend>
      <Days days={row.days} onChange={days => onChange({ ...row, days })} />
      <div class="hours-times">
        <TimeField
          label={words.from}
          value={row.start}
          onChange={start => onChange({ ...row, start })}
          testid={`from-${at}`}
        />
        <TimeField label={words.to} value={row.end} onChange={end => onChange({ ...row, end })} testid={`to-${at}`} />
        {props.onRemove && (
          <Button
            kind="quiet"
            icon="trash"
            label={words.removeHours(at + 1)}
            onClick={props.onRemove}
            testid={`remove-hours-${at}`}
          />
        )}
      </div>
      <p class="hours-said" id={id} data-fault={said ? '' : undefined} aria-live="polite">
        {said ? words.fault[fault.code] : !fault && hoursSentence(row as Parameters<typeof hoursSentence>[0])}
      </p>
    </fieldset>
  );
}

function Days({ days, onChange }: { days: readonly number[]; onChange: (days: number[]) => void }) {
  const toggle = (day: number) =>
    onChange(days.includes(day) ? days.filter(one => one !== day) : [...days, day].sort());
  return (
    <fieldset class="days" aria-label={t.companyNumber.editor.days}>
      {WEEKDAYS.map(day => (
        <button
          key={day}
          type="button"
          class="day"
          aria-pressed={days.includes(day)}
          aria-label={dayName(day, 'long')}
          title={dayName(day, 'long')}
          onClick={() => toggle(day)}
          data-testid={`day-${day}`}
        >
          {dayName(day, 'short')}
        </button>
      ))}
    </fieldset>
  );
}
