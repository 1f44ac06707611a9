import { pricedRow } from './billing/price.ts';
import { subscribe } from './billing/subscribe.ts';
import { addAccount, finishOnboarding, restrict } from './connect/account-api.ts';
import { addCustomer } from './customer/customer.ts';
import type { Subscription } from './object/subscription.ts';
import { mintCard, pinTo, setBehaviour } from './payment/method.ts';
import { Params } from './wire/params.ts';
import type { World } from './world.ts';

export type SeedCard = 'ok' | 'declines' | 'expired' | 'consent' | 'none';

export interface SeedPlan {
  name: string;
  /** Minor units a month. */
  amount: number;
  currency?: string;
  trialDays?: number;
  metadata?: Record<string, string>;
}

export interface SeedCustomer {
  /** Connected account; the platform when left out. */
  account?: string;
  name: string;
  email: string;
  card?: SeedCard;
  planSubscription?: SeedPlan;
}

/** Ready-made accounts and customers, for seeds and tests. */
export interface Seed {
  /** A connected account; onboarded unless told otherwise. */
  seedAccount(account: { name: string; email?: string; onboarded?: boolean }): string;
  seedCustomer(customer: SeedCustomer): { customer: string; paymentMethod: string | null; subscription: string | null };
  /** Changes what a customer's default card does from now on. */
  setCard(customer: string, card: Exclude<SeedCard, 'none'>): void;
  /** Finishes (or revokes) an account's onboarding. */
  setOnboarded(account: string, onboarded: boolean): void;
  /** The platform account's id. */
  platform: string;
}

const NUMBERS: Record<Exclude<SeedCard, 'none'>, string> = {
  ok: '4242424242424242',
  declines: '4000000000000341',
  expired: '4242424242424242',
  consent: '4000002760003184',
};

const BEHAVIOURS = { ok: 'valid', declines: 'declines-later', expired: 'expired', consent: 'consent' } as const;

export function seeds(world: World): Seed {
  return {
    platform: world.platform,
    seedAccount({ name, email, onboarded = true }) {
      const account = addAccount(world, 'standard', 'US', 'usd');
      account.business_profile.name = name;
      account.email = email ?? null;
      if (onboarded) finishOnboarding(world, account);
      return account.id;
    },
    seedCustomer: customer => seedCustomer(world, customer),
    setCard(id, card) {
      const books = world.booksOf('customer', id);
      const method = books?.peek('payment_method', books.get('customer', id).invoice_settings.default_payment_method);
      if (!books || !method) throw new Error(`Customer ${id} has no default card.`);
      setBehaviour(books, method, BEHAVIOURS[card]);
    },
    setOnboarded(id, onboarded) {
      const account = world.merchant(id);
      if (!account) throw new Error(`No account ${id}.`);
      if (onboarded) finishOnboarding(world, account);
      else restrict(world, account);
    },
  };
}

function seedCustomer(world: World, wanted: SeedCustomer): ReturnType<Seed['seedCustomer']> {
  const books = world.books(wanted.account);
  const customer = addCustomer(books);
  customer.name = wanted.name;
  customer.email = wanted.email;
  books.put('customer', customer);
  books.emit('customer.created', customer);
  const kind = wanted.card ?? 'ok';
  const method = kind === 'none' ? undefined : pinTo(books, mintCard(books, NUMBERS[kind]), customer.id);
  if (method) customer.invoice_settings = { ...customer.invoice_settings, default_payment_method: method.id };
  // The plan starts while the card still works; what it does later is what the seed asked for.
  if (method) setBehaviour(books, method, 'valid');
  const sub = wanted.planSubscription ? seedPlan(world, wanted, customer.id, wanted.planSubscription) : undefined;
  if (method) setBehaviour(books, method, BEHAVIOURS[kind === 'none' ? 'ok' : kind]);
  return { customer: customer.id, paymentMethod: method?.id ?? null, subscription: sub?.id ?? null };
}

function seedPlan(world: World, wanted: SeedCustomer, customer: string, plan: SeedPlan): Subscription {
  const books = world.books(wanted.account);
  const form = new URLSearchParams({
    'price_data[currency]': plan.currency ?? 'usd',
    'price_data[unit_amount]': String(plan.amount),
    'price_data[recurring][interval]': 'month',
    'price_data[product_data][name]': plan.name,
  });
  return subscribe(books, {
    customer,
    rows: [pricedRow(books, Params.of(form.toString()))],
    metadata: plan.metadata ?? {},
    card: null,
    description: null,
    trialEnd: plan.trialDays ? books.now() + plan.trialDays * 86_400 : null,
    behavior: 'allow_incomplete',
    cancelAtPeriodEnd: false,
    onSession: true,
  });
}
