import { useState } from 'preact/hooks';
import { Button, Icon, TextField } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import { instantOf } from '../call-log/instant.ts';
import { useChoice } from './choice.ts';
import { SelfSaving } from './SelfSaving.tsx';
import { inOneHour, tomorrowMorning, untilText } from './until.ts';

/** Calls skip the person until a moment of their choice (R-9, S-2). */
export function DoNotDisturb(props: {
  until: number | null;
  /** Whose clock the moment is on. */
  zone: string;
  save: (until: number | null) => Promise<unknown>;
}) {
  const { zone } = props;
  const { shown, choose, saving } = useChoice(props.until, props.save);
  const [picking, setPicking] = useState(false);
  const words = t.staff.disturb;
  const set = async (until: number | null) => {
    if (await choose(until)) setPicking(false);
  };
  return (
    <SelfSaving saving={saving} field="doNotDisturbUntil">
      <fieldset class="field" data-testid="do-not-disturb">
        <legend class="field-label">{words.label}</legend>
        {shown === null ? (
          <>
            <div class="row" style={{ '--gap': '8px' }}>
              <Button small onClick={() => void set(inOneHour())} testid="disturb-hour">
                {words.hour}
              </Button>
              <Button small onClick={() => void set(tomorrowMorning(zone))} testid="disturb-tomorrow">
                {words.tomorrow}
              </Button>
              <Button small onClick={() => setPicking(!picking)} expanded={picking} testid="disturb-date">
                {words.date}
              </Button>
            </div>
            {picking && <Moment zone={zone} error={saving.problem?.fields.doNotDisturbUntil} onSet={set} />}
            <span class="field-hint">{words.hint}</span>
          </>
        ) : (
          <div class="calls-off" data-testid="calls-off">
            <Icon name="clock" />
            <span>{words.off(untilText(shown, zone))}</span>
            <Button small onClick={() => void set(null)} testid="disturb-end">
              {words.end}
            </Button>
          </div>
        )}
      </fieldset>
    </SelfSaving>
  );
}

function Moment(props: { zone: string; error: string | undefined; onSet: (until: number) => Promise<void> }) {
  const [date, setDate] = useState('');
  const [time, setTime] = useState('08:00');
  const words = t.staff.disturb;
  const moment = instantOf(date, time, props.zone);
  return (
    <div class="moment">
      <TextField label={words.day} type="date" value={date} onInput={setDate} testid="disturb-day" />
      <TextField label={words.time} type="time" value={time} onInput={setTime} testid="disturb-time" />
      <Button disabled={!moment} onClick={() => moment && void props.onSet(moment.at)} testid="disturb-set">
        {words.set}
      </Button>
      {props.error && (
        <p class="field-error" role="alert">
          <Icon name="stop" />
          <span>{props.error}</span>
        </p>
      )}
    </div>
  );
}
