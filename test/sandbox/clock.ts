/**
 * The one clock of the sandbox. It runs at real speed from a movable offset; everything that lives by time
 * (Stripe's renewals, the Worker's cron) joins as a `Timekeeper` and is visited in order of its due times
 * while the clock is moved forward. It never runs backwards.
 */
export interface Timekeeper {
  /** Next instant (epoch ms) at which this keeper has something to do, or undefined. */
  nextDue(): number | undefined;
  /** Does what is due at `now`, and waits until its consequences (webhooks) were delivered. */
  settle(now: number): Promise<void>;
}

export class Clock {
  #offset: number;
  readonly #keepers: Timekeeper[] = [];
  readonly #onMove: (offset: number) => void;
  #moving: Promise<void> = Promise.resolve();

  /** @param offset ms ahead of real time; @param onMove told the new offset, to keep it between runs. */
  constructor(offset = 0, onMove: (offset: number) => void = () => {}) {
    this.#offset = offset;
    this.#onMove = onMove;
  }

  /** Sandbox time, epoch milliseconds. */
  now(): number {
    return Date.now() + this.#offset;
  }

  join(keeper: Timekeeper): void {
    this.#keepers.push(keeper);
  }

  /** Moves time forward by `ms`, stopping at every due instant on the way. Moves queue up behind each other. */
  advance(ms: number): Promise<void> {
    return this.#queue(() => this.#reach(this.now() + Math.max(0, ms)));
  }

  /** Moves time forward to `instant` (epoch ms); an instant in the past is refused. */
  advanceTo(instant: number): Promise<void> {
    if (instant < this.now()) return Promise.reject(new RangeError('The sandbox clock cannot run backwards.'));
    return this.#queue(() => this.#reach(instant));
  }

  #queue(move: () => Promise<void>): Promise<void> {
    const run = this.#moving.then(move);
    this.#moving = run.catch(() => undefined);
    return run;
  }

  async #reach(target: number): Promise<void> {
    for (;;) {
      const due = Math.min(...this.#keepers.map(k => k.nextDue() ?? Number.POSITIVE_INFINITY));
      if (due > target) break;
      this.#setTo(Math.max(due, this.now()));
      await this.#settle();
    }
    this.#setTo(Math.max(target, this.now()));
    await this.#settle();
  }

  async #settle(): Promise<void> {
    for (const keeper of this.#keepers) await keeper.settle(this.now());
  }

  #setTo(instant: number): void {
    this.#offset += Math.max(0, instant - this.now());
    this.#onMove(this.#offset);
  }
}
