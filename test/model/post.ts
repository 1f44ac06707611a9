import { Hono } from 'hono';
import { signature } from '../sandbox/stripe/event/delivery.ts';

/** An event of Stripe's on its way to us. */
interface Letter {
  path: string;
  body: string;
}

export type Round = 'in order' | 'reversed' | 'twice' | 'some' | 'lost';

/** The post between Stripe and us: it keeps every event until a round is made. */
export class Post {
  readonly app = new Hono();
  #letters: Letter[] = [];

  constructor() {
    this.app.post('/stripe/*', async c => {
      this.#letters.push({ path: c.req.path, body: await c.req.text() });
      return c.text('');
    });
  }

  get waiting(): number {
    return this.#letters.length;
  }

  /**
   * One round: `some` leaves every second letter for later, `lost` throws all away. A letter that is not taken comes again.
   * @returns the letters to be brought, in that order
   */
  round(how: Round): Letter[] {
    const all = this.#letters;
    const kept = how === 'some' ? all.filter((_, n) => n % 2 === 0) : [];
    this.#letters = kept;
    const going = how === 'some' ? all.filter((_, n) => n % 2 === 1) : all;
    if (how === 'lost') return [];
    if (how === 'reversed') return going.toReversed();
    return how === 'twice' ? going.flatMap(letter => [letter, letter]) : going;
  }

  again(letter: Letter): void {
    this.#letters.push(letter);
  }
}

/** The letter as Stripe posts it now. @param now epoch ms */
export function posted(letter: Letter, secrets: { platform: string; connect: string }, now: number): Request {
  const secret = letter.path.endsWith('/connect-webhook') ? secrets.connect : secrets.platform;
  return new Request(`http://panel.model${letter.path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': signature(letter.body, secret, Math.floor(now / 1000)),
    },
    body: letter.body,
  });
}
