import { Button, type Column, CopyableNumber, PhoneNumber, Pill } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { Person } from './calls.ts';
import { issueMend, issueWord } from './issues.ts';

/** Person, where it rings, number, ring time, and what is wrong with the mend next to it (S-1). */
export function columns(onMend: (person: Person) => void): Column<Person>[] {
  const words = t.staff;
  return [
    { id: 'person', title: words.person, cell: person => <Name person={person} /> },
    {
      id: 'phone',
      title: words.ringsAt,
      cell: ({ phone }) =>
        phone.value && (
          <span class="rings-at">
            <PhoneNumber e164={phone.value} /> {phone.from === 'crm' && <span class="secondary">{words.fromCrm}</span>}
          </span>
        ),
      foldLabel: words.ringsAt,
    },
    {
      id: 'direct',
      title: words.directNumber,
      cell: ({ directNumber }) =>
        directNumber && <CopyableNumber e164={directNumber.e164} testid={`direct-${directNumber.e164}`} />,
      foldLabel: words.directNumber,
    },
    {
      id: 'ring',
      title: words.ringTime,
      cell: person => <span class="tabular">{words.seconds(person.ringSeconds)}</span>,
      fold: 'hide',
    },
    { id: 'state', title: words.state, cell: person => <State person={person} />, fold: 'first-end' },
    { id: 'mend', title: '', cell: person => <Mend person={person} onMend={onMend} />, fold: 'act', align: 'end' },
  ];
}

function Name({ person }: { person: Person }) {
  return (
    <span class="person">
      <bdi>{person.name}</bdi>
      <span class="secondary">{t.staff.role[person.role] ?? person.role}</span>
    </span>
  );
}

function State({ person }: { person: Person }) {
  const [first] = person.issues;
  if (!first) return <Pill tone="good">{t.staff.ready}</Pill>;
  return (
    <Pill tone="wait" testid={`issue-${person.userId}`}>
      {person.issues.map(issueWord).join(', ')}
    </Pill>
  );
}

function Mend({ person, onMend }: { person: Person; onMend: (person: Person) => void }) {
  const mend = person.issues.map(issueMend).find(word => word !== undefined);
  return mend ? (
    <Button small onClick={() => onMend(person)} testid={`mend-${person.userId}`}>
      {mend}
    </Button>
  ) : null;
}
