import { rmSync } from 'node:fs';
import type { Stop } from './arena.ts';

/** Whatever hangs, it is over by then. */
const GIVE_UP_MS = 8.75 * 60_000;

/** Stops what was started and removes the folders, once; also when interrupted, or when the time is over. */
export function ending(stops: readonly Stop[], folders: readonly string[]): () => Promise<void> {
  const remove = () => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  // Whoever ends the process first: what is being stopped may still write.
  process.once('exit', remove);
  const end = async () => {
    await Promise.allSettled(stops.map(stop => stop()));
    remove();
  };
  const cutShort = async (why: string) => {
    console.error(`The bench ends early: ${why}.`);
    await Promise.race([end(), new Promise(done => setTimeout(done, 5000))]);
    process.exit(1);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => cutShort(signal));
  const timer = setTimeout(() => cutShort('it took too long'), GIVE_UP_MS);
  return async () => {
    await end();
    clearTimeout(timer);
  };
}
