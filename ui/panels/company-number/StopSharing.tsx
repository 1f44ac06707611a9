import { useAction } from '../../action.ts';
import { Confirm, numberText, toast } from '../../kit/index.ts';
import { go } from '../../route.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type CompanyNumber, stopSharing } from './calls.ts';
import { namesText } from './words.ts';

/** Takes a number out of common use, after saying what follows for callers and senders. */
export function StopSharing({ number, onClose }: { number: CompanyNumber; onClose: () => void }) {
  const words = t.companyNumber.removing;
  const shown = numberText(number.e164);
  const stopping = useAction(async () => {
    await stopSharing(number.numberId);
    toast(words.done(shown));
    onClose();
    go('company-number');
  });
  return (
    <Confirm
      question={words.title(shown)}
      verb={words.verb}
      danger
      busy={stopping.busy}
      onConfirm={() => void stopping.run()}
      onClose={onClose}
      refusal={<Refusal problem={stopping.problem} />}
      testid="stop-sharing-question"
    >
      <p>{words.why}</p>
      {number.associated.length > 0 && <p>{words.senders(namesText(number.associated.map(one => one.name)))}</p>}
      <p>{words.cost}</p>
    </Confirm>
  );
}
