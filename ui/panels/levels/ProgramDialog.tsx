import { useState } from 'preact/hooks';
import { PURPOSES } from '../../../worker/level/rules/purpose.ts';
import { useAction } from '../../action.ts';
import { Button, Dialog, Select, TextField, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { addProgram, changeProgram, type Program, type Purpose } from './calls.ts';
import { zoneText } from './words.ts';

const LONGEST = 32;

interface ProgramDialogProps {
  unit: { id: string; name: string };
  /** Absent for a new one. */
  program?: Program;
  zone: string;
  today: string;
  onClose: () => void;
}

/** Adds a program to a unit, or changes one: name, call purpose, display name, first and last day (N-5). */
export function ProgramDialog({ unit, program, zone, today, onClose }: ProgramDialogProps) {
  const words = t.levels.program;
  const [draft, setDraft] = useState(() => ({
    name: program?.name ?? '',
    callPurpose: (program?.callPurpose ?? '') as Purpose | '',
    displayName: program?.displayName ?? '',
    startsAt: program?.startsAt ?? today,
    endsAt: program?.endsAt ?? '',
  }));
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const saving = useAction(async () => {
    // The server refuses an empty purpose in its own words, beside the field.
    const body = { ...draft, callPurpose: draft.callPurpose as Purpose, endsAt: draft.endsAt || null };
    const saved = program ? await changeProgram(program.id, body) : await addProgram(unit.id, body);
    toast((program ? words.saved : words.added)(saved.name));
    onClose();
  });
  const wrong = saving.problem?.fields ?? {};
  const inFields = Object.keys(draft).some(field => wrong[field]);
  return (
    <Dialog
      title={program ? words.editTitle(program.name) : words.addTitle(unit.name)}
      onClose={onClose}
      onSubmit={() => void saving.run()}
      held={saving.busy}
      testid="program-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={saving.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={saving.busy} testid="program-verb">
            {program ? words.save : words.verb}
          </Button>
        </>
      }
    >
      <TextField
        label={words.name}
        required
        placeholder={words.placeholder}
        maxLength={60}
        value={draft.name}
        onInput={name => set({ name })}
        error={wrong.name}
        testid="program-name"
      />
      <Select
        label={words.purpose}
        required
        hint={words.purposeHint}
        value={draft.callPurpose}
        options={[
          { value: '', label: words.choose, disabled: true },
          ...PURPOSES.map(value => ({ value, label: t.levels.purpose[value] })),
        ]}
        onChange={callPurpose => set({ callPurpose })}
        error={wrong.callPurpose}
        testid="program-purpose"
      />
      <TextField
        label={words.displayName}
        required
        hint={words.displayHint(LONGEST - draft.displayName.length)}
        maxLength={LONGEST}
        value={draft.displayName}
        onInput={displayName => set({ displayName })}
        error={wrong.displayName}
        testid="program-display-name"
      />
      <div class="levels-days">
        <TextField
          label={words.starts}
          required
          type="date"
          value={draft.startsAt}
          onInput={startsAt => set({ startsAt })}
          error={wrong.startsAt}
          testid="program-starts"
        />
        <TextField
          label={words.ends}
          hint={words.endsHint}
          type="date"
          min={draft.startsAt}
          value={draft.endsAt}
          onInput={endsAt => set({ endsAt })}
          error={wrong.endsAt}
          testid="program-ends"
        />
      </div>
      <p class="secondary">{words.zone(zoneText(zone))}</p>
      {!inFields && <Refusal problem={saving.problem} />}
    </Dialog>
  );
}
