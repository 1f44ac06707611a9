import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Dialog, TextField, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { addContact, type Thread } from './calls.ts';
import { callerName } from './words.ts';

/** Makes an unknown caller a contact, in the CRM and here (C-3, U-9). */
export function ContactDialog({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const [name, setName] = useState('');
  const words = t.inbox.adding;
  const { source } = thread.number;
  const adding = useAction(
    () => addContact(thread.key, name.trim()),
    ({ contact }) => {
      toast(words.done(contact.name));
      onClose();
    },
  );
  const error = adding.problem?.fields.name;
  return (
    <Dialog
      title={words.question(callerName(thread))}
      onClose={onClose}
      onSubmit={() => void adding.run()}
      held={adding.busy}
      testid="contact-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={adding.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={adding.busy} disabled={!name.trim()} testid="contact-verb">
            {words.verb}
          </Button>
        </>
      }
    >
      <TextField
        label={words.name}
        required
        value={name}
        onInput={setName}
        maxLength={200}
        autocomplete="off"
        error={error}
        testid="contact-name"
      />
      <p class="secondary">
        {words.what} {source && words.source(source)}
      </p>
      {!error && <Refusal problem={adding.problem} />}
    </Dialog>
  );
}
