import { Clock } from '../sandbox/clock.ts';

/** The sandbox's clock, standing still: it moves only when told, so that a run is the same every time. */
export class VirtualClock extends Clock {
  readonly #start: number;
  readonly #moved: { by: number };
  #nudged = 0;

  constructor(start: number) {
    const moved = { by: 0 };
    super(0, by => {
      moved.by = by;
    });
    this.#start = start;
    this.#moved = moved;
  }

  override now(): number {
    return this.#start + this.#moved.by + this.#nudged;
  }

  /** A few milliseconds go by, as between one act and the next. */
  nudge(): number {
    this.#nudged += 7;
    return this.now();
  }
}
