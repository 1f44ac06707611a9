import { AsyncLocalStorage } from 'node:async_hooks';

/** What goes wrong in one act, at its n-th chance; `none` lets it be. */
export type TroubleKind =
  | 'none'
  | 'crash'
  | '500 before effect'
  | '500 after effect'
  | 'time-out before effect'
  | 'time-out after effect'
  | '429';

export interface Trouble {
  kind: TroubleKind;
  /** Counted in awaits of anything for a crash, in requests to vendors otherwise; from 1. */
  at: number;
}

export const NO_TROUBLE: Trouble = { kind: 'none', at: 0 };

/**
 * One run of a Worker, from its first line to its last or to its death. Everything the product waits for comes by here, so
 * that it can die after any of it.
 */
export class Life {
  readonly #trouble: Trouble;
  /** How many turns to wait before each await; makes two lives at once meet in a given order. */
  readonly #pace: () => number;
  #awaits = 0;
  #requests = 0;
  #dies: () => void = () => {};
  dead = false;
  struck = false;
  readonly death: Promise<void>;

  constructor(trouble: Trouble = NO_TROUBLE, pace: () => number = () => 0) {
    this.#trouble = trouble;
    this.#pace = pace;
    this.death = new Promise(done => {
      this.#dies = done;
    });
  }

  /** What is to go wrong with this request to a vendor. */
  nextRequest(): TroubleKind {
    this.#requests += 1;
    if (this.#trouble.kind === 'crash' || this.#requests !== this.#trouble.at) return 'none';
    this.struck = true;
    return this.#trouble.kind;
  }

  /** Does it, and dies right after it where this is the await to die after: what was done stays done. */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    for (let turn = this.#pace(); turn > 0; turn -= 1) await new Promise(done => setImmediate(done));
    if (this.dead) return nevermore();
    this.#awaits += 1;
    const mine = this.#awaits;
    try {
      return await work();
    } finally {
      if (this.#trouble.kind === 'crash' && mine === this.#trouble.at) {
        this.struck = true;
        this.dead = true;
        this.#dies();
      }
      if (this.dead) await nevermore();
    }
  }
}

const nevermore = () => new Promise<never>(() => {});

const living = new AsyncLocalStorage<Life>();

/** The life whose code is running. */
export const thisLife = (): Life | undefined => living.getStore();

/** Carries an await of the product through its life. */
export function through<T>(work: () => Promise<T>): Promise<T> {
  const life = thisLife();
  return life ? life.pass(work) : work();
}

/** What became of an act: its value, its error, or `crashed`. */
export type Fate<T> = { is: 'done'; value: T } | { is: 'failed'; cause: unknown } | { is: 'crashed' };

/** Runs an act in a life of its own until it ends or dies. */
export function live<T>(life: Life, act: () => Promise<T>): Promise<Fate<T>> {
  const acted = living.run(life, async (): Promise<Fate<T>> => {
    try {
      return { is: 'done', value: await act() };
    } catch (cause) {
      return { is: 'failed', cause };
    }
  });
  return Promise.race([acted, life.death.then((): Fate<T> => ({ is: 'crashed' }))]);
}

/** Small whole numbers from a seed, always the same ones. */
export function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return sides => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}
