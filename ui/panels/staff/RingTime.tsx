import { useEffect, useState } from 'preact/hooks';
import { Field, Notice } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import { useRested } from './choice.ts';
import { SelfSaving } from './SelfSaving.tsx';
import { useSaving } from './saving.ts';

/** 5 to 60 seconds; above 25 a mobile's own voicemail may pick up first. */
const LEAST = 5;
const MOST = 60;
const MAILBOX = 25;

/** How long the phone rings; saved when the slider rests. */
export function RingTime(props: { seconds: number; voicemail: boolean; save: (seconds: number) => Promise<unknown> }) {
  const words = t.staff;
  const [draft, setDraft] = useState<number | null>(null);
  const saving = useSaving(props.save);
  const shown = draft ?? props.seconds;
  useRested(draft === null ? undefined : { value: draft }, props.seconds, saving, 500);

  useEffect(() => {
    if (draft === props.seconds && !saving.busy) setDraft(null);
  }, [props.seconds, draft, saving.busy]);

  return (
    <SelfSaving saving={saving} field="ringSeconds">
      <Field
        label={words.ring.label}
        hint={props.voicemail ? words.ring.hintVoicemail : words.ring.hint}
        error={saving.problem?.fields.ringSeconds}
      >
        {tied => (
          <div class="ring-time">
            <input
              {...tied}
              type="range"
              class="ring-slider"
              min={LEAST}
              max={MOST}
              step={1}
              value={shown}
              style={{ '--done': `${((shown - LEAST) / (MOST - LEAST)) * 100}%` }}
              aria-valuetext={words.secondsSpoken(shown)}
              data-testid="ring-time"
              onInput={event => setDraft(event.currentTarget.valueAsNumber)}
            />
            <output for={tied.id} class="tabular">
              {words.seconds(shown)}
            </output>
          </div>
        )}
      </Field>
      {shown > MAILBOX && (
        <Notice tone="wait" testid="ring-warning">
          {words.ring.warning}
        </Notice>
      )}
    </SelfSaving>
  );
}
