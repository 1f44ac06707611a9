import './toast.css';
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../text/index.ts';
import { Button } from './Button.tsx';

interface ToastLine {
  id: number;
  text: string;
  undo: (() => void) | undefined;
}

const lines = signal<readonly ToastLine[]>([]);
let last = 0;

/** Says that something was done; `undo` where it can be taken back. */
export function toast(text: string, undo?: () => void): void {
  last += 1;
  lines.value = [...lines.value.slice(-2), { id: last, text, undo }];
}

const drop = (id: number) => {
  lines.value = lines.value.filter(line => line.id !== id);
};

/** Where toasts appear; mounted once. Stays in the top layer, above dialogs. */
export function Toasts() {
  const region = useRef<HTMLDivElement>(null);
  const count = lines.value.length;
  useEffect(() => {
    const box = region.current;
    if (!box) return;
    // Shown anew each time, so that it lies above a dialog opened meanwhile.
    if (box.matches(':popover-open')) box.hidePopover();
    if (count > 0) box.showPopover();
  }, [count]);
  return (
    <div ref={region} class="toasts" popover="manual" role="status" aria-live="polite">
      {lines.value.map(line => (
        <Line key={line.id} line={line} />
      ))}
    </div>
  );
}

function Line({ line }: { line: ToastLine }) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stay = () => clearTimeout(timer.current);
  const leave = () => {
    stay();
    timer.current = setTimeout(() => drop(line.id), line.undo ? 8_000 : 4_500);
  };
  useEffect(() => {
    leave();
    return stay;
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at a toast only keeps it from leaving
    <div class="toast" onMouseEnter={stay} onMouseLeave={leave} onFocusCapture={stay} onBlurCapture={leave}>
      <span>{line.text}</span>
      {line.undo ? (
        <Button
          kind="quiet"
          small
          onClick={() => {
            line.undo?.();
            drop(line.id);
          }}
        >
          {t.kit.undo}
        </Button>
      ) : (
        <Button kind="quiet" small icon="close" label={t.kit.dismiss} onClick={() => drop(line.id)} />
      )}
    </div>
  );
}
