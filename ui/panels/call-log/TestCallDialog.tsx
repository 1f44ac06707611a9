import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Confirm, numberText, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Line, placeTestCall } from './calls.ts';

/** Asks before a real call is placed, and says who hears of it and what it costs (L-4, P-3). */
export function TestCallDialog({ line, onClose }: { line: Line; onClose: () => void }) {
  // One request id per dialog: pressing twice, or trying again after a lost answer, calls once.
  const [requestId] = useState(() => crypto.randomUUID());
  const words = t.callLog.calling;
  const shown = numberText(line.e164);
  const calling = useAction(async () => {
    await placeTestCall(line.numberId, requestId);
    toast(words.done(shown));
    onClose();
  });
  return (
    <Confirm
      question={words.title(shown)}
      verb={words.verb}
      busy={calling.busy}
      onConfirm={() => void calling.run()}
      onClose={onClose}
      refusal={<Refusal problem={calling.problem} />}
      testid="test-call-question"
    >
      <p>{words.why}</p>
      <p>{words.cost}</p>
    </Confirm>
  );
}
