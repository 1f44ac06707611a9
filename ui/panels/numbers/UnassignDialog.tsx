import { useAction } from '../../action.ts';
import { Confirm, dayText, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type PoolNumber, unassign } from './calls.ts';
import { nameText, numberText, priceText } from './words.ts';

/** Takes a number back at once, after saying what stops, for whom and what it costs (P-3). */
export function UnassignDialog({ number, onClose }: { number: PoolNumber; onClose: () => void }) {
  const { unassign: words, act } = t.numbers;
  const shown = numberText(number.e164);
  const who = nameText(number.subAccount?.name);
  const take = useAction(
    () => unassign(number.assignmentId ?? ''),
    () => {
      toast(words.done(shown));
      onClose();
    },
  );
  return (
    <Confirm
      question={words.question(shown, who)}
      verb={act.unassign}
      danger
      busy={take.busy}
      refusal={<Refusal problem={take.problem} />}
      onConfirm={() => void take.run()}
      onClose={onClose}
      testid="unassign-dialog"
    >
      <p>{consequences(number)}</p>
      <p class="secondary">{words.after(who)}</p>
    </Confirm>
  );
}

function consequences(number: PoolNumber): string {
  const { unassign: words } = t.numbers;
  const { status, endsAt } = number;
  const price = priceText(number);
  if (status === 'pending') return words.pending;
  if (status === 'suspended') return `${words.suspended(price)} ${words.noRefund}`;
  if (status === 'ending' && endsAt !== null) return `${words.before(dayText(endsAt))} ${words.noRefund}`;
  if (!price) return words.atOnce + words.stop;
  return `${words.atOnce}${words.price(price)} ${words.noRefund}`;
}
