import { useState } from 'preact/hooks';
import { Checkbox, Combobox, PhoneField, Radios, Saved, Select, Switch, TextField } from '../kit/index.ts';

const people = [
  { id: '1', label: 'Rosa Alvarez', detail: 'Bayside Dental · owner' },
  {
    id: '2',
    label: 'Tom Becker',
    detail: 'Bayside Dental · staff',
    reason: 'Not approved yet. Approve him under Sub-accounts.',
  },
  {
    id: '3',
    label: 'Mina Okafor',
    detail: 'Harbor Legal · owner',
    reason: 'No card on file. Copy the billing link for her.',
  },
  { id: '4', label: 'Zoë Novak', detail: 'Harbor Legal · admin' },
];

export function Forms() {
  const [text, setText] = useState('Front desk');
  const [phone, setPhone] = useState<string | null>('+14155550132');
  const [person, setPerson] = useState<string | null>(null);
  const [kind, setKind] = useState('local');
  const [on, setOn] = useState(true);
  return (
    <section>
      <h2>Fields</h2>
      <div class="gallery-columns">
        <div class="stack">
          <TextField label="Name" required value={text} onInput={setText} hint="Shown to your team only." />
          <TextField
            label="Area code"
            value="41x"
            onInput={setText}
            error="An area code is three digits, such as 415."
          />
          <TextField label="Search" icon="search" type="search" placeholder="Any digits" value="" onInput={setText} />
          <TextField label="Greeting" lines={3} value="Hello, you have reached Bayside Dental." onInput={setText} />
        </div>
        <div class="stack">
          <Combobox
            label="Person"
            required
            choices={people}
            value={person}
            onPick={setPerson}
            placeholder="Search people"
            testid="gallery-combobox"
          />
          <PhoneField
            label="Phone to ring"
            value={phone ?? ''}
            onInput={setPhone}
            testid="gallery-phone"
            hint="We ring this phone when a call is yours."
          />
          <Select
            label="Type"
            value={kind}
            onChange={setKind}
            options={[
              { value: 'local', label: 'Local' },
              { value: 'tollfree', label: 'Toll-free' },
              { value: 'mobile', label: 'Mobile', disabled: true },
            ]}
          />
          <TextField label="Ring time" type="number" min={5} max={60} value="20" onInput={setText} disabled />
        </div>
        <div class="stack">
          <Switch
            label="Voicemail"
            hint="Callers can leave a message when you do not answer."
            checked={on}
            onChange={setOn}
          />
          <Switch label="Off and disabled" checked={false} disabled onChange={setOn} />
          <Checkbox label="Email me new voicemail" checked={on} onChange={setOn} />
          <Checkbox label="Some of them" some checked={false} onChange={setOn} />
          <Checkbox label="Cannot be changed" disabled checked onChange={setOn} />
          <Saved>Saved</Saved>
          <Radios
            label="Number"
            value={kind}
            onChange={setKind}
            options={[
              { value: 'local', label: '(415) 555-0132', detail: 'San Francisco, CA', end: '$1.15 a month' },
              { value: 'tollfree', label: '(800) 555-0199', end: '$2.15 a month' },
              { value: 'mobile', label: '+49 151 5550 132', reason: 'Needs a registered address in Germany.' },
            ]}
          />
        </div>
      </div>
    </section>
  );
}
