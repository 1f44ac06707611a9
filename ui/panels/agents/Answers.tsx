import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Confirm, CopyableNumber, numberText, toast } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { AttachDialog } from './AttachDialog.tsx';
import { type Agent, attach, link } from './calls.ts';
import { nameText } from './words.ts';

type Answered = Agent['numbers'][number];

/** The numbers an agent answers, each to be detached, and the way to one more (L-1, A-3). */
export function Answers({ agent }: { agent: Agent }) {
  const words = t.agents.answers;
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Answered | null>(null);
  return (
    <section class="stack agents-section" aria-label={words.title}>
      <div class="row">
        <h3>{words.title}</h3>
        <span class="push">
          <Button small icon="plus" onClick={() => setAdding(true)} testid="attach-number">
            {words.attach}
          </Button>
        </span>
      </div>
      {agent.numbers.length === 0 && <p class="secondary">{words.none}</p>}
      <ul class="agents-numbers">
        {agent.numbers.map(number => (
          <li key={number.numberId} class="row">
            <CopyableNumber e164={number.e164} />
            <span class="push">
              <Button
                small
                kind="quiet"
                label={words.detachName(numberText(number.e164))}
                onClick={() => setLeaving(number)}
                testid={`detach-${number.e164}`}
              >
                {words.detach}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {adding && <AttachDialog agent={agent} onClose={() => setAdding(false)} />}
      {leaving && <DetachDialog agent={agent} number={leaving} onClose={() => setLeaving(null)} />}
    </section>
  );
}

function DetachDialog({ agent, number, onClose }: { agent: Agent; number: Answered; onClose: () => void }) {
  const words = t.agents.answers;
  const isOwn = useMe().context === 'agency';
  const shown = numberText(number.e164);
  const detaching = useAction(
    () => (isOwn ? link : attach)(number.numberId, null),
    () => {
      toast(words.detached(shown));
      onClose();
    },
  );
  return (
    <Confirm
      question={words.question(shown, nameText(agent.name))}
      verb={words.detach}
      danger
      busy={detaching.busy}
      onConfirm={() => void detaching.run()}
      onClose={onClose}
      refusal={<Refusal problem={detaching.problem} />}
      testid="detach-dialog"
    >
      <p>{isOwn ? words.afterOwn : words.after(nameText(agent.name))}</p>
    </Confirm>
  );
}
