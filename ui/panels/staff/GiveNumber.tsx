import { useState } from 'preact/hooks';
import { Button, type Choice, Combobox, Dialog, Empty, Notice, numberText } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import type { Person, StaffList } from './calls.ts';
import { useGiving } from './giving.ts';
import { issueWord } from './issues.ts';

/** Gives one number to somebody: who, and what it replaces (L-1, L-2). */
export function GiveNumber(props: { numberId: string; list: StaffList; onClose: () => void }) {
  const { list, numberId, onClose } = props;
  const [userId, setUserId] = useState<string | null>(null);
  const giving = useGiving(onClose);
  const words = t.staff;
  const holder = list.items.find(person => person.directNumber?.numberId === numberId);
  const number = holder?.directNumber ?? list.freeNumbers.find(free => free.numberId === numberId);
  if (!number) return <NotThere onClose={onClose} />;

  const person = list.items.find(item => item.userId === userId);
  const give = () => {
    if (person) void giving.run({ person, number, replace: Boolean(holder ?? person.directNumber) });
  };
  return (
    <Dialog
      title={words.giving.title(numberText(number.e164))}
      onClose={onClose}
      onSubmit={give}
      held={giving.busy}
      testid="give-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={giving.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={giving.busy} disabled={!person} testid="give-verb">
            {holder || person?.directNumber ? words.direct.verbReplace : words.direct.verbGive}
          </Button>
        </>
      }
    >
      <Combobox
        label={words.giving.person}
        placeholder={words.giving.search}
        choices={list.items.map(item => choiceOf(item, holder))}
        value={userId}
        onPick={setUserId}
        testid="give-person"
      />
      {person && <Consequences person={person} holder={holder} number={numberText(number.e164)} />}
      <Refusal problem={giving.problem} />
    </Dialog>
  );
}

function choiceOf(person: Person, holder: Person | undefined): Choice {
  const words = t.staff.giving;
  const own = person.directNumber;
  const detail = [
    t.staff.role[person.role] ?? person.role,
    ...person.issues.map(issueWord),
    own && person !== holder && words.has(numberText(own.e164)),
  ];
  return {
    id: person.userId,
    label: person.name,
    detail: detail.filter(Boolean).join(' · '),
    reason: person === holder ? words.holder : undefined,
    testid: `give-to-${person.userId}`,
  };
}

function Consequences(props: { person: Person; holder: Person | undefined; number: string }) {
  const { person, holder, number } = props;
  const words = t.staff;
  return (
    <>
      <p>
        {words.direct.gives(person.name, number)} {holder && words.direct.takesFrom(holder.name, number)}{' '}
        {person.directNumber && words.direct.replaces(person.name, numberText(person.directNumber.e164))}
      </p>
      {!person.phone.value && <Notice tone="wait">{words.giving.warnNoPhone(person.name)}</Notice>}
    </>
  );
}

function NotThere({ onClose }: { onClose: () => void }) {
  const words = t.staff.giving;
  return (
    <Dialog title={words.gone} onClose={onClose} foot={<Button onClick={onClose}>{t.kit.close}</Button>}>
      <Empty title={words.gone}>{words.goneWhy}</Empty>
    </Dialog>
  );
}
