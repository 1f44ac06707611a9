import { useState } from 'preact/hooks';
import { Confirm, Radios, TextField } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { Person } from './calls.ts';
import { RecordByPhone } from './RecordByPhone.tsx';
import { SelfSaving } from './SelfSaving.tsx';
import { type Saving, useSaving } from './saving.ts';

type Way = 'standard' | 'text' | 'recorded';
const MOST = 500;

const wayOf = ({ recordedGreeting, greeting }: Person): Way =>
  recordedGreeting ? 'recorded' : greeting ? 'text' : 'standard';

/** What callers hear before they leave a message: a standard sentence, one's own words, or one's own voice (S-2). */
export function Greeting(props: {
  person: Person;
  mine: boolean;
  save: (greeting: string | null) => Promise<unknown>;
}) {
  const { person, mine } = props;
  const words = t.staff.greeting;
  const saving = useSaving(props.save);
  const [looking, setLooking] = useState<Way | null>(null);
  const [asking, setAsking] = useState(false);
  const held = wayOf(person);
  const way = looking ?? held;

  const choose = (next: Way) => {
    if (next !== 'standard') return setLooking(next);
    // Words are easily written again, a recording is not.
    if (person.recordedGreeting) return setAsking(true);
    setLooking(null);
    if (held !== 'standard') void saving.run(null);
  };
  const drop = async () => {
    if (await saving.run(null)) setLooking(null);
    setAsking(false);
  };
  return (
    <SelfSaving saving={saving} field="greeting">
      <Radios<Way>
        label={words.label}
        value={way}
        options={[
          { value: 'standard', label: words.standard, detail: words.standardSays },
          { value: 'text', label: words.text, detail: words.textAbout },
          {
            value: 'recorded',
            label: words.recorded,
            detail: person.recordedGreeting ? words.isRecorded : mine ? words.recordAbout : undefined,
            reason: person.recordedGreeting || mine ? undefined : words.onlySelf(person.name),
          },
        ]}
        onChange={choose}
        testid="greeting-way"
      />
      {way === 'text' && <InWords person={person} saving={saving} onSaved={() => setLooking(null)} />}
      {way === 'recorded' && mine && <RecordByPhone recorded={person.recordedGreeting} phone={person.phone.value} />}
      {asking && (
        <Confirm
          question={words.dropAsk}
          verb={words.dropVerb}
          busy={saving.busy}
          onConfirm={() => void drop()}
          onClose={() => setAsking(false)}
          testid="drop-greeting"
        >
          <p>{words.dropWhy}</p>
        </Confirm>
      )}
    </SelfSaving>
  );
}

/** Saved when the person leaves the field. */
function InWords(props: { person: Person; saving: Saving<string | null>; onSaved: () => void }) {
  const { person, saving } = props;
  const words = t.staff.greeting;
  const [entry, setEntry] = useState(person.greeting ?? '');
  const commit = async (typed: string) => {
    const text = typed.trim();
    if (!text || (text === person.greeting && !person.recordedGreeting)) return;
    if (await saving.run(text)) props.onSaved();
  };
  return (
    <TextField
      label={words.words}
      hint={person.recordedGreeting ? words.replacesRecorded : words.left(MOST - entry.length)}
      value={entry}
      lines={3}
      maxLength={MOST}
      placeholder={words.placeholder(person.name)}
      error={saving.problem?.fields.greeting}
      onInput={typed => {
        setEntry(typed);
        if (saving.problem) saving.clear();
      }}
      onCommit={typed => void commit(typed)}
      testid="greeting-text"
    />
  );
}
