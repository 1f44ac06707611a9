import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Dialog, Switch, TextField, toast } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import { setVoicemail, type Voicemail } from './calls.ts';
import { FieldRefusal } from './FieldRefusal.tsx';

const MOST = 500;

/** Switches the sub-account's voicemail and sets what callers hear first. */
export function VoicemailDialog({ voicemail, onClose }: { voicemail: Voicemail; onClose: () => void }) {
  const words = t.forwarding.voicemail;
  // Who opens it while it is off wants it on.
  const [on, setOn] = useState(true);
  const [entry, setEntry] = useState(voicemail.greeting ?? '');
  const saving = useAction(setVoicemail, ({ voicemail: now }) => {
    toast(now.on ? words.savedOn : words.savedOff);
    onClose();
  });
  const save = () => void saving.run({ on, greeting: entry.trim() || null });
  return (
    <Dialog
      title={words.ask}
      onClose={onClose}
      onSubmit={save}
      held={saving.busy}
      testid="voicemail-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={saving.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={saving.busy} testid="save-voicemail">
            {voicemail.on || !on ? t.forwarding.drawer.save : words.turnOn}
          </Button>
        </>
      }
    >
      <Switch label={words.takes} hint={words.takesHint} checked={on} onChange={setOn} testid="voicemail-on" />
      {on && (
        <TextField
          label={words.greeting}
          hint={entry ? words.left(MOST - entry.length) : words.standard}
          value={entry}
          lines={3}
          maxLength={MOST}
          error={saving.problem?.fields.greeting}
          onInput={typed => {
            setEntry(typed);
            saving.clear();
          }}
          testid="voicemail-greeting"
        />
      )}
      <FieldRefusal problem={saving.problem} field="greeting" />
    </Dialog>
  );
}
