import { useState } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Button, Dialog, numberText, toast } from '../../../kit/index.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import type { PoolNumber } from '../../numbers/calls.ts';
import { type Answering, include, type PlaceWithPeople } from '../calls.ts';
import { nameText } from '../words.ts';
import { AgentOf } from './AgentOf.tsx';

/** Gives a free number to a sub-account as part of its plan: which of its agents answers, and that it costs nothing. */
export function IncludeDialog(props: { number: PoolNumber; place: PlaceWithPeople; onClose: () => void }) {
  const { number, place, onClose } = props;
  const words = t.subAccounts.free;
  const shown = numberText(number.e164);
  const [agent, setAgent] = useState<Answering | undefined>(undefined);
  const [unchosen, setUnchosen] = useState(false);
  const giving = useAction(async (to: Answering) => {
    await include(number.id, { subAccountId: place.id, agentId: to.id });
    toast(words.done(shown, nameText(to.name)));
    onClose();
  });
  return (
    <Dialog
      title={words.question(shown)}
      onClose={onClose}
      onSubmit={() => (agent ? void giving.run(agent) : setUnchosen(true))}
      held={giving.busy}
      testid="include-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={giving.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={giving.busy} testid="include-verb">
            {agent && !agent.ready ? words.anyway : words.verb}
          </Button>
        </>
      }
    >
      <AgentOf
        place={place}
        value={agent?.id ?? null}
        error={unchosen && !agent ? t.agents.attach.chooseAgent : undefined}
        onChange={setAgent}
      />
      <p class="secondary">{words.after(nameText(place.name))}</p>
      <Refusal problem={giving.problem} />
    </Dialog>
  );
}
