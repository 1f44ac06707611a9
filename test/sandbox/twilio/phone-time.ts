/** What a wait throws when its line was hung up or given another document. */
export class Interrupted extends Error {
  override name = 'Interrupted';
}

/**
 * Telephone time: rings, pauses and talk in milliseconds as a caller counts them. `factor` scales them onto real
 * timers (1 = as long as they say; 0.02 = a 20 s ring takes 400 ms), so that tests need not wait for a ring.
 */
export class PhoneTime {
  factor = 1;

  /** Telephone milliseconds since some fixed moment; only differences mean anything. */
  now(): number {
    return performance.now() / this.factor;
  }

  /** Waits `ms` of telephone time; throws `Interrupted` as soon as the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((done, interrupted) => {
      if (signal.aborted) return interrupted(new Interrupted());
      const stop = () => {
        clearTimeout(timer);
        interrupted(new Interrupted());
      };
      const timer = setTimeout(
        () => {
          signal.removeEventListener('abort', stop);
          done();
        },
        Math.min(ms * this.factor, 2 ** 31 - 1),
      );
      signal.addEventListener('abort', stop, { once: true });
    });
  }

  /** Runs `act` after `ms` of telephone time unless the signal is aborted first. */
  after(ms: number, signal: AbortSignal, act: () => void): void {
    this.wait(ms, signal).then(act, cause => {
      if (!(cause instanceof Interrupted)) throw cause;
    });
  }
}

/** Waits for `promise`, but throws `Interrupted` as soon as the signal is aborted. */
export function unlessInterrupted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((done, failed) => {
    if (signal.aborted) return failed(new Interrupted());
    const stop = () => failed(new Interrupted());
    signal.addEventListener('abort', stop, { once: true });
    promise.then(done, failed).finally(() => signal.removeEventListener('abort', stop));
  });
}
