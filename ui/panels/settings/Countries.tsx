import { getCountries } from 'libphonenumber-js/min';
import { useRef, useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Combobox, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { viewer } from '../../viewer.ts';
import { countryName } from '../sub-accounts/words.ts';
import { type Settings, saveSettings } from './calls.ts';
import { Section } from './Section.tsx';

/** So many are in view; a longer list is opened. */
const IN_VIEW = 24;

interface Country {
  id: string;
  label: string;
}

/** Where clients may call, text and forward to; it acts on the next call. */
export function Countries({ settings }: { settings: Settings }) {
  const words = t.settings.countries;
  const saving = useAction((allowedCountries: string[]) => saveSettings({ allowedCountries }));
  const codes = settings.allowedCountries;
  const allowed = named(codes);
  const others = named(getCountries().filter(code => !codes.includes(code)));

  // Undo may come later, after another change: it takes back its own country only.
  const current = useRef(codes);
  current.current = codes;
  const allow = (code: string) => saving.run([...current.current, code]);
  const refuse = (code: string) => saving.run(current.current.filter(one => one !== code));
  const onAdd = async (code: string | null) => {
    if (code && (await allow(code))) toast(words.added(countryName(code)), () => void refuse(code));
  };
  const onRemove = async ({ id, label }: Country) => {
    if (await refuse(id)) toast(words.removed(label), () => void allow(id));
  };
  return (
    <Section title={words.title} about={words.about} testid="countries">
      <Combobox
        label={words.add}
        placeholder={words.placeholder}
        choices={others.map(country => ({ ...country, detail: country.id }))}
        value={null}
        onPick={code => void onAdd(code)}
        testid="add-country"
      />
      <Allowed countries={allowed} busy={saving.busy} onRemove={country => void onRemove(country)} />
      <Refusal problem={saving.problem} />
    </Section>
  );
}

function Allowed(props: { countries: readonly Country[]; busy: boolean; onRemove: (country: Country) => void }) {
  const [whole, setWhole] = useState(false);
  const words = t.settings.countries;
  const { countries } = props;
  const isLast = countries.length === 1;
  return (
    <div class="countries">
      <span class="secondary">
        {words.count(countries.length)}
        {isLast && ` · ${words.last}`}
      </span>
      <ul aria-label={words.list}>
        {(whole ? countries : countries.slice(0, IN_VIEW)).map(country => (
          <li key={country.id} data-testid={`country-${country.id}`}>
            {country.label}
            {!isLast && (
              <Button
                kind="quiet"
                small
                icon="close"
                disabled={props.busy}
                label={words.remove(country.label)}
                onClick={() => props.onRemove(country)}
                testid={`remove-${country.id}`}
              />
            )}
          </li>
        ))}
      </ul>
      {countries.length > IN_VIEW && (
        <Button small kind="quiet" onClick={() => setWhole(!whole)} expanded={whole}>
          {whole ? words.showFew : words.showAll(countries.length)}
        </Button>
      )}
    </div>
  );
}

function named(codes: readonly string[]): Country[] {
  return codes
    .map(id => ({ id, label: countryName(id) }))
    .sort((a, b) => a.label.localeCompare(b.label, viewer.value.locale));
}
