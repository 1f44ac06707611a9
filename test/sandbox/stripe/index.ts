import { Hono } from 'hono';
import type { Timekeeper } from '../clock.ts';
import type { SandboxContext } from '../context.ts';
import { invoices } from './billing/invoice-api.ts';
import { prices } from './billing/price-api.ts';
import { subscriptions } from './billing/subscription-api.ts';
import { subscriptionItems } from './billing/subscription-item-api.ts';
import { checkoutSessions } from './checkout/session-api.ts';
import { accounts } from './connect/account-api.ts';
import { customers } from './customer/customer-api.ts';
import { portalSessions } from './customer/portal-api.ts';
import { type Chaos, DeliveryRoom } from './event/delivery.ts';
import { events } from './event/event-api.ts';
import { createKeeper } from './keeper.ts';
import { checkoutPages } from './page/checkout.ts';
import { consentPages } from './page/consent.ts';
import { dashboardPages } from './page/dashboard.ts';
import { invoicePages } from './page/invoice.ts';
import { onboardingPages } from './page/onboarding.ts';
import { portalPages } from './page/portal.ts';
import { paymentIntents } from './payment/intent-api.ts';
import { paymentMethods } from './payment/method-api.ts';
import { refunds } from './payment/refund-api.ts';
import { setupIntents } from './payment/setup-api.ts';
import { type Seed, seeds } from './seed.ts';
import { serveApi } from './wire/api.ts';
import { type Dunning, World } from './world.ts';

export type { Chaos } from './event/delivery.ts';
export type { AfterRetries, Dunning } from './world.ts';

/** The sandbox's Stripe: the API, its hosted pages and a dashboard on one origin, and what tests may turn on it. */
export interface SandboxStripe extends Seed {
  app: Hono;
  /** Joins the sandbox clock. */
  keeper: Timekeeper;
  /** Waits until every webhook that was to be sent was tried. */
  drain(): Promise<void>;
  /** Off: events are kept (`delivery_success=false`) and never sent by themselves. */
  setWebhooks(enabled: boolean): void;
  /** Duplicates, reorders or delays deliveries; an empty object ends that. */
  setChaos(chaos: Partial<Chaos>): void;
  /** Sends an event (again). */
  resend(event: string): void;
  /** What an account does when payments of a subscription keep failing; the platform when no account is named. */
  setDunning(dunning: Partial<Dunning>, account?: string): void;
}

export function createStripe(ctx: SandboxContext): SandboxStripe {
  const world = new World(ctx);
  const deliveries = new DeliveryRoom(world);
  const app = new Hono();
  const pages = [
    checkoutPages(world),
    consentPages(world),
    onboardingPages(world),
    portalPages(world),
    invoicePages(world),
    dashboardPages(world, deliveries),
  ];
  for (const page of pages) app.route('/', page);
  app.route(
    '/',
    serveApi(world, [
      ...customers,
      ...paymentMethods,
      ...paymentIntents,
      ...setupIntents,
      ...refunds,
      ...prices,
      ...subscriptions,
      ...subscriptionItems,
      ...invoices,
      ...checkoutSessions,
      ...portalSessions,
      ...accounts,
      ...events(deliveries),
    ]),
  );
  return {
    app,
    keeper: createKeeper(world, deliveries),
    drain: () => deliveries.drain(),
    setWebhooks: enabled => deliveries.setEnabled(enabled),
    setChaos: chaos => deliveries.setChaos(chaos),
    resend: event => deliveries.resend(event),
    setDunning: (dunning, account = world.platform) => world.setDunning(account, dunning),
    ...seeds(world),
  };
}
