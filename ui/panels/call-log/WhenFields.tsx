import { zoneName } from '../../format/time.ts';
import { Radios, TextField } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import { viewer } from '../../viewer.ts';
import type { Trial } from './trial.ts';
import { exactText } from './words.ts';

/** When: now, or at any time of the sub-account's clock (U-5). */
export function WhenFields(props: {
  trial: Trial;
  zone: string;
  at: { at: number; skipped: boolean } | null;
  onChange: (change: Partial<Trial>) => void;
}) {
  const { trial, at, onChange } = props;
  const words = t.callLog.testing;
  return (
    <>
      <div class="radio-pair">
        <Radios<Trial['when']>
          label={words.when}
          value={trial.when}
          options={[
            { value: 'now', label: words.now },
            { value: 'at', label: words.at },
          ]}
          onChange={when => onChange({ when })}
          testid="test-when"
        />
      </div>
      {trial.when === 'at' && (
        <div class="test-time">
          <TextField
            label={words.date}
            type="date"
            value={trial.date}
            onInput={date => onChange({ date })}
            testid="test-date"
          />
          <TextField
            label={words.time}
            type="time"
            value={trial.time}
            onInput={time => onChange({ time })}
            testid="test-time"
          />
          <p class="secondary">
            {words.zone(zoneName(props.zone, viewer.value.locale))} {at?.skipped && words.skipped(exactText(at.at))}
          </p>
        </div>
      )}
    </>
  );
}
