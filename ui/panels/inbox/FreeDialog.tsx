import { useAction } from '../../action.ts';
import { Confirm, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { free, type Thread } from './calls.ts';
import { callerName } from './words.ts';

/** Gives a claimed caller back to everybody the calls and texts came to (U-8). */
export function FreeDialog({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const words = t.inbox.freeing;
  const who = callerName(thread);
  const { claim } = thread;
  const freeing = useAction(
    () => free(thread.key),
    () => {
      toast(words.done(who));
      onClose();
    },
  );
  return (
    <Confirm
      question={words.question(who)}
      verb={words.verb}
      busy={freeing.busy}
      refusal={<Refusal problem={freeing.problem} />}
      onConfirm={() => void freeing.run()}
      onClose={onClose}
      testid="free-dialog"
    >
      <p>{claim?.mine === false ? words.what(claim.by.name) : words.whatYours}</p>
    </Confirm>
  );
}
