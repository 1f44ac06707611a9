import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Confirm, Dialog, Empty, Notice, numberText, SkeletonPage, toast } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { useQuery } from '../../query.ts';
import { go } from '../../route.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { AgentChoice } from './AgentChoice.tsx';
import { attach, link, readAgents } from './calls.ts';
import { type Wired, wired } from './free.ts';
import { NotReady } from './State.tsx';
import { nameText } from './words.ts';

type Linkable = Wired & { id: string };

/** Chooses which agent answers a number: of the agency's own for a free one, else of the sub-account (L-1, L-3). */
export function LinkDialog({ number, onClose }: { number: Linkable; onClose: () => void }) {
  const words = t.agents.attach;
  const isOwn = useMe().context === 'agency';
  const { replaces } = wired(number);
  const shown = numberText(number.e164);
  const list = useQuery('agents', readAgents);
  const agents = (list.data?.items ?? []).filter(agent => agent.id !== number.wiredAgent?.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const [unchosen, setUnchosen] = useState(false);
  const agent = agents.find(one => one.id === chosen) ?? (agents.length === 1 ? agents[0] : undefined);
  const linking = useAction(async (to: { id: string; name: string }) => {
    await (isOwn ? link : attach)(number.id, to.id);
    toast(words.done(shown, nameText(to.name)));
    onClose();
  });
  const none = list.data !== undefined && agents.length === 0;
  return (
    <Dialog
      title={words.titleNumber(shown)}
      onClose={onClose}
      onSubmit={() => (agent ? void linking.run(agent) : setUnchosen(true))}
      held={linking.busy}
      testid="link-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={linking.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={linking.busy} disabled={none} testid="link-verb">
            {replaces ? words.replace : agent && !agent.ready ? words.anyway : words.verb}
          </Button>
        </>
      }
    >
      {list.loading && <SkeletonPage lines={3} />}
      {none && (
        <Empty icon="wave" title={isOwn ? words.noAgents.titleOwn : words.noAgents.title} act={<AddAgent />}>
          {isOwn ? words.noAgents.whyOwn : words.noAgents.why}
        </Empty>
      )}
      {agents.length > 0 && (
        <AgentChoice
          agents={agents}
          value={agent?.id ?? null}
          error={unchosen && !agent ? words.chooseAgent : undefined}
          onChange={setChosen}
        />
      )}
      <NotReady agent={agent} />
      {!none && replaces && (
        <Notice tone="wait" testid="replaces">
          {replaces}
        </Notice>
      )}
      <Refusal problem={list.problem} onAgain={list.again} />
      <Refusal problem={linking.problem} />
    </Dialog>
  );
}

function AddAgent() {
  return (
    <Button onClick={() => go('agents', 'new')} testid="link-add-agent">
      {t.agents.attach.noAgents.act}
    </Button>
  );
}

/** Takes a pool number off the agency's own agent, so that it can be assigned. */
export function UnlinkDialog({ number, onClose }: { number: Linkable; onClose: () => void }) {
  const words = t.agents.answers;
  const shown = numberText(number.e164);
  const unlinking = useAction(
    () => link(number.id, null),
    () => {
      toast(words.detached(shown));
      onClose();
    },
  );
  return (
    <Confirm
      question={words.question(shown, nameText(number.wiredAgent?.name ?? ''))}
      verb={words.detach}
      danger
      busy={unlinking.busy}
      onConfirm={() => void unlinking.run()}
      onClose={onClose}
      refusal={<Refusal problem={unlinking.problem} />}
      testid="unlink-dialog"
    >
      <p>{words.afterOwn}</p>
    </Confirm>
  );
}
