import { signal } from '@preact/signals';
import { signedFetch } from './api.ts';
import { setServerTime } from './clock.ts';

const VISIBLE_MS = 3_000;
const HIDDEN_MS = 15_000;

/** Bumped whenever something may have changed: by the server's version, or by an act of ours. Queries refetch on it. */
export const changes = signal(0);

/** True while the server cannot be reached; the shell says so quietly. */
export const offline = signal(false);

/** Makes every query on screen refetch. */
export function changed(): void {
  changes.value += 1;
}

/**
 * Asks the server every 3 s (15 s in a hidden tab) whether anything changed, with an entity tag so that "no" costs one
 * cheap read (M-2). Returns what stops it.
 */
export function startPolling(): () => void {
  let etag: string | undefined;
  let timer: ReturnType<typeof setTimeout>;
  let stopped = false;

  const ask = async () => {
    try {
      const answer = await signedFetch('/api/version', etag ? { headers: { 'if-none-match': etag } } : {});
      offline.value = false;
      if (answer.status === 200) {
        const first = etag === undefined;
        etag = answer.headers.get('etag') ?? undefined;
        const body = (await answer.json()) as { now?: number };
        if (body.now) setServerTime(body.now);
        if (!first) changed();
      }
    } catch {
      // Refused sign-ins are reported by the session; everything else is a connection that may come back.
      offline.value = true;
    }
  };
  const next = () => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void ask().then(next), document.hidden ? HIDDEN_MS : VISIBLE_MS);
  };
  const onVisibility = () => {
    if (document.hidden) return next();
    clearTimeout(timer);
    void ask().then(next);
  };

  document.addEventListener('visibilitychange', onVisibility);
  void ask().then(next);
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}
