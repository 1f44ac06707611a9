import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { AssociateDialog } from './AssociateDialog.tsx';
import { CallDialog } from './CallDialog.tsx';
import { ContactDialog } from './ContactDialog.tsx';
import { claim, type Thread } from './calls.ts';
import { FreeDialog } from './FreeDialog.tsx';
import { callerName } from './words.ts';

/** What can be done about a caller (U-7); the first of these claims them. */
export function Acts({ thread, isAdmin }: { thread: Thread; isAdmin: boolean }) {
  const [open, setOpen] = useState<'call' | 'contact' | 'associate' | 'free' | null>(null);
  const words = t.inbox.act;
  const taking = useAction(
    () => claim(thread.key),
    () => toast(t.inbox.claimed(callerName(thread))),
  );
  const { canAct, canClaim, contact, caller } = thread;
  const canFree = isAdmin && thread.claim !== null;
  if (!canAct && !canFree) return null;
  const close = () => setOpen(null);
  return (
    <>
      <fieldset class="talk-acts" aria-label={words.label(callerName(thread))}>
        {canClaim && (
          <Button kind="primary" small busy={taking.busy} onClick={() => void taking.run()} testid="claim">
            {words.claim}
          </Button>
        )}
        {canAct && caller.e164 && (
          <Button small icon="phone" onClick={() => setOpen('call')} testid="call-back">
            {words.call}
          </Button>
        )}
        {canAct && !contact && (
          <>
            <Button small onClick={() => setOpen('contact')} testid="add-contact">
              {words.add}
            </Button>
            <Button small onClick={() => setOpen('associate')} testid="associate">
              {words.associate}
            </Button>
          </>
        )}
        {canFree && (
          <Button small kind="quiet" onClick={() => setOpen('free')} testid="free">
            {words.free}
          </Button>
        )}
      </fieldset>
      <Refusal problem={taking.problem} />
      {open === 'call' && <CallDialog thread={thread} onClose={close} />}
      {open === 'contact' && <ContactDialog thread={thread} onClose={close} />}
      {open === 'associate' && <AssociateDialog thread={thread} onClose={close} />}
      {open === 'free' && <FreeDialog thread={thread} onClose={close} />}
    </>
  );
}
