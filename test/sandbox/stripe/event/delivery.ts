import { createHmac } from 'node:crypto';
import type { Delivery, StripeEvent } from '../object/event.ts';
import type { World } from '../world.ts';

/** Ways to break the post between Stripe and the Worker. */
export interface Chaos {
  /** Every event arrives twice. */
  duplicate: boolean;
  /** Events that are ready together are sent newest first. */
  reorder: boolean;
  /** Real milliseconds each event lies around before it is sent. */
  delayMs: number;
}

const QUICK_TRIES = [0, 100, 400];
const GIVE_UP_AFTER = 3 * 86_400_000;
const HOUR = 3_600_000;
const PATIENCE = 20_000;
const CALM: Chaos = { duplicate: false, reorder: false, delayMs: 0 };

/** Signs and posts events to the Worker, in the background and in order, and remembers how that went. */
export class DeliveryRoom {
  readonly #world: World;
  readonly #letters: Map<string, Delivery>;
  #queue: string[] = [];
  #sending: Promise<void> | undefined;
  #enabled = true;
  #chaos: Chaos = CALM;

  constructor(world: World) {
    this.#world = world;
    this.#letters = world.ctx.store.collection<Delivery>('stripe.delivery');
    world.onEvent = event => this.#take(event);
    // What was on its way when the sandbox last stopped is tried again at the next move of the clock.
    for (const letter of this.#letters.values())
      if (letter.state === 'waiting') Object.assign(letter, { state: 'failed', nextAt: world.ctx.clock.now() });
  }

  get enabled(): boolean {
    return this.#enabled;
  }

  /** Off: events are kept but never sent by themselves, as if the endpoint had been disabled. */
  setEnabled(enabled: boolean): void {
    this.#enabled = enabled;
  }

  setChaos(chaos: Partial<Chaos>): void {
    this.#chaos = { ...CALM, ...chaos };
  }

  stateOf(event: string): Delivery | undefined {
    return this.#letters.get(event);
  }

  /** Sends an event (again), whatever became of it before. */
  resend(event: string): void {
    this.#letters.set(event, {
      state: 'waiting',
      attempts: this.#letters.get(event)?.attempts ?? 0,
      nextAt: null,
      answer: null,
    });
    this.#push(event);
  }

  /** Epoch ms at which the next failed delivery is tried again. */
  nextDue(): number | undefined {
    const times = [...this.#letters.values()].flatMap(({ nextAt }) => (nextAt === null ? [] : [nextAt]));
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  retryDue(now: number): void {
    for (const [event, letter] of this.#letters)
      if (letter.nextAt !== null && letter.nextAt <= now) {
        letter.nextAt = null;
        this.#push(event);
      }
  }

  /** Waits until everything that was to be sent was tried. */
  async drain(): Promise<void> {
    while (this.#sending) await this.#sending;
  }

  #take(event: StripeEvent): void {
    const reachable = this.#enabled && this.#world.ctx.urls.worker !== '';
    this.#letters.set(event.id, { state: reachable ? 'waiting' : 'withheld', attempts: 0, nextAt: null, answer: null });
    if (!reachable) return;
    this.#push(event.id);
    if (this.#chaos.duplicate) this.#push(event.id);
  }

  #push(event: string): void {
    this.#queue.push(event);
    this.#sending ??= this.#send().finally(() => {
      this.#sending = undefined;
    });
  }

  async #send(): Promise<void> {
    await pause(this.#chaos.reorder ? Math.max(50, this.#chaos.delayMs) : this.#chaos.delayMs);
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      for (const event of this.#chaos.reorder ? batch.reverse() : batch) await this.#deliver(event);
    }
  }

  async #deliver(id: string): Promise<void> {
    const kept = this.#world.shelf('event').get(id);
    const letter = this.#letters.get(id);
    if (!kept || !letter) return;
    for (const wait of QUICK_TRIES) {
      await pause(wait);
      letter.attempts += 1;
      const { ok, answer } = await this.#post(kept.thing);
      letter.answer = answer;
      if (ok) return this.#delivered(kept.thing, letter);
    }
    letter.state = 'failed';
    const now = this.#world.ctx.clock.now();
    const next = now + HOUR * 2 ** Math.min(5, Math.floor(letter.attempts / QUICK_TRIES.length) - 1);
    letter.nextAt = next - kept.thing.created * 1000 > GIVE_UP_AFTER ? null : next;
    this.#world.touch();
  }

  #delivered(event: StripeEvent, letter: Delivery): void {
    letter.state = 'delivered';
    letter.nextAt = null;
    event.pending_webhooks = 0;
    this.#world.touch();
  }

  async #post(event: StripeEvent): Promise<{ ok: boolean; answer: string }> {
    const { urls, secrets } = this.#world.ctx;
    const path = event.account ? '/stripe/connect-webhook' : '/stripe/webhook';
    const secret = event.account ? secrets.stripeConnectWebhook : secrets.stripeWebhook;
    const body = JSON.stringify(event, null, 2);
    try {
      const response = await fetch(`${urls.worker}${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'stripe-signature': signature(body, secret, this.#world.now()),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE),
      });
      await response.arrayBuffer();
      return { ok: response.ok, answer: String(response.status) };
    } catch (error) {
      return { ok: false, answer: error instanceof Error ? error.message : 'no answer' };
    }
  }
}

/** `t=…,v1=…` over `timestamp.body`, as Stripe signs. */
export function signature(body: string, secret: string, seconds: number): string {
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${mac}`;
}

const pause = (ms: number): Promise<void> => (ms > 0 ? new Promise(done => setTimeout(done, ms)) : Promise.resolve());
