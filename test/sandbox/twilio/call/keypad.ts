import type { PhoneTime } from '../phone-time.ts';
import { Interrupted } from '../phone-time.ts';

/** The keys a person pressed and nobody has read yet. */
export class Keypad {
  #pressed: string[] = [];
  #waiting: ((key: string) => void) | undefined;

  press(digits: string): void {
    for (const key of digits) {
      if (!/[0-9*#]/.test(key)) continue;
      const reader = this.#waiting;
      this.#waiting = undefined;
      if (reader) reader(key);
      else this.#pressed.push(key);
    }
  }

  clear(): void {
    this.#pressed = [];
  }

  /** The next key, waiting up to `ms` telephone time for it; undefined when none came. */
  async take(time: PhoneTime, ms: number, signal: AbortSignal): Promise<string | undefined> {
    const ready = this.#pressed.shift();
    if (ready !== undefined) return ready;
    if (signal.aborted) throw new Interrupted();
    const enough = new AbortController();
    let key: string | undefined;
    this.#waiting = pressed => {
      key = pressed;
      enough.abort();
    };
    try {
      await time.wait(ms, AbortSignal.any([signal, enough.signal]));
    } catch (cause) {
      if (!(cause instanceof Interrupted) || signal.aborted) throw cause;
    } finally {
      this.#waiting = undefined;
    }
    return key;
  }
}
