import { useAction } from '../../../action.ts';
import { Confirm, toast } from '../../../kit/index.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { archivePlan, type Plan } from '../calls.ts';
import { nameText } from '../words.ts';

/** Asks before a plan is taken off the offer, and says what stays (T-4, P-3). */
export function ArchiveDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const words = t.subAccounts.plans;
  const name = nameText(plan.name);
  const archiving = useAction(archivePlan, () => {
    toast(words.archiveDone(name));
    onClose();
  });
  return (
    <Confirm
      question={words.archiveQuestion(name)}
      verb={words.archive}
      danger
      busy={archiving.busy}
      onConfirm={() => void archiving.run(plan.id)}
      onClose={onClose}
      refusal={<Refusal problem={archiving.problem} />}
      testid="archive-dialog"
    >
      <p>{plan.subAccounts > 0 ? words.archiveStay(plan.subAccounts) : words.archiveNobody}</p>
      <p>{words.archiveNoNew}</p>
    </Confirm>
  );
}
