import { type Carrier, newSid } from '../carrier.ts';
import { Line, type Manners } from './line.ts';
import { type CallRecord, OVER } from './record.ts';

/** A call as it begins; everything not said here starts empty. */
export type Beginning = Pick<CallRecord, 'accountSid' | 'direction' | 'from' | 'to' | 'status'> & Partial<CallRecord>;

/** All lines under way, by CallSid. */
export class Exchange {
  readonly carrier: Carrier;
  readonly #lines = new Map<string, Line>();
  readonly #running = new Map<string, Promise<void>>();

  constructor(carrier: Carrier) {
    this.carrier = carrier;
    for (const call of carrier.calls.values())
      if (!OVER.includes(call.status)) Object.assign(call, { status: 'failed', doing: 'cut off by a restart' });
  }

  /** Writes a new call into the book and opens its line. */
  open(beginning: Beginning, manners?: Manners): Line {
    const call: CallRecord = {
      sid: newSid('CA'),
      createdAt: this.carrier.now(),
      duration: 0,
      bridged: false,
      steps: [],
      said: [],
      pressed: '',
      warnings: [],
      doing: '',
      sequence: 0,
      hops: 0,
      ...beginning,
    };
    const line = new Line(this.carrier, call, manners);
    this.carrier.calls.set(call.sid, call);
    this.#lines.set(call.sid, line);
    this.carrier.changed();
    return line;
  }

  line(sid: string): Line | undefined {
    return this.#lines.get(sid);
  }

  /** The lines of people who are on the phone or ringing right now. */
  live(): Line[] {
    return [...this.#lines.values()];
  }

  /** Remembers the task that plays a call, so that `ended` can wait for all of it; tidies up afterwards. */
  run(line: Line, task: Promise<void>): void {
    const { sid } = line.call;
    const whole = task
      .catch((cause: unknown) => {
        line.warn(`The sandbox failed: ${cause instanceof Error ? cause.stack : String(cause)}`);
        line.finish('failed');
      })
      .finally(() => {
        this.#lines.delete(sid);
        this.#running.delete(sid);
      });
    this.#running.set(sid, whole);
  }

  close(line: Line): void {
    this.#lines.delete(line.call.sid);
  }

  /** Resolves when the call, its last request included, is through. */
  async ended(sid: string): Promise<void> {
    await this.#running.get(sid);
  }

  /** Hangs up every line, and waits until all are through. */
  async hangUpAll(): Promise<void> {
    for (const line of this.live()) line.hangUp();
    await Promise.all(this.#running.values());
  }
}
