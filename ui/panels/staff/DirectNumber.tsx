import { useState } from 'preact/hooks';
import { Button, Confirm, numberText, Select } from '../../kit/index.ts';
import { GoTo } from '../../shell/GoTo.tsx';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import type { FreeNumber, Person } from './calls.ts';
import { NEEDS_REPLACE, useGiving } from './giving.ts';

const NONE = '';

/** A person's direct number, from the free Active ones; replacing says what it replaces and asks (L-1, L-2). */
export function DirectNumber({ person, free }: { person: Person; free: readonly FreeNumber[] }) {
  const [asked, setAsked] = useState<FreeNumber | null | undefined>(undefined);
  const words = t.staff.direct;
  const own = person.directNumber;
  const offered = own ? [own, ...free.filter(n => n.numberId !== own.numberId)] : free;
  return (
    <>
      <Select
        label={words.label}
        value={own?.numberId ?? NONE}
        disabled={offered.length === 0}
        hint={
          offered.length > (own ? 1 : 0) ? (
            words.hint
          ) : (
            <>
              {words.noFree} <GoTo panel="phone-numbers">{words.get}</GoTo>
            </>
          )
        }
        options={[
          { value: NONE, label: words.none },
          ...offered.map(n => ({ value: n.numberId, label: numberText(n.e164) })),
        ]}
        onChange={id => setAsked(offered.find(n => n.numberId === id) ?? null)}
        testid="direct-number"
      />
      {asked !== undefined && asked?.numberId !== own?.numberId && (
        <Question person={person} number={asked} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

/** Says what giving or taking the number changes, and for whom, before it happens. */
function Question(props: { person: Person; number: FreeNumber | null; onClose: () => void }) {
  const { person, number, onClose } = props;
  const words = t.staff.direct;
  const giving = useGiving(onClose);
  const old = person.directNumber && numberText(person.directNumber.e164);
  const next = number && numberText(number.e164);
  const give = (replace: boolean) => void giving.run({ person, number, replace });
  const inTheWay = giving.problem && NEEDS_REPLACE.includes(giving.problem.code);
  return (
    <Confirm
      question={next ? words.give(person.name, next) : words.take(person.name, old ?? '')}
      verb={next ? (old ? words.verbReplace : words.verbGive) : words.verbTake}
      danger={!next}
      busy={giving.busy}
      onConfirm={() => give(old !== null)}
      onClose={onClose}
      refusal={
        <Refusal
          problem={giving.problem}
          acts={
            inTheWay && (
              <Button small onClick={() => give(true)}>
                {words.replaceAnyway}
              </Button>
            )
          }
        />
      }
      testid="direct-number-question"
    >
      {next && <p>{words.gives(person.name, next)}</p>}
      {next && old && <p>{words.replaces(person.name, old)}</p>}
      {!next && <p>{words.takes(person.name, old ?? '')}</p>}
    </Confirm>
  );
}
