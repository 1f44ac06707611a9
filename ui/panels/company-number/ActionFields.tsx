import { MOST_USERS, RING_SECONDS } from '../../../worker/company-number/rules/action.ts';
import { type Choice, Combobox, Notice, PhoneField, Radios, TextField } from '../../kit/index.ts';
import { GoTo } from '../../shell/GoTo.tsx';
import { t } from '../../text/index.ts';
import { issueWord } from '../staff/issues.ts';
import type { Colleague, RuleAction } from './calls.ts';
import type { Draft, DraftFault } from './draft.ts';
import { People } from './People.tsx';

interface ActionProps {
  draft: Draft;
  isDefault: boolean;
  people: readonly Colleague[];
  country: string | undefined;
  faults: readonly DraftFault[];
  /** What the server said, by field. */
  refused: Readonly<Record<string, string>>;
  onChange: (change: Partial<Draft>) => void;
}

/** What a rule does with the call: one of three (U-2). */
export function ActionFields(props: ActionProps) {
  const { draft, onChange } = props;
  const words = t.companyNumber.editor;
  return (
    <>
      <Radios<RuleAction['kind']>
        label={words.action}
        value={draft.kind}
        options={[
          { value: 'ring_group', label: words.group, detail: words.groupAbout },
          { value: 'user', label: words.user, detail: words.userAbout },
          { value: 'number', label: words.number, detail: words.numberAbout },
        ]}
        onChange={kind => onChange({ kind })}
        testid="rule-action"
      />
      {draft.kind === 'ring_group' && <Group {...props} />}
      {draft.kind === 'user' && <Person {...props} />}
      {draft.kind === 'number' && (
        <PhoneField
          label={words.e164}
          hint={words.e164Hint}
          required
          judged
          value={draft.e164}
          country={props.country}
          error={props.faults.includes('e164') ? words.e164Needed : props.refused['action.e164']}
          onInput={e164 => onChange({ e164: e164 ?? '' })}
          testid="rule-number"
        />
      )}
    </>
  );
}

function Group({ draft, people, faults, refused, onChange }: ActionProps) {
  const words = t.companyNumber.editor;
  const inPerson = Object.entries(refused).find(([field]) => field.startsWith('action.userIds'))?.[1];
  return (
    <>
      <div class="field">
        <span class="field-label">{words.people}</span>
        <People
          label={words.people}
          people={people}
          chosen={draft.userIds}
          most={MOST_USERS}
          onAdd={id => onChange({ userIds: [...draft.userIds, id] })}
          onRemove={id => onChange({ userIds: draft.userIds.filter(one => one !== id) })}
          error={faults.includes('people') ? words.peopleNeeded : inPerson}
          testid="rule-people"
        />
        <Skipped people={people.filter(person => draft.userIds.includes(person.id))} />
      </div>
      <div class="rule-seconds">
        <TextField
          label={words.seconds}
          type="number"
          min={RING_SECONDS.least}
          max={RING_SECONDS.most}
          value={draft.seconds === null ? '' : String(draft.seconds)}
          hint={words.secondsHint}
          error={faults.includes('seconds') ? words.secondsRange : refused['action.seconds']}
          onInput={typed => onChange({ seconds: /^\d+$/.test(typed) ? Number(typed) : null })}
          testid="rule-seconds"
        />
      </div>
    </>
  );
}

/** Id of the choice that stands for the sub-account's owner, whoever that is. */
const OWNER = '';

function Person({ draft, isDefault, people, faults, refused, onChange }: ActionProps) {
  const words = t.companyNumber.editor;
  const person = people.find(one => one.id === draft.userId);
  const choices: Choice[] = people.map(one => ({
    id: one.id,
    label: one.name,
    detail: one.issues.map(issueWord).join(' · ') || undefined,
    testid: `person-${one.id}`,
  }));
  return (
    <div class="field">
      <Combobox
        label={words.person}
        placeholder={t.companyNumber.people.search}
        required
        choices={
          isDefault
            ? [{ id: OWNER, label: words.owner(people.find(one => one.isOwner)?.name ?? '') }, ...choices]
            : choices
        }
        value={draft.userId ?? (isDefault ? OWNER : null)}
        onPick={id => onChange({ userId: id || null })}
        error={faults.includes('person') ? words.personNeeded : refused['action.userId']}
        testid="rule-person"
      />
      <Skipped people={person ? [person] : []} />
    </div>
  );
}

/** Who is chosen and cannot be rung, with the mend next to it. */
function Skipped({ people }: { people: readonly Colleague[] }) {
  const wrong = people.filter(person => person.issues.length > 0);
  if (!wrong.length) return null;
  const words = t.companyNumber;
  return (
    <Notice tone="wait" testid="rule-skipped">
      {wrong.map(person => (
        <p key={person.id} class="skipped">
          {words.skipped(person.name, person.issues.map(issueWord).join(', ').toLowerCase())}{' '}
          <GoTo panel="staff" path={[person.id]}>
            {words.mend}
          </GoTo>
        </p>
      ))}
    </Notice>
  );
}
