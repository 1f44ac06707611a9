import { randomInt } from 'node:crypto';
import type { SandboxContext } from '../context.ts';
import { Books, type Kept, type Kind, type Kinds } from './books.ts';
import { newAccount, requirements } from './object/account.ts';
import { newEvent, type StripeEvent } from './object/event.ts';
import type { Thing } from './object/thing.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** What an account does with a subscription whose last retry failed. */
export type AfterRetries = 'unpaid' | 'canceled' | 'past_due';

export interface Dunning {
  /** Days between one attempt and the next. */
  retryDays: number[];
  after: AfterRetries;
}

/** All of the sandbox's Stripe: every account's objects, time, and whom to tell of events. */
export class World {
  readonly ctx: SandboxContext;
  readonly platform = 'acct_1SandboxTrunkline';
  /** Set once by the delivery room. */
  onEvent: (event: StripeEvent) => void = () => {};

  constructor(ctx: SandboxContext) {
    this.ctx = ctx;
    if (!this.shelf('account').has(this.platform)) this.#openPlatform();
  }

  now(): number {
    return Math.floor(this.ctx.clock.now() / 1000);
  }

  touch(): void {
    this.ctx.store.touch();
  }

  shelf<K extends Kind>(kind: K): Map<string, Kept<Kinds[K]>> {
    return this.ctx.store.collection<Kept<Kinds[K]>>(`stripe.${kind}`);
  }

  id(prefix: string, length = 24): string {
    const tail = Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    return `${prefix}_${tail}`;
  }

  books(account = this.platform): Books {
    return new Books(this, account);
  }

  /** The books of whichever account owns the object; for hosted pages, which know an id only. */
  booksOf(kind: Kind, id: string): Books | undefined {
    const kept = this.shelf(kind).get(id);
    return kept ? this.books(kept.account) : undefined;
  }

  merchant(account: string): Kinds['account'] | undefined {
    return this.shelf('account').get(account)?.thing;
  }

  merchantName(account: string): string {
    const merchant = this.merchant(account);
    return merchant?.business_profile.name ?? merchant?.settings.dashboard.display_name ?? merchant?.email ?? account;
  }

  dunning(account: string): Dunning {
    return (
      this.ctx.store.collection<Dunning>('stripe.dunning').get(account) ?? { retryDays: [3, 5, 7], after: 'canceled' }
    );
  }

  setDunning(account: string, dunning: Partial<Dunning>): void {
    this.ctx.store.collection<Dunning>('stripe.dunning').set(account, { ...this.dunning(account), ...dunning });
    this.touch();
  }

  tell(books: Books, type: string, object: Thing, previous?: Record<string, unknown>): void {
    const account = books.account === this.platform ? undefined : books.account;
    const event = newEvent(this.id('evt'), this.now(), { type, object, previous, account, request: books.request });
    books.put('event', event);
    this.onEvent(event);
  }

  #openPlatform(): void {
    const account = newAccount(this.platform, this.now(), { type: 'standard', country: 'US', currency: 'usd' });
    account.business_profile.name = 'Trunkline';
    account.capabilities = { card_payments: 'active', transfers: 'active' };
    account.charges_enabled = true;
    account.payouts_enabled = true;
    account.details_submitted = true;
    account.requirements = requirements(true);
    this.books().put('account', account);
  }
}
