import type { Account, AccountLink } from './object/account.ts';
import type { Charge, Refund } from './object/charge.ts';
import type { Customer } from './object/customer.ts';
import type { StripeEvent } from './object/event.ts';
import type { Invoice, InvoicePayment } from './object/invoice.ts';
import type { InvoiceItem } from './object/invoice-line.ts';
import type { PaymentIntent } from './object/payment-intent.ts';
import type { PaymentMethod } from './object/payment-method.ts';
import type { Price, Product } from './object/price.ts';
import type { Session } from './object/session.ts';
import type { SetupIntent } from './object/setup-intent.ts';
import type { Subscription } from './object/subscription.ts';
import type { Thing } from './object/thing.ts';
import { missing } from './wire/problem.ts';
import type { World } from './world.ts';

/** Every kind of object the sandbox keeps. */
export interface Kinds {
  account: Account;
  account_link: AccountLink;
  'billing_portal.session': Thing & { customer: string; return_url: string | null; created: number };
  charge: Charge;
  'checkout.session': Session;
  customer: Customer;
  event: StripeEvent;
  invoice: Invoice;
  invoice_payment: InvoicePayment;
  invoiceitem: InvoiceItem;
  payment_intent: PaymentIntent;
  payment_method: PaymentMethod;
  price: Price;
  product: Product;
  refund: Refund;
  setup_intent: SetupIntent;
  subscription: Subscription;
}

export type Kind = keyof Kinds;

/** An object with the account that owns it. */
export interface Kept<T> {
  account: string;
  thing: T;
}

/** How Stripe names a kind in "No such …". */
const SPOKEN: Partial<Record<Kind, string>> = {
  payment_method: 'PaymentMethod',
  'checkout.session': 'checkout.session',
};

/** One account's objects, as seen by one request (or by the clock). Nothing of another account is reachable through it. */
export class Books {
  readonly world: World;
  readonly account: string;
  readonly request: StripeEvent['request'];

  constructor(world: World, account: string, request: StripeEvent['request'] = { id: null, idempotency_key: null }) {
    this.world = world;
    this.account = account;
    this.request = request;
  }

  /** Sandbox time in seconds. */
  now(): number {
    return this.world.now();
  }

  /** The application id that objects on a connected account carry. */
  application(): string | null {
    return this.account === this.world.platform ? null : 'ca_sandboxTrunkline';
  }

  put<K extends Kind>(kind: K, thing: Kinds[K]): Kinds[K] {
    this.world.shelf(kind).set(thing.id, { account: this.account, thing });
    this.world.touch();
    return thing;
  }

  peek<K extends Kind>(kind: K, id: string | null | undefined): Kinds[K] | undefined {
    const kept = id ? this.world.shelf(kind).get(id) : undefined;
    return kept?.account === this.account ? kept.thing : undefined;
  }

  /** The object of that id on this account; `param` names the request parameter that carried the id. */
  get<K extends Kind>(kind: K, id: string, param = 'id'): Kinds[K] {
    const thing = this.peek(kind, id);
    if (!thing) throw missing(SPOKEN[kind] ?? kind, id, param);
    return thing;
  }

  /** Newest first. */
  list<K extends Kind>(kind: K, wanted: (thing: Kinds[K]) => boolean = () => true): Kinds[K][] {
    const mine: Kinds[K][] = [];
    for (const kept of this.world.shelf(kind).values())
      if (kept.account === this.account && wanted(kept.thing)) mine.push(kept.thing);
    return mine.reverse();
  }

  emit(type: string, thing: Thing, previous?: Record<string, unknown>): void {
    this.world.tell(this, type, thing, previous);
  }

  /** Changes an object and, when something of it really changed, emits `type` with what it was before. */
  change<T extends Thing>(thing: T, type: string | undefined, mutate: (thing: T) => void): T {
    const before = structuredClone(thing) as T;
    mutate(thing);
    this.world.touch();
    const previous = differences(before, thing);
    if (type && Object.keys(previous).length > 0) this.emit(type, thing, previous);
    return thing;
  }
}

function differences(before: Thing, after: Thing): Record<string, unknown> {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    fields
      .filter(field => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
      .map(field => [field, before[field] ?? null]),
  );
}
