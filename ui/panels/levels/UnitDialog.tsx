import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Dialog, TextField, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { addUnit, renameUnit, type Unit } from './calls.ts';

/** Adds a business unit, or renames one. */
export function UnitDialog({ unit, onClose }: { unit?: Unit; onClose: () => void }) {
  const words = t.levels.unit;
  const [name, setName] = useState(unit?.name ?? '');
  const saving = useAction(async () => {
    const saved = unit ? await renameUnit(unit.id, name) : await addUnit(name);
    toast((unit ? words.saved : words.added)(saved.name));
    onClose();
  });
  const wrong = saving.problem?.fields.name;
  return (
    <Dialog
      title={unit ? words.editTitle(unit.name) : words.addTitle}
      onClose={onClose}
      onSubmit={() => void saving.run()}
      held={saving.busy}
      testid="unit-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={saving.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={saving.busy} testid="unit-verb">
            {unit ? words.save : words.verb}
          </Button>
        </>
      }
    >
      <TextField
        label={words.name}
        required
        placeholder={words.placeholder}
        maxLength={60}
        value={name}
        onInput={setName}
        error={wrong}
        testid="unit-name"
      />
      {!wrong && <Refusal problem={saving.problem} />}
    </Dialog>
  );
}
