import { useState } from 'preact/hooks';
import { Combobox, Notice, numberText, PhoneField, Radios, Select } from '../../kit/index.ts';
import { useQuery } from '../../query.ts';
import { useSettled } from '../../settled.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Contact, findContacts } from './calls.ts';
import type { Trial } from './trial.ts';

interface CallerProps {
  trial: Trial;
  country: string | undefined;
  onChange: (change: Partial<Trial>) => void;
}

/** Who calls: any number, a contact, or somebody who hides their number. */
export function CallerFields({ trial, country, onChange }: CallerProps) {
  const words = t.callLog.testing;
  return (
    <>
      <Radios<Trial['who']>
        label={words.from}
        value={trial.who}
        options={[
          { value: 'number', label: words.another },
          { value: 'contact', label: words.contact },
          {
            value: 'withheld',
            label: words.withheld,
            reason: trial.kind === 'text' ? words.withheldText : undefined,
          },
        ]}
        onChange={who => onChange({ who, from: who === 'contact' ? (trial.contact?.phones[0] ?? '') : '' })}
        testid="test-who"
      />
      {trial.who === 'number' && (
        <PhoneField
          label={words.phone}
          value={trial.from}
          country={country}
          onInput={from => onChange({ from: from ?? '' })}
          testid="test-phone"
        />
      )}
      {trial.who === 'contact' && <ContactField trial={trial} onChange={onChange} />}
    </>
  );
}

function ContactField({ trial, onChange }: Pick<CallerProps, 'trial' | 'onChange'>) {
  const words = t.callLog.testing;
  const [typed, setTyped] = useState('');
  const wanted = useSettled(typed.trim());
  const found = useQuery(`contacts ${wanted}`, () => findContacts(wanted), { keep: true });
  const { contact } = trial;
  const listed = found.data?.items ?? [];
  // The chosen one stays known to the field while something else is searched for.
  const choices = contact && !listed.some(one => one.id === contact.id) ? [contact, ...listed] : listed;
  const pick = (id: string | null) => {
    const next = choices.find(one => one.id === id) ?? null;
    onChange({ contact: next, from: next?.phones[0] ?? '' });
  };
  return (
    <>
      <Combobox
        label={words.who}
        placeholder={words.search}
        choices={choices.map(choiceOf)}
        value={contact?.id ?? null}
        onPick={pick}
        onQuery={setTyped}
        loading={found.loading || found.refreshing}
        testid="test-contact"
      />
      <Refusal problem={found.problem} onAgain={found.again} />
      {contact && contact.phones.length === 0 && <Notice tone="wait">{words.noPhone}</Notice>}
      {contact && contact.phones.length > 1 && (
        <Select
          label={words.which}
          value={trial.from}
          options={contact.phones.map(phone => ({ value: phone, label: numberText(phone) }))}
          onChange={from => onChange({ from })}
          testid="test-contact-phone"
        />
      )}
    </>
  );
}

function choiceOf({ id, name, phones, owner }: Contact) {
  const detail = [phones[0] && numberText(phones[0]), owner?.name].filter(Boolean).join(' · ');
  return { id, label: name, detail: detail || undefined, testid: `contact-${id}` };
}
