import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Dialog, numberText, PhoneField, toast } from '../../kit/index.ts';
import { changed } from '../../live.ts';
import { t } from '../../text/index.ts';
import { setDefault } from './calls.ts';
import { FieldRefusal } from './FieldRefusal.tsx';

/** Sets, changes or removes the default; a refused number is explained under the field. */
export function DefaultDialog(props: { forwardTo: string | null; country: string; onClose: () => void }) {
  const { forwardTo, onClose } = props;
  const words = t.forwarding.default;
  const [entry, setEntry] = useState(forwardTo ?? '');
  const saving = useAction(setDefault, ({ default: { forwardTo: now } }) => {
    const undo = () => void setDefault(forwardTo).then(changed, () => toast(t.shell.unexpected.title));
    toast(now ? words.saved(numberText(now)) : words.removed, undo);
    onClose();
  });
  const save = () => {
    if (entry === (forwardTo ?? '')) return onClose();
    void saving.run(entry);
  };
  return (
    <Dialog
      title={words.askSet}
      onClose={onClose}
      onSubmit={save}
      held={saving.busy}
      testid="default-dialog"
      foot={
        <>
          {forwardTo && (
            <Button kind="quiet" onClick={() => void saving.run(null)} disabled={saving.busy} testid="remove-default">
              {words.remove}
            </Button>
          )}
          <span class="push" />
          <Button onClick={onClose} disabled={saving.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={saving.busy} disabled={!entry} testid="save-default">
            {t.forwarding.drawer.save}
          </Button>
        </>
      }
    >
      <PhoneField
        label={words.label}
        hint={words.hint}
        value={forwardTo ?? ''}
        country={props.country}
        error={saving.problem?.fields.forwardTo}
        judged
        onInput={typed => {
          setEntry(typed ?? '');
          saving.clear();
        }}
        testid="default-number"
      />
      <FieldRefusal problem={saving.problem} field="forwardTo" />
    </Dialog>
  );
}
