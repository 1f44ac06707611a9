import { useAction } from '../../action.ts';
import { Confirm, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Catalogue, type Hook, removeHook, renewSecret } from './calls.ts';
import { named, receiver } from './words.ts';

/** Asks before a hook is removed, saying who hears of nothing more. */
export function RemoveDialog(props: { hook: Hook; catalogue: Catalogue | undefined; onClose: () => void }) {
  const { hook, onClose } = props;
  const words = t.workflows.hook;
  const removing = useAction(removeHook, () => {
    toast(words.removed);
    onClose();
  });
  return (
    <Confirm
      question={words.removeQuestion(named(props.catalogue, hook.trigger))}
      verb={words.remove}
      danger
      busy={removing.busy}
      onConfirm={() => void removing.run(hook.id)}
      onClose={onClose}
      refusal={<Refusal problem={removing.problem} />}
      testid="remove-hook-dialog"
    >
      <p>{hook.kind === 'highlevel' ? words.removeCrm : words.removeAfter(receiver(hook.targetUrl))}</p>
    </Confirm>
  );
}

/** Asks before the secret is replaced; the new one is handed on to be shown. */
export function RenewDialog(props: { hook: Hook; onDone: (secret: string) => void; onClose: () => void }) {
  const { hook, onDone, onClose } = props;
  const words = t.workflows.hook;
  const renewing = useAction(renewSecret, ({ secret }) => onDone(secret));
  return (
    <Confirm
      question={words.renewQuestion}
      verb={words.renew}
      busy={renewing.busy}
      onConfirm={() => void renewing.run(hook.id)}
      onClose={onClose}
      refusal={<Refusal problem={renewing.problem} />}
      testid="renew-hook-dialog"
    >
      <p>{words.renewAfter}</p>
    </Confirm>
  );
}
