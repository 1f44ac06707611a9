import { useState } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Button, Confirm, Empty, Pill, type Tone, toast, useNarrowing } from '../../../kit/index.ts';
import { useMe } from '../../../me.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { type Person, type PlaceWithPeople, setStatus } from '../calls.ts';
import { nameText } from '../words.ts';

const TONES: Record<Person['status'], Tone> = { approved: 'good', pending: 'wait', blocked: 'bad' };
const FIRST: readonly Person['status'][] = ['pending', 'approved', 'blocked'];

/** The sub-account's people: who waits for approval first; approving, and blocking with its consequences (T-3). */
export function UsersTab({ place }: { place: PlaceWithPeople }) {
  const [blocking, setBlocking] = useState<Person | null>(null);
  const words = t.subAccounts.people;
  const people = place.users.toSorted((a, b) => FIRST.indexOf(a.status) - FIRST.indexOf(b.status));
  const narrowing = useNarrowing(people, words.search, ({ id, name, email }) => ({ id, label: name, detail: email }));
  if (place.users.length === 0) {
    return (
      <Empty icon="people" title={words.empty.title}>
        {words.empty.why(nameText(place.name))}
      </Empty>
    );
  }
  return (
    <>
      {narrowing.field}
      {narrowing.empty}
      <ul class="people" aria-label={words.table} data-testid="users">
        {narrowing.rows.map(person => (
          <Row key={person.id} person={person} onBlock={() => setBlocking(person)} />
        ))}
      </ul>
      {blocking && <BlockDialog person={blocking} onClose={() => setBlocking(null)} />}
    </>
  );
}

function Row({ person, onBlock }: { person: Person; onBlock: () => void }) {
  const words = t.subAccounts.people;
  const { user } = useMe();
  const approving = useAction(setStatus, () => toast(words.approved(nameText(person.name))));
  const isMe = user.id === person.id;
  return (
    <li data-testid={`user-${person.id}`}>
      <div class="people-who">
        <strong>
          <bdi>{person.name}</bdi>
        </strong>
        <span class="secondary">
          {words.role[person.role] ?? person.role}
          {person.email && (
            <>
              {' · '}
              <bdi>{person.email}</bdi>
            </>
          )}
        </span>
        <Pill tone={TONES[person.status]}>{words.status[person.status]}</Pill>
        <Refusal problem={approving.problem} />
      </div>
      <div class="row">
        {person.status !== 'approved' && (
          <Button
            small
            kind={person.status === 'pending' ? 'primary' : 'plain'}
            busy={approving.busy}
            onClick={() => void approving.run(person.id, 'approved')}
            label={words.approveName(person.name)}
            testid={`approve-${person.id}`}
          >
            {person.status === 'blocked' ? words.unblock : words.approve}
          </Button>
        )}
        {person.status !== 'blocked' && !isMe && (
          <Button
            small
            kind="quiet"
            onClick={onBlock}
            label={words.blockName(person.name)}
            testid={`block-${person.id}`}
          >
            {words.block}
          </Button>
        )}
        {isMe && <span class="secondary">{words.yourself}</span>}
      </div>
    </li>
  );
}

function BlockDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const words = t.subAccounts.people;
  const name = nameText(person.name);
  const blocking = useAction(setStatus, () => {
    toast(words.blocked(name));
    onClose();
  });
  return (
    <Confirm
      question={words.question(name)}
      verb={words.block}
      danger
      busy={blocking.busy}
      onConfirm={() => void blocking.run(person.id, 'blocked')}
      onClose={onClose}
      refusal={<Refusal problem={blocking.problem} />}
      testid="block-dialog"
    >
      <p>{words.out(name)}</p>
      <p>
        {words.calls} {words.claims}
      </p>
      <p class="secondary">{words.regret}</p>
    </Confirm>
  );
}
