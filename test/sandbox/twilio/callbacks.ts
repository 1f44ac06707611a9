import { randomUUID } from 'node:crypto';
import type { Carrier } from './carrier.ts';
import { type Exchanged, send } from './webhook.ts';

/** How status callbacks reach their address: in order, backwards, twice each, or never. */
export type CallbackMode = 'normal' | 'reorder' | 'duplicate' | 'off';

export interface StatusCallback {
  accountSid: string;
  /** The call or message it speaks of; callbacks of one subject are ordered among themselves. */
  subject: string;
  url: string;
  method: string;
  params: Record<string, string>;
}

/** How long `reorder` holds callbacks back before they leave in reverse, real ms. */
const HOLD_MS = 1000;
const KEPT = 500;

/** Delivers status callbacks, one after another for each call or message; a failed one is tried once more. */
export class Callbacks {
  mode: CallbackMode = 'normal';
  /** What was sent, oldest first, and how it was answered. */
  readonly sent: (Exchanged & { subject: string })[] = [];
  readonly #carrier: Carrier;
  readonly #queues = new Map<string, Promise<void>>();
  #held: StatusCallback[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(carrier: Carrier) {
    this.#carrier = carrier;
  }

  enqueue(callback: StatusCallback): void {
    if (this.mode === 'off') return;
    if (this.mode !== 'reorder') {
      this.#line(callback, this.mode === 'duplicate' ? 2 : 1);
    } else {
      this.#held.push(callback);
      this.#timer ??= setTimeout(() => this.#release(), HOLD_MS);
    }
  }

  /** Resolves when everything queued so far, and what that brought about, was delivered. */
  async drain(): Promise<void> {
    for (;;) {
      this.#release();
      if (this.#queues.size === 0) return;
      await Promise.all(this.#queues.values());
    }
  }

  #release(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const held = this.#held.reverse();
    this.#held = [];
    for (const callback of held) this.#line(callback, 1);
  }

  #line(callback: StatusCallback, times: number): void {
    const before = this.#queues.get(callback.subject) ?? Promise.resolve();
    const delivered = before.then(() => this.#deliver(callback, times));
    this.#queues.set(callback.subject, delivered);
    void delivered.then(() => {
      if (this.#queues.get(callback.subject) === delivered) this.#queues.delete(callback.subject);
    });
  }

  async #deliver(callback: StatusCallback, times: number): Promise<void> {
    const account = this.#carrier.account(callback.accountSid);
    if (!account) return;
    const token = randomUUID();
    for (let turn = 0; turn < times; turn++) {
      let answer = await send(account, { ...callback, token }, this.#carrier.now());
      this.#note(callback, answer);
      if ((answer.status ?? 500) < 500) continue;
      answer = await send(account, { ...callback, token }, this.#carrier.now());
      this.#note(callback, answer);
    }
  }

  #note(callback: StatusCallback, answer: Exchanged): void {
    this.sent.push({ ...answer, subject: callback.subject });
    if (this.sent.length > KEPT) this.sent.splice(0, this.sent.length - KEPT);
    this.#carrier.changed();
  }
}
