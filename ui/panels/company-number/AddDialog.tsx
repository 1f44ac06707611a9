import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Combobox, Dialog, Notice, numberText, Radios, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Candidate, type Listing, makeCompanyNumber } from './calls.ts';

/** So many fit in view; more are searched. */
const IN_VIEW = 6;

/** Makes one of the numbers in service a company number, and says what it replaces (U-1, L-1). */
export function AddDialog(props: { listing: Listing; onClose: () => void; onDone: (numberId: string) => void }) {
  const { listing, onClose } = props;
  const { candidates } = listing;
  const [chosen, setChosen] = useState<string | null>(
    candidates.length === 1 ? (candidates[0]?.numberId ?? null) : null,
  );
  const words = t.companyNumber.adding;
  const candidate = candidates.find(one => one.numberId === chosen);
  const making = useAction(async (of: Candidate, replace: boolean) => {
    await makeCompanyNumber(of.numberId, replace);
    toast(words.done(numberText(of.e164)));
    props.onDone(of.numberId);
  });
  const make = (replace: boolean) => {
    if (candidate) void making.run(candidate, replace);
  };
  const options = candidates.map(one => ({ id: one.numberId, label: numberText(one.e164), detail: wiring(one) }));
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      onSubmit={() => make(Boolean(candidate?.wiredTo))}
      held={making.busy}
      testid="add-company-number-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={making.busy}>
            {t.kit.cancel}
          </Button>
          <Button
            type="submit"
            kind="primary"
            busy={making.busy}
            disabled={!candidate}
            testid="add-company-number-verb"
          >
            {candidate?.wiredTo ? words.replace : words.verb}
          </Button>
        </>
      }
    >
      {options.length > IN_VIEW ? (
        <Combobox label={words.number} choices={options} value={chosen} onPick={setChosen} testid="candidate" />
      ) : (
        <Radios
          label={words.number}
          quietLabel
          value={chosen}
          options={options.map(({ id, label, detail }) => ({ value: id, label, detail }))}
          onChange={setChosen}
          testid="candidate"
        />
      )}
      {candidate?.wiredTo && (
        <Notice tone="wait" testid="replaces">
          {replaces(candidate)}
        </Notice>
      )}
      {candidate && <p>{words.happens(listing.users.find(one => one.isOwner)?.name ?? words.owner)}</p>}
      <Refusal
        problem={making.problem}
        acts={
          making.problem?.code === 'number_in_use' && (
            <Button small onClick={() => make(true)}>
              {words.replace}
            </Button>
          )
        }
      />
    </Dialog>
  );
}

function wiring({ wiredUser, wiredAgent }: Candidate): string {
  const words = t.companyNumber.adding;
  if (wiredUser) return words.direct(wiredUser.name);
  return wiredAgent ? words.agent(wiredAgent.name) : words.free;
}

function replaces({ e164, wiredUser, wiredAgent }: Candidate): string {
  const words = t.companyNumber.adding;
  if (wiredUser) return words.replacesUser(wiredUser.name, numberText(e164));
  return words.replacesAgent(wiredAgent?.name ?? '', numberText(e164));
}
