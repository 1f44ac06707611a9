import { useRef, useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { api, json } from '../../api.ts';
import { Button, Notice, numberText } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';

const callMe = (requestId: string) => json(api['my-settings']['greeting-call'].$post({ json: { requestId } }));

/** We call the person's own phone, they speak, and the panel notices by itself (S-2, M-2). */
export function RecordByPhone({ recorded, phone }: { recorded: string | null; phone: string | null }) {
  const words = t.staff.greeting;
  /** What was recorded when we called. */
  const [before, setBefore] = useState<string | null | undefined>(undefined);
  const requestId = useRef<string>(undefined);
  const calling = useAction(callMe, () => {
    requestId.current = undefined;
    setBefore(recorded);
  });
  const call = () => {
    // Kept until it worked: a repeat after a lost answer does not ring twice.
    requestId.current ??= crypto.randomUUID();
    void calling.run(requestId.current);
  };
  const isDone = before !== undefined && recorded !== before;
  return (
    <div class="stack record-by-phone" style={{ '--gap': '8px' }}>
      {before !== undefined && !isDone && (
        <Notice tone="info" title={words.calling(phone ? numberText(phone) : '')} testid="greeting-calling">
          {words.callingWhat}
        </Notice>
      )}
      {isDone && (
        <Notice tone="good" testid="greeting-recorded">
          {words.done}
        </Notice>
      )}
      <Refusal problem={calling.problem} />
      <div>
        <Button icon="phone" busy={calling.busy} disabled={!phone} onClick={call} testid="record-by-phone">
          {recorded ? words.again : before === undefined ? words.record : words.callAgain}
        </Button>
      </div>
      {(!phone || !recorded) && <span class="field-hint">{phone ? words.untilThen : words.noPhone}</span>}
    </div>
  );
}
