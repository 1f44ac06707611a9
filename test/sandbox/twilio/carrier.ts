import { randomUUID } from 'node:crypto';
import type { SandboxContext } from '../context.ts';
import type { CallRecord } from './call/record.ts';
import { Callbacks } from './callbacks.ts';
import type { Address } from './number/address.ts';
import type { Bundle } from './number/bundle.ts';
import type { CallerId } from './number/caller-id.ts';
import type { OwnedNumber } from './number/owned.ts';
import type { Phone } from './phone.ts';
import { PhoneTime } from './phone-time.ts';
import type { Recording } from './recording/recording.ts';
import type { TextRecord } from './text/record.ts';
import { WEBHOOK_TIMEOUT_MS } from './webhook.ts';

export interface Account {
  sid: string;
  token: string;
}

/** Everything the telephone company remembers, and the few things it does everywhere. */
export class Carrier {
  readonly ctx: SandboxContext;
  readonly time = new PhoneTime();
  readonly callbacks: Callbacks;
  readonly accounts: Map<string, Account>;
  readonly numbers: Map<string, OwnedNumber>;
  readonly callerIds: Map<string, CallerId>;
  readonly addresses: Map<string, Address>;
  readonly bundles: Map<string, Bundle>;
  readonly calls: Map<string, CallRecord>;
  readonly texts: Map<string, TextRecord>;
  readonly recordings: Map<string, Recording>;
  readonly phones: Map<string, Phone>;
  /** `from>to` pairs whose recipient wrote STOP. */
  readonly optOuts: Map<string, true>;
  /** How long a voice webhook may take, its retry included, real ms. */
  webhookMs = WEBHOOK_TIMEOUT_MS;
  /** Grows with every change, so that the softphone page can ask cheaply. */
  version: number;

  /** Texts on their way. */
  readonly #underway = new Set<Promise<void>>();

  constructor(ctx: SandboxContext) {
    this.ctx = ctx;
    this.version = ctx.clock.now();
    this.callbacks = new Callbacks(this);
    const kept = <T>(name: string) => ctx.store.collection<T>(`twilio.${name}`);
    this.accounts = kept('accounts');
    this.numbers = kept('numbers');
    this.callerIds = kept('callerIds');
    this.addresses = kept('addresses');
    this.bundles = kept('bundles');
    this.calls = kept('calls');
    this.texts = kept('texts');
    this.recordings = kept('recordings');
    this.phones = kept('phones');
    this.optOuts = kept('optOuts');
  }

  now(): number {
    return this.ctx.clock.now();
  }

  /** Says that something changed: it is written soon, and the softphone page sees it. */
  changed(): void {
    this.version += 1;
    this.ctx.store.touch();
  }

  /** Remembers something on its way, so that `drain` waits for it. */
  track(travelling: Promise<void>): void {
    this.#underway.add(travelling);
    void travelling.finally(() => this.#underway.delete(travelling));
  }

  /** Resolves when all texts under way have arrived and all status callbacks were delivered. */
  async drain(): Promise<void> {
    do {
      await Promise.all(this.#underway);
      await this.callbacks.drain();
    } while (this.#underway.size > 0);
  }

  /** The account with that sid; the main one comes from the sandbox's secrets. */
  account(sid: string): Account | undefined {
    const { twilioSid, twilioToken } = this.ctx.secrets;
    return sid === twilioSid ? { sid, token: twilioToken } : this.accounts.get(sid);
  }

  /** The number's present owner record, whatever account it lives in. */
  owned(e164: string): OwnedNumber | undefined {
    return [...this.numbers.values()].find(n => n.phone_number === e164);
  }
}

/** A fresh sid: two letters and 32 hex digits. */
export function newSid(prefix: string): string {
  return prefix + randomUUID().replaceAll('-', '');
}
