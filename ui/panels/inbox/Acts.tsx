import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Menu, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { AssociateDialog } from './AssociateDialog.tsx';
import { CallDialog } from './CallDialog.tsx';
import { ContactDialog } from './ContactDialog.tsx';
import { claim, type Thread } from './calls.ts';
import { FreeDialog } from './FreeDialog.tsx';
import { useRoom } from './useRoom.ts';
import { callerName } from './words.ts';

type Act = 'call' | 'contact' | 'associate' | 'free';

/** What all of them side by side need, px; with less, those about contacts go into a menu. */
const ROOM = 590;

/** What can be done about a caller (U-7); the first of these claims them. */
export function Acts({ thread, isAdmin }: { thread: Thread; isAdmin: boolean }) {
  const [open, setOpen] = useState<Act | null>(null);
  const { place, hasRoom } = useRoom<HTMLFieldSetElement>(ROOM);
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
      <fieldset ref={place} class="talk-acts" aria-label={words.label(callerName(thread))}>
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
        {canAct && !contact && <ContactActs inMenu={!hasRoom} onChoose={setOpen} />}
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

function ContactActs({ inMenu, onChoose }: { inMenu: boolean; onChoose: (act: Act) => void }) {
  const words = t.inbox.act;
  const acts = [
    { label: words.add, onChoose: () => onChoose('contact'), testid: 'add-contact' },
    { label: words.associate, onChoose: () => onChoose('associate'), testid: 'associate' },
  ];
  if (inMenu) return <Menu label={words.contact} text={words.contact} acts={[acts]} testid="contact-acts" />;
  return acts.map(act => (
    <Button key={act.testid} small onClick={act.onChoose} testid={act.testid}>
      {act.label}
    </Button>
  ));
}
