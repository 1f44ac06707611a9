import './dialog.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../text/index.ts';
import { Button } from './Button.tsx';

const FIRST_FIELD =
  '.dialog-body :is(input, select, textarea):not(:disabled), .dialog-foot :is(button, a):not(:disabled)';

interface SheetProps {
  title: ComponentChildren;
  /** A quiet line under the title. */
  subtitle?: ComponentChildren | undefined;
  children: ComponentChildren;
  /** Buttons at the bottom, the verb last. */
  foot?: ComponentChildren | undefined;
  onClose: () => void;
  /** Given when the body is a form: Enter in a field commits it. */
  onSubmit?: (() => void) | undefined;
  /** While true neither Escape nor the cross closes it: an act is under way. */
  held?: boolean | undefined;
  width?: string | undefined;
  testid?: string | undefined;
}

function Sheet(props: SheetProps & { kind: 'dialog' | 'drawer' }) {
  const titleId = useId();
  const sheet = useRef<HTMLDialogElement>(null);
  const { kind, held = false, onClose } = props;

  useEffect(() => {
    const dialog = sheet.current;
    const opener = document.activeElement;
    if (dialog && !dialog.open) {
      dialog.showModal();
      // Where the work is: the first field, else the first button at the bottom, which is the one that changes nothing.
      if (kind === 'dialog') dialog.querySelector<HTMLElement>(FIRST_FIELD)?.focus();
    }
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [kind]);

  const inside = (
    <>
      <div class="dialog-body">{props.children}</div>
      {props.foot && <div class="dialog-foot">{props.foot}</div>}
    </>
  );

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is answered by onCancel; the click is the backdrop's
    <dialog
      ref={sheet}
      class={props.kind}
      style={props.width ? { '--width': props.width } : undefined}
      aria-labelledby={titleId}
      data-testid={props.testid}
      onCancel={event => {
        // A file picker or an inner popover also sends cancel; only our own counts.
        if (event.target !== sheet.current) return;
        event.preventDefault();
        if (!held) onClose();
      }}
      onClick={event => {
        if (props.kind === 'drawer' && event.target === sheet.current && !held) onClose();
      }}
    >
      <div class="dialog-head">
        <div>
          <h2 id={titleId}>{props.title}</h2>
          {props.subtitle && <div class="secondary">{props.subtitle}</div>}
        </div>
        <Button kind="quiet" small icon="close" label={t.kit.close} disabled={held} onClick={onClose} />
      </div>
      {props.onSubmit ? (
        <form
          class="dialog-form"
          noValidate
          onSubmit={event => {
            event.preventDefault();
            // A question over this sheet has a form of its own, whose submit comes up to here.
            if (!held && event.target === event.currentTarget) props.onSubmit?.();
          }}
        >
          {inside}
        </form>
      ) : (
        inside
      )}
    </dialog>
  );
}

/** A question over the page: its title is the question, its button the verb. Open while mounted. */
export function Dialog(props: SheetProps) {
  return <Sheet {...props} kind="dialog" />;
}

/** Details beside the list, a full sheet when narrow. Open while mounted; a click beside it closes it. */
export function Drawer(props: SheetProps) {
  return <Sheet {...props} kind="drawer" />;
}
