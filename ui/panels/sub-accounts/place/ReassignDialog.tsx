import { useState } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Button, Combobox, Dialog, Notice, numberText, toast } from '../../../kit/index.ts';
import { useQuery } from '../../../query.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import type { PoolNumber } from '../../numbers/calls.ts';
import { type Answering, type Place, readPlaces, reassign } from '../calls.ts';
import { nameText } from '../words.ts';
import { AgentOf } from './AgentOf.tsx';

/** Hands a number of a plan to another agent, or to another sub-account whose plan includes its numbers. */
export function ReassignDialog(props: { number: PoolNumber; from: { id: string; name: string }; onClose: () => void }) {
  const { number, from, onClose } = props;
  const words = t.subAccounts.move;
  const shown = numberText(number.e164);
  const places = useQuery('sub-account-list', readPlaces);
  const [placeId, setPlaceId] = useState(from.id);
  const [agent, setAgent] = useState<Answering | undefined>(undefined);
  const [unchosen, setUnchosen] = useState(false);
  const to = places.data?.items.find(one => one.id === placeId) ?? (placeId === from.id ? from : undefined);
  const moving = useAction(async (who: Answering) => {
    await reassign(number.assignmentId ?? '', { subAccountId: placeId, agentId: who.id });
    toast(t.subAccounts.free.done(shown, nameText(who.name)));
    onClose();
  });
  return (
    <Dialog
      title={words.question(shown)}
      onClose={onClose}
      onSubmit={() => (agent ? void moving.run(agent) : setUnchosen(true))}
      held={moving.busy}
      testid="reassign-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={moving.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={moving.busy} testid="reassign-verb">
            {words.verb}
          </Button>
        </>
      }
    >
      <Combobox
        label={t.subAccounts.name}
        choices={(places.data?.items ?? []).map(choiceOf)}
        value={placeId}
        loading={places.loading}
        onPick={id => {
          setPlaceId(id ?? from.id);
          setAgent(undefined);
          moving.clear();
        }}
        testid="reassign-place"
      />
      {to && (
        <AgentOf
          key={placeId}
          place={to}
          value={agent?.id ?? null}
          current={number.wiredAgent?.id}
          error={unchosen && !agent ? t.agents.attach.chooseAgent : undefined}
          onChange={setAgent}
        />
      )}
      {to && placeId !== from.id && (
        <Notice tone="wait" testid="moves-away">
          {words.away(nameText(from.name), nameText(to.name))}
        </Notice>
      )}
      <Refusal problem={places.problem} onAgain={places.again} />
      <Refusal problem={moving.problem} />
    </Dialog>
  );
}

/** Only a plan that includes numbers takes one without a price; the others are shown with that reason. */
function choiceOf({ id, name, planName, planMode }: Place) {
  return {
    id,
    label: name,
    detail: planName ?? undefined,
    reason: planMode === 'included' ? undefined : t.subAccounts.move.notIncluded,
    testid: `place-${id}`,
  };
}
