import './facts.css';
import { useState } from 'preact/hooks';
import { showNumber } from '../format/phone.ts';
import { t } from '../text/index.ts';
import { viewer } from '../viewer.ts';
import { Icon } from './Icon.tsx';

/** The same inside a sentence or a label. */
export function numberText(e164: string): string {
  return showNumber(e164, viewer.value.country);
}

/** A phone number as people read it; never broken across lines. */
export function PhoneNumber({ e164 }: { e164: string }) {
  return <span class="number">{showNumber(e164, viewer.value.country)}</span>;
}

/** A phone number with a button that copies it as E.164. */
export function CopyableNumber({ e164, testid }: { e164: string; testid?: string }) {
  const [done, setDone] = useState(false);
  const shown = showNumber(e164, viewer.value.country);
  return (
    <span class="number" data-testid={testid} data-e164={e164}>
      {shown}
      <button
        type="button"
        class="number-copy"
        data-done={done ? '' : undefined}
        aria-label={done ? t.kit.copied : t.kit.copy(shown)}
        title={done ? t.kit.copied : t.kit.copy(e164)}
        onClick={async event => {
          event.stopPropagation();
          setDone(await copyText(e164));
          setTimeout(() => setDone(false), 2_000);
        }}
      >
        <Icon name={done ? 'check' : 'copy'} size={14} />
      </button>
    </span>
  );
}

/** Copies; in a frame without the clipboard permission by way of a selected field. True when it worked. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'sr-only';
    (document.querySelector('dialog[open]') ?? document.body).append(field);
    const before = document.activeElement;
    field.select();
    const worked = document.execCommand('copy');
    field.remove();
    if (before instanceof HTMLElement) before.focus();
    return worked;
  }
}
