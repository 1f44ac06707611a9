import { signal } from '@preact/signals';

let ahead = 0;

/** Bumped twice a minute, so that "3 min ago" grows older on screen. */
export const minute = signal(0);

/** The server's idea of now, epoch ms: a viewer's wrong clock must not make a paid number look overdue. */
export function now(): number {
  return Date.now() + ahead;
}

/** Takes the server's time from any answer that carries one; small differences are travel time and are ignored. */
export function setServerTime(serverNow: number): void {
  const difference = serverNow - Date.now();
  const next = Math.abs(difference) < 5_000 ? 0 : difference;
  if (Math.abs(next - ahead) < 2_000) return;
  ahead = next;
  minute.value += 1;
}

/** Starts the twice-a-minute beat; returns what stops it. */
export function startMinutes(): () => void {
  const timer = setInterval(() => {
    minute.value += 1;
  }, 30_000);
  return () => clearInterval(timer);
}
