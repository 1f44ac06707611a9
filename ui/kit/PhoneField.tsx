import { useState } from 'preact/hooks';
import { typeNumber, writeNumber } from '../format/phone.ts';
import { t } from '../text/index.ts';
import { viewer } from '../viewer.ts';
import { Field, type FieldProps } from './Field.tsx';
import { Icon } from './Icon.tsx';

/**
 * A phone number in whatever way people type it: formats on the way, guesses the country from the viewer's, shows a green
 * check once it is whole. `onInput` gets E.164, `null` while it is not a valid number, `''` when emptied.
 */
export function PhoneField(
  props: FieldProps & {
    /** E.164, or empty. */
    value: string;
    onInput: (e164: string | null) => void;
    onCommit?: ((e164: string) => void) | undefined;
    /** The server judges: what is not a whole number is handed on as typed, and its refusal comes back as `error`. */
    judged?: boolean | undefined;
    country?: string | undefined;
    disabled?: boolean | undefined;
    testid?: string | undefined;
  },
) {
  const country = props.country ?? viewer.value.country;
  const [entry, setEntry] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  const typed = typeNumber(entry ?? props.value, country);
  const shown = entry ?? writeNumber(props.value, country);
  const incomplete = left && !props.judged && entry !== null && entry !== '' && !typed.e164;

  const input = (raw: string, shrinking: boolean) => {
    // While characters are being removed the formatting would put them back, so it waits.
    const next = shrinking ? raw : typeNumber(raw, country).text;
    setEntry(next);
    setLeft(false);
    props.onInput(next === '' ? '' : (typeNumber(next, country).e164 ?? (props.judged ? next : null)));
  };

  return (
    <Field {...props} error={props.error ?? (incomplete ? t.kit.invalidNumber : undefined)}>
      {tied => (
        <div class="input-wrap">
          <input
            {...tied}
            class="input tabular"
            type="tel"
            inputMode="tel"
            autocomplete="off"
            value={shown}
            disabled={props.disabled}
            data-testid={props.testid}
            onInput={event => {
              const raw = event.currentTarget.value;
              input(raw, raw.length < shown.length);
            }}
            onBlur={() => setLeft(true)}
            onChange={() => {
              if (typed.e164 ?? entry === '') props.onCommit?.(typed.e164 ?? '');
              else if (props.judged && entry !== null) props.onCommit?.(entry);
            }}
          />
          {typed.e164 && (
            <span class="input-mark" data-good>
              <Icon name="check" />
              <span class="sr-only">{t.kit.validNumber}</span>
            </span>
          )}
        </div>
      )}
    </Field>
  );
}
