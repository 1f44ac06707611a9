import './people.css';
import { useRef } from 'preact/hooks';
import { Button, type Choice, Combobox, Pill } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import { issueWord } from '../staff/issues.ts';
import type { Colleague } from './calls.ts';

interface PeopleProps {
  /** Names the list of those chosen. */
  label: string;
  people: readonly Colleague[];
  chosen: readonly string[];
  onAdd: (userId: string) => void;
  onRemove: (userId: string) => void;
  /** So many at most. */
  most?: number | undefined;
  /** Why somebody cannot be added. */
  reason?: ((person: Colleague) => string | undefined) | undefined;
  detail?: ((person: Colleague) => string | undefined) | undefined;
  error?: string | undefined;
  hint?: string | undefined;
  none?: string | undefined;
  testid: string;
}

/** Several people: who is in with what is wrong with them, each to be taken out, and a search to add more. */
export function People(props: PeopleProps) {
  const { people, chosen, most, testid } = props;
  const words = t.companyNumber.people;
  const box = useRef<HTMLDivElement>(null);
  const full = most !== undefined && chosen.length >= most;
  const remove = (id: string) => {
    props.onRemove(id);
    // The button goes with its row, so the focus moves on to what is left.
    queueMicrotask(() => box.current?.querySelector<HTMLElement>('input, button')?.focus());
  };
  return (
    <div class="people" ref={box} data-testid={testid}>
      {chosen.length > 0 && (
        <ul class="people-list" aria-label={props.label}>
          {chosen.map(id => (
            <Chosen key={id} person={people.find(one => one.id === id)} onRemove={() => remove(id)} id={id} />
          ))}
        </ul>
      )}
      {chosen.length === 0 && props.none && <p class="secondary">{props.none}</p>}
      {full ? (
        <p class="secondary">{words.full(most)}</p>
      ) : (
        <Combobox
          label={words.add(props.label)}
          quietLabel
          placeholder={words.search}
          choices={people.map(person => choiceOf(person, props))}
          value={null}
          onPick={id => id !== null && props.onAdd(id)}
          error={props.error}
          hint={most === undefined ? props.hint : words.taken(chosen.length, most)}
          testid={`${testid}-add`}
        />
      )}
      {full && props.error && <p class="field-error">{props.error}</p>}
    </div>
  );
}

function choiceOf(person: Colleague, { chosen, reason, detail }: PeopleProps): Choice {
  const words = t.companyNumber.people;
  const about = [detail?.(person), ...person.issues.map(issueWord)];
  return {
    id: person.id,
    label: person.name,
    detail: about.filter(Boolean).join(' · ') || undefined,
    reason: chosen.includes(person.id) ? words.here : reason?.(person),
    testid: `person-${person.id}`,
  };
}

function Chosen(props: { person: Colleague | undefined; id: string; onRemove: () => void }) {
  const { person } = props;
  const words = t.companyNumber.people;
  const name = person?.name ?? words.left;
  return (
    <li>
      <bdi>{name}</bdi>
      {person && person.issues.length > 0 && <Pill tone="wait">{person.issues.map(issueWord).join(', ')}</Pill>}
      <Button
        kind="quiet"
        small
        icon="close"
        label={words.remove(name)}
        onClick={props.onRemove}
        testid={`take-out-${props.id}`}
      />
    </li>
  );
}
