import '../numbers.css';
import { useState } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Button, type Choice, Combobox, Dialog, Notice, toast } from '../../../kit/index.ts';
import { changed } from '../../../live.ts';
import { useQuery } from '../../../query.ts';
import { go } from '../../../route.ts';
import { useSettled } from '../../../settled.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { link } from '../../agents/calls.ts';
import { assign, type Candidate, type PoolNumber, readCandidates } from '../calls.ts';
import { NearAdvice } from '../near/NearAdvice.tsx';
import { nameText, numberText } from '../words.ts';
import { PriceSum } from './PriceSum.tsx';

interface AssignDialogProps {
  number: Pick<PoolNumber, 'id' | 'e164'>;
  /** The sub-account it was bought for: its people come first. */
  preferSubAccountId?: string | undefined;
  onClose: () => void;
}

/** Chooses who gets a number and shows what they will pay for it. */
export function AssignDialog({ number, preferSubAccountId, onClose }: AssignDialogProps) {
  const { assign: words, act } = t.numbers;
  const shown = numberText(number.e164);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<Candidate | null>(null);
  const [unchosen, setUnchosen] = useState(false);
  const asked = useSettled(query);
  const found = useQuery(`candidates ${number.id} ${asked}`, () => readCandidates(number.id, asked), { keep: true });
  const people = preferred(found.data?.items ?? [], preferSubAccountId);
  const give = useAction(
    (to: Candidate) => assign(number.id, to),
    () => {
      toast(words.done(shown, nameText(chosen?.subAccountName)));
      onClose();
    },
  );
  const submit = () => (chosen ? void give.run(chosen) : setUnchosen(true));
  const linked = give.problem?.code === 'already_linked';
  const freeing = useAction(
    () => link(number.id, null),
    () => chosen && void give.run(chosen),
  );
  const taken = give.problem?.code === 'number_already_assigned';

  return (
    <Dialog
      title={words.question(shown)}
      onClose={onClose}
      onSubmit={submit}
      held={give.busy}
      testid="assign-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={give.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={give.busy} disabled={taken} testid="assign-verb">
            {act.assign}
          </Button>
        </>
      }
    >
      <Combobox
        label={words.person}
        hint={chosen ? undefined : words.hint}
        error={unchosen && !chosen ? words.someone : undefined}
        placeholder={words.placeholder}
        choices={choices(people, chosen)}
        value={chosen && idOf(chosen)}
        loading={found.loading || found.refreshing || asked !== query}
        onQuery={setQuery}
        onPick={id => {
          setChosen(people.find(person => idOf(person) === id) ?? null);
          give.clear();
        }}
        testid="assign-person"
      />
      {!chosen && <NobodyNotice people={people} searching={asked !== ''} />}
      {chosen && <NearAdvice e164={number.e164} subAccountId={chosen.subAccountId} name={chosen.subAccountName} />}
      {chosen?.price && (
        <PriceSum quote={chosen.price} who={nameText(chosen.subAccountName)} person={nameText(chosen.name)} />
      )}
      <Refusal problem={freeing.problem} />
      <Refusal problem={found.problem} onAgain={found.again} />
      <Refusal
        problem={give.problem}
        acts={
          linked ? (
            <Button small busy={freeing.busy} onClick={() => void freeing.run()} testid="detach-and-assign">
              {t.agents.pool.detachHere}
            </Button>
          ) : (
            taken && (
              <Button
                small
                onClick={() => {
                  changed();
                  go('numbers', number.id, number.e164);
                  onClose();
                }}
                testid="see-holder"
              >
                {words.seeNumber}
              </Button>
            )
          )
        }
      />
    </Dialog>
  );
}

/** When the whole list is greyed, says so before anybody opens it. */
function NobodyNotice({ people, searching }: { people: readonly Candidate[]; searching: boolean }) {
  const { nobody } = t.numbers.assign;
  if (searching || people.length === 0 || people.some(person => person.eligible)) return null;
  return (
    <Notice tone="wait" title={nobody.title} testid="nobody-eligible">
      {nobody.why}
    </Notice>
  );
}

const idOf = (person: Candidate) => `${person.subAccountId}/${person.userId}`;

function preferred(people: readonly Candidate[], subAccountId: string | undefined): readonly Candidate[] {
  const first = (person: Candidate) => Number(person.eligible && person.subAccountId === subAccountId);
  return subAccountId ? people.toSorted((a, b) => first(b) - first(a)) : people;
}

/** The chosen one stays known while another search no longer finds them. */
function choices(people: readonly Candidate[], chosen: Candidate | null): readonly Choice[] {
  const all = chosen && !people.some(p => idOf(p) === idOf(chosen)) ? [...people, chosen] : people;
  return all.map(person => ({
    id: idOf(person),
    label: person.name,
    detail: `${nameText(person.subAccountName)} · ${person.email}`,
    reason: person.eligible ? undefined : (person.detail ?? t.kit.notAvailable),
    testid: `candidate-${person.userId}`,
  }));
}
