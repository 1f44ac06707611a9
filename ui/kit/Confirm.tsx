import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../text/index.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { TextField } from './Field.tsx';

/** Asks before an act and says what will happen, to whom and what it costs (P-3); `typed` asks for that word first. */
export function Confirm(props: {
  question: ComponentChildren;
  /** The consequences. */
  children: ComponentChildren;
  verb: string;
  danger?: boolean | undefined;
  typed?: string | undefined;
  busy?: boolean | undefined;
  /** Why it was refused, shown in place. */
  refusal?: ComponentChildren | undefined;
  onConfirm: () => void;
  onClose: () => void;
  testid?: string | undefined;
}) {
  const [word, setWord] = useState('');
  const ready = !props.typed || word.trim() === props.typed;
  const confirm = () => {
    if (ready && !props.busy) props.onConfirm();
  };
  return (
    <Dialog
      title={props.question}
      onClose={props.onClose}
      onSubmit={confirm}
      held={props.busy}
      testid={props.testid ?? 'confirm'}
      foot={
        <>
          <Button onClick={props.onClose} disabled={props.busy}>
            {t.kit.cancel}
          </Button>
          <Button
            type="submit"
            kind={props.danger ? 'danger' : 'primary'}
            busy={props.busy}
            disabled={!ready}
            testid="confirm-verb"
          >
            {props.verb}
          </Button>
        </>
      }
    >
      {props.children}
      {props.typed && (
        <TextField label={t.kit.typeToConfirm(props.typed)} value={word} onInput={setWord} testid="confirm-typed" />
      )}
      {props.refusal}
    </Dialog>
  );
}
