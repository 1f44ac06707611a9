import { useAction } from '../../action.ts';
import { Button, Confirm, Dialog, numberText, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Agent, removeAgent } from './calls.ts';
import { nameText } from './words.ts';

/** Deletes an agent that answers no number; of one that does it says which are to be detached first. */
export function DeleteDialog(props: { agent: Agent; onClose: () => void; onDone: () => void }) {
  const { agent, onClose } = props;
  const words = t.agents.removing;
  const question = words.question(nameText(agent.name));
  const removing = useAction(removeAgent, () => {
    toast(words.done(nameText(agent.name)));
    onClose();
    props.onDone();
  });
  if (agent.numbers.length) {
    return (
      <Dialog
        title={question}
        onClose={onClose}
        testid="delete-agent-dialog"
        foot={<Button onClick={onClose}>{t.kit.close}</Button>}
      >
        <p>{words.inUse(agent.numbers.map(one => numberText(one.e164)))}</p>
      </Dialog>
    );
  }
  return (
    <Confirm
      question={question}
      verb={t.agents.remove}
      danger
      busy={removing.busy}
      onConfirm={() => void removing.run(agent.id)}
      onClose={onClose}
      refusal={<Refusal problem={removing.problem} />}
      testid="delete-agent-dialog"
    >
      <p>{words.why}</p>
    </Confirm>
  );
}
