import { useAction } from '../../action.ts';
import { Confirm, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type PoolNumber, remind } from './calls.ts';
import { nameText, numberText, priceText } from './words.ts';

/** Sends the payment page of a pending number again. */
export function RemindDialog({ number, onClose }: { number: PoolNumber; onClose: () => void }) {
  const { remind: words, act } = t.numbers;
  const who = nameText(number.subAccount?.name);
  const send = useAction(
    () => remind(number.assignmentId ?? ''),
    () => {
      toast(words.done(who));
      onClose();
    },
  );
  return (
    <Confirm
      question={words.question(who)}
      verb={act.remind}
      busy={send.busy}
      refusal={<Refusal problem={send.problem} />}
      onConfirm={() => void send.run()}
      onClose={onClose}
      testid="remind-dialog"
    >
      <p>{words.why(numberText(number.e164), priceText(number))}</p>
    </Confirm>
  );
}
