import { Button, type Column, CopyableNumber, PhoneNumber, Pill } from '../../kit/index.ts';
import { go } from '../../route.ts';
import { t } from '../../text/index.ts';
import type { Person } from './calls.ts';
import { ownHoursText } from './hours.ts';
import { issueMend, issueWord, stateOf } from './issues.ts';

/** Person, where it rings, number, hours, and whether they can be rung now or what is wrong, with the mend next to it (S-1). */
export function columns(home: string, onMend: (person: Person) => void): Column<Person>[] {
  const words = t.staff;
  return [
    { id: 'person', title: words.person, cell: person => <Name person={person} /> },
    { id: 'phone', title: words.ringsAt, cell: person => <RingsAt person={person} />, foldLabel: words.ringsAt },
    {
      id: 'direct',
      title: words.directNumber,
      cell: ({ directNumber }) =>
        directNumber && <CopyableNumber e164={directNumber.e164} testid={`direct-${directNumber.e164}`} />,
      foldLabel: words.directNumber,
    },
    {
      id: 'hours',
      title: words.hours.column,
      cell: person => <HoursCell person={person} home={home} />,
      foldLabel: words.hours.column,
    },
    { id: 'state', title: words.state, cell: person => <State person={person} home={home} />, fold: 'first-end' },
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

function RingsAt({ person: { phone, ringSeconds } }: { person: Person }) {
  if (!phone.value) return null;
  const words = t.staff;
  return (
    <span class="rings-at">
      <PhoneNumber e164={phone.value} />{' '}
      <span class="secondary tabular">
        {[words.forSeconds(ringSeconds), phone.from === 'crm' && words.fromCrm].filter(Boolean).join(', ')}
      </span>
    </span>
  );
}

function HoursCell({ person, home }: { person: Person; home: string }) {
  const words = t.staff.hours;
  if (!person.hours) return <span class="secondary">{words.alwaysShort}</span>;
  return <span class="hours-cell">{ownHoursText(person.hours, home)}</span>;
}

function State({ person, home }: { person: Person; home: string }) {
  const { tone, word } = stateOf(person, home);
  return (
    <span class="states">
      <Pill tone={tone} testid={`${tone === 'wait' ? 'issue' : 'state'}-${person.userId}`}>
        {word}
      </Pill>
      {person.issues.includes('number_pending') && (
        <Pill tone="wait" testid={`pending-${person.userId}`}>
          {issueWord('number_pending')}
        </Pill>
      )}
    </span>
  );
}

function Mend({ person, onMend }: { person: Person; onMend: (person: Person) => void }) {
  const code = person.issues.find(issue => issueMend(issue) !== undefined);
  if (!code) return null;
  const mend = () => (code === 'number_pending' ? go('phone-numbers') : onMend(person));
  return (
    <Button small onClick={mend} testid={`mend-${person.userId}`}>
      {issueMend(code)}
    </Button>
  );
}
