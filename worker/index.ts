import { createWorker } from './worker.ts';

/** Production: the machine's clock and console. The sandbox has an entry file of its own, outside this folder. */
export default createWorker({
  now: Date.now,
  // biome-ignore lint/suspicious/noConsole: the platform collects log lines from the console
  write: (level, line) => (level === 'error' ? console.error(line) : console.log(line)),
});
