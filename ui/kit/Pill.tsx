import './pill.css';
import type { ComponentChildren } from 'preact';

/** good = active, wait = waiting for someone, bad = broken or stopped, info = information, free = nobody's. */
export type Tone = 'good' | 'wait' | 'bad' | 'info' | 'free';

/** A status: always a dot and a word, never colour alone. */
export function Pill({ tone, children, testid }: { tone: Tone; children: ComponentChildren; testid?: string }) {
  return (
    <span class="pill" data-tone={tone} data-testid={testid}>
      {children}
    </span>
  );
}
