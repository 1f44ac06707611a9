import { useAction } from '../../action.ts';
import { Confirm, dayText, moneyText, numberText, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Held, release } from './calls.ts';

/** Asks before a number is given up at the end of what is paid (A-8, P-3). */
export function ReleaseDialog({ held, onClose }: { held: Held; onClose: () => void }) {
  const words = t.phoneNumbers;
  const number = numberText(held.e164);
  const until = dayText(held.endsAt ?? held.paidThrough ?? held.createdAt);
  const releasing = useAction(release, () => {
    toast(words.released(number, until));
    onClose();
  });
  return (
    <Confirm
      question={words.confirm.question(number, until)}
      verb={words.release}
      danger
      busy={releasing.busy}
      onConfirm={() => void releasing.run(held.assignmentId)}
      onClose={onClose}
      refusal={<Refusal problem={releasing.problem} />}
      testid="release-dialog"
    >
      <p>{words.confirm.until(until, moneyText(held.price, held.currency, 'month'))}</p>
      <p>
        {words.confirm.after} {held.wiredUser && words.confirm.loses(held.wiredUser.name)}
      </p>
      <p class="secondary">{words.confirm.regret}</p>
    </Confirm>
  );
}
