import { useState } from 'preact/hooks';
import { TextField } from '../../kit/index.ts';
import { SelfSaving } from '../staff/SelfSaving.tsx';
import { useSaving } from '../staff/saving.ts';
import { type SettingsChange, saveSettings } from './calls.ts';

/** One line of text that saves itself when left. What could not be saved stays in the field. */
export function TextSetting(props: {
  field: keyof SettingsChange;
  label: string;
  hint?: string;
  type?: 'text' | 'email' | 'number';
  value: string;
  min?: number;
  max?: number;
  maxLength?: number;
  disabled?: boolean;
  /** What is sent for an entry, or why it cannot be. */
  read: (typed: string) => { change: SettingsChange } | { error: string };
  testid: string;
}) {
  const { field, read, value } = props;
  const [entry, setEntry] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const saving = useSaving(saveSettings);
  const commit = async (typed: string) => {
    const result = read(typed.trim());
    setWrong('error' in result ? result.error : undefined);
    if ('error' in result) return;
    if (typed.trim() === value || (await saving.run(result.change))) setEntry(null);
  };
  return (
    <SelfSaving saving={saving} field={field}>
      <TextField
        {...props}
        value={entry ?? value}
        error={wrong ?? saving.problem?.fields[field]}
        onInput={typed => {
          setEntry(typed);
          setWrong(undefined);
          saving.clear();
        }}
        onCommit={typed => void commit(typed)}
      />
    </SelfSaving>
  );
}
