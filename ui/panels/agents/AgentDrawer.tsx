import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Drawer, Facts, Notice, Time, toast } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { AgentDialog } from './AgentDialog.tsx';
import { Answers } from './Answers.tsx';
import { type Agent, checkAgent } from './calls.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import { Secret } from './Secret.tsx';
import { State } from './State.tsx';
import { stateText } from './words.ts';

/** One agent: whether it answers, where, on which numbers, and how it knows our requests. */
export function AgentDrawer({ agent, onClose }: { agent: Agent | undefined; onClose: () => void }) {
  const [act, setAct] = useState<'edit' | 'delete' | null>(null);
  const isOwn = useMe().context === 'agency';
  const words = t.agents;
  if (!agent) {
    return (
      <Drawer title={words.title} onClose={onClose} testid="agent-drawer">
        <Notice tone="info">{words.gone}</Notice>
      </Drawer>
    );
  }
  return (
    <Drawer
      title={<bdi>{agent.name}</bdi>}
      subtitle={words.kind[agent.kind]}
      width="480px"
      onClose={onClose}
      testid="agent-drawer"
      foot={
        <>
          <Button kind="quiet" onClick={() => setAct('delete')} testid="delete-agent">
            {words.remove}
          </Button>
          <Button onClick={() => setAct('edit')} testid="edit-agent">
            {words.edit}
          </Button>
        </>
      }
    >
      <Standing agent={agent} />
      <Facts
        entries={[
          [words.fact.endpoint, agent.endpoint && <Address key="e" text={agent.endpoint} />],
          [
            words.fact.messages,
            agent.messageWebhook ? (
              <Address key="m" text={agent.messageWebhook} />
            ) : isOwn ? (
              words.fact.noMessagesOwn
            ) : (
              words.fact.noMessages
            ),
          ],
        ]}
      />
      <Answers agent={agent} />
      {isSigned(agent) && <Secret agent={agent} />}
      {act === 'edit' && <AgentDialog agent={agent} onClose={() => setAct(null)} />}
      {act === 'delete' && <DeleteDialog agent={agent} onClose={() => setAct(null)} onDone={onClose} />}
    </Drawer>
  );
}

/** Whether anything we send to it is signed: a SIP call or a media stream is the carrier's own. */
const isSigned = ({ endpoint, messageWebhook }: Agent) => /^http/.test(endpoint ?? '') || messageWebhook !== null;

/** Its state, why, since when that is known, and the button that tries it again (L-3). */
function Standing({ agent }: { agent: Agent }) {
  const words = t.agents.check;
  const checking = useAction(checkAgent, ({ check }) => check && toast(words.done[check.state]));
  return (
    <div class="stack agents-standing">
      <State agent={agent} />
      <p>{stateText(agent)}</p>
      {agent.endpoint !== null && agent.state !== 'unproven' && (
        <div class="row">
          <Button small busy={checking.busy} onClick={() => void checking.run(agent.id)} testid="check-agent">
            {agent.check ? words.again : words.first}
          </Button>
          {agent.check && (
            <span class="secondary">
              {words.at} <Time at={agent.check.at} />
            </span>
          )}
        </div>
      )}
      <Refusal problem={checking.problem} />
    </div>
  );
}

const Address = ({ text }: { text: string }) => <span class="agents-whole">{text}</span>;
