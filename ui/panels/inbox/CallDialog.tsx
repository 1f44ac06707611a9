import { useRef, useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Dialog, Notice, numberText, PhoneNumber, type Radio, Radios, toast } from '../../kit/index.ts';
import { GoTo } from '../../shell/GoTo.tsx';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { callBack, type Sender, type Thread } from './calls.ts';
import { callerName, refusedAs } from './words.ts';

/** The person's phone rings first, then the caller, who sees the number chosen here (O-3). */
export function CallDialog({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const words = t.inbox.calling;
  const { senders } = thread;
  const [from, setFrom] = useState(() => idOf(senders.find(sender => sender.callable)));
  // One for this dialog: a second click, or a try after a lost answer, is the same call.
  const requestId = useRef(crypto.randomUUID());
  const calling = useAction(
    () => callBack(thread.key, { from: from ?? '', requestId: requestId.current }),
    () => {
      toast(words.done);
      onClose();
    },
  );
  const phone = senders.find(sender => sender.kind === 'bridge');
  return (
    <Dialog
      title={words.question(callerName(thread))}
      onClose={onClose}
      onSubmit={() => void (from && calling.run())}
      held={calling.busy}
      testid="call-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={calling.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={calling.busy} disabled={!from || !phone} testid="call-verb">
            {words.verb}
          </Button>
        </>
      }
    >
      <Means phone={phone} none={senders.length === 0} />
      {senders.length > 0 && (
        <Radios
          label={words.show}
          value={from}
          options={senders.map(optionOf)}
          onChange={value => {
            setFrom(value);
            requestId.current = crypto.randomUUID();
          }}
          testid="call-from"
        />
      )}
      {thread.canClaim && <p class="secondary">{words.claims}</p>}
      <Refusal problem={refusedAs(words.refused, calling.problem)} />
    </Dialog>
  );
}

function idOf(sender: Sender | undefined): string | null {
  return sender ? (sender.numberId ?? 'bridge') : null;
}

function optionOf(sender: Sender): Radio<string> {
  return {
    value: sender.numberId ?? 'bridge',
    label: <PhoneNumber e164={sender.e164} />,
    detail: t.inbox.sender[sender.kind],
    reason: sender.callable ? undefined : (sender.why ?? t.inbox.calling.cannot),
  };
}

/** Which phone rings first, or what is missing for that. */
function Means({ phone, none }: { phone: Sender | undefined; none: boolean }) {
  const words = t.inbox.calling;
  if (none) {
    return (
      <Notice tone="wait" title={words.none} testid="no-caller-id">
        {words.noneWhy}
      </Notice>
    );
  }
  if (!phone) {
    return (
      <Notice tone="wait" title={words.noPhone} testid="no-phone">
        {words.noPhoneWhy} <GoTo panel="my-settings">{t.mySettings.title}</GoTo>.
      </Notice>
    );
  }
  return <p>{words.how(numberText(phone.e164))}</p>;
}
