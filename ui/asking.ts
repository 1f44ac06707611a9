/** Why no word of who is looking came: opened outside a CRM, or the CRM around us kept silent. */
export class NoHost extends Error {
  readonly why: 'not-framed' | 'silent';
  constructor(why: 'not-framed' | 'silent') {
    super(why);
    this.why = why;
  }
}

const ANSWER_WITHIN_MS = 5_000;
const ASK_AGAIN_MS = 1_500;

export interface Asking {
  /** Asks until it is answered. Throws NoHost. */
  ask(): Promise<string>;
  /** Hands an answer to whoever waits; false when nobody does. */
  answer(token: string): boolean;
}

/** Asks the page around us who is looking: more than once, because its script may start listening after we start asking. */
export function asking(isFramed: boolean, post: () => void): Asking {
  let waiting: ((token: string) => void) | undefined;
  const ask = () =>
    new Promise<string>((resolve, reject) => {
      if (!isFramed) return reject(new NoHost('not-framed'));
      const again = setInterval(post, ASK_AGAIN_MS);
      const stop = () => {
        clearInterval(again);
        clearTimeout(timeout);
        waiting = undefined;
      };
      const timeout = setTimeout(() => {
        stop();
        reject(new NoHost('silent'));
      }, ANSWER_WITHIN_MS);
      waiting = token => {
        stop();
        resolve(token);
      };
      post();
    });
  return {
    ask,
    answer: token => {
      const taker = waiting;
      taker?.(token);
      return taker !== undefined;
    },
  };
}
