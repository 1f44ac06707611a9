import { useState } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Button, Dialog, TextField, toast } from '../../../kit/index.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { decline, type NumberRequest } from '../calls.ts';
import { nameText } from '../words.ts';
import { wishText } from './words.ts';

/** Says no to a request, with the words the client gets. */
export function DeclineDialog({ request, onClose }: { request: NumberRequest; onClose: () => void }) {
  const words = t.requests;
  const who = nameText(request.subAccount.name);
  const [answer, setAnswer] = useState('');
  const [missing, setMissing] = useState(false);
  const saying = useAction(
    () => decline(request.id, answer.trim()),
    () => {
      toast(words.declineDone(who));
      onClose();
    },
  );
  return (
    <Dialog
      title={words.declineQuestion(who)}
      onClose={onClose}
      onSubmit={() => (answer.trim() ? void saying.run() : setMissing(true))}
      held={saying.busy}
      testid="decline-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={saying.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={saying.busy} testid="decline-verb">
            {words.decline}
          </Button>
        </>
      }
    >
      <p class="secondary">{wishText(request)}</p>
      <TextField
        label={words.answer}
        hint={words.answerHint}
        error={missing && !answer.trim() ? words.answerMissing : saying.problem?.fields.answer}
        lines={3}
        maxLength={500}
        value={answer}
        onInput={setAnswer}
        testid="decline-answer"
      />
      <Refusal problem={saying.problem} />
    </Dialog>
  );
}
