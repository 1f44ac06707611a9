import type { Carrier } from '../carrier.ts';
import { Keypad } from './keypad.ts';
import { tellProgress } from './progress.ts';
import { type CallRecord, type CallStatus, OVER } from './record.ts';

/** Where a line's next TwiML comes from. */
export type Source = { url: string; method: string; params?: Record<string, string> } | { twiml: string };

/** How a caller who is not a person at the softphone page behaves, telephone ms. */
export interface Manners {
  /** Hangs up this long after the first TwiML arrived, whatever happens. */
  hangupAfterMs?: number;
  /** Hangs up this long after being put through. */
  talkMs?: number;
  /** Speaks this long into a mailbox, then hangs up; 0 stays silent. */
  messageMs?: number;
}

export type PickedUp = 'answered' | 'busy' | 'failed';

/** A call leg under way: one person at one end, Twilio at the other. */
export class Line {
  readonly call: CallRecord;
  readonly keys = new Keypad();
  readonly manners: Manners | undefined;
  /** Resolves when the line is over. */
  readonly over: Promise<void>;
  /** Resolves when the person picks up or declines. */
  readonly pickedUp: Promise<PickedUp>;
  /** Resolves when Twilio's end answers. */
  readonly answered: Promise<void>;
  readonly #carrier: Carrier;
  readonly #line = new AbortController();
  readonly #settle: () => void;
  readonly #tellAnswered: () => void;
  readonly #pick: (how: PickedUp) => void;
  #turn = new AbortController();
  #replacement: Source | undefined;
  #answeredAt: number | undefined;

  constructor(carrier: Carrier, call: CallRecord, manners?: Manners) {
    this.#carrier = carrier;
    this.call = call;
    this.manners = manners;
    const over = Promise.withResolvers<void>();
    const picked = Promise.withResolvers<PickedUp>();
    const answered = Promise.withResolvers<void>();
    this.answered = answered.promise;
    this.#tellAnswered = answered.resolve;
    this.over = over.promise;
    this.#settle = over.resolve;
    this.pickedUp = picked.promise;
    this.#pick = picked.resolve;
  }

  /** Aborted when the line ends. */
  get end(): AbortSignal {
    return this.#line.signal;
  }

  /** Aborted when the line ends or its TwiML is replaced. */
  get signal(): AbortSignal {
    return this.#turn.signal;
  }

  get isOver(): boolean {
    return OVER.includes(this.call.status);
  }

  get isAnswered(): boolean {
    return this.#answeredAt !== undefined;
  }

  doing(what: string): void {
    this.call.doing = what;
    this.#carrier.changed();
  }

  say(words: string): void {
    this.call.said.push(words);
    this.doing(`says: ${words}`);
  }

  warn(text: string): void {
    this.call.warnings.push(text);
    this.#carrier.changed();
  }

  /** Twilio's end picks up: the call is in progress, and is paid for from now on. */
  answer(): void {
    if (this.isOver || this.isAnswered) return;
    this.#answeredAt = this.#carrier.time.now();
    this.call.answeredAt = this.#carrier.now();
    this.progress('in-progress');
    this.#tellAnswered();
  }

  progress(status: CallStatus): void {
    if (this.isOver) return;
    this.call.status = status;
    this.#carrier.changed();
    tellProgress(this.#carrier, this.call);
  }

  /** Ends the line. Whatever was waiting on it throws `Interrupted`. */
  finish(status: CallStatus): void {
    if (this.isOver) return;
    const seconds = this.#answeredAt === undefined ? 0 : (this.#carrier.time.now() - this.#answeredAt) / 1000;
    this.call.duration = this.isAnswered ? Math.max(1, Math.round(seconds)) : 0;
    this.call.endedAt = this.#carrier.now();
    this.call.doing = 'ended';
    this.progress(status);
    this.#turn.abort();
    this.#line.abort();
    this.#settle();
  }

  /** The person at the other end picks up, declines, or cannot be reached. */
  pick(how: PickedUp): void {
    this.#pick(how);
  }

  press(digits: string): void {
    this.call.pressed += digits;
    this.#carrier.changed();
    this.keys.press(digits);
  }

  /** The person at the other end hangs up. */
  hangUp(): void {
    if (this.call.direction === 'inbound') this.finish(this.isAnswered ? 'completed' : 'no-answer');
    else if (this.isAnswered) this.finish('completed');
    else this.pick('busy');
  }

  /** Gives the line another document, as an API update does; the present one stops where it is. */
  replace(source: Source): void {
    this.#replacement = source;
    this.#turn.abort();
  }

  /** The document that replaced the interrupted one; a fresh turn begins. */
  takeReplacement(): Source | undefined {
    const source = this.#replacement;
    this.#replacement = undefined;
    if (source && !this.isOver) this.#turn = new AbortController();
    return source;
  }
}
