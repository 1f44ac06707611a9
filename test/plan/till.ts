import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { audit } from '../../schema/index.ts';
import { planReturnRoutes } from '../../worker/plan/return-routes.ts';
import { sweepStandings } from '../../worker/plan/sweep.ts';
import type { Wired } from '../../worker/wire.ts';
import type { World } from '../assignment/world.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';
import { visitor } from './door.ts';

const MADE = { stripeCustomerId: null, planSubscriptionId: null, planStatus: null, cardValid: false };

/** A world seen from where plans are paid. */
export function tillOf(w: World) {
  const on = { stripeAccount: w.account };
  const as = visitor(w.ctx);
  return {
    on,
    as,
    /** A sub-account on a plan that was never started. */
    newcomer: (plan: NonNullable<Parameters<typeof mintTenant>[1]>['plan'] = {}): Promise<Tenant> =>
      mintTenant(w.ctx(), { plan, subAccount: MADE, agency: { stripeAccountId: w.account } }),
    /** Follows the way back that Stripe's page leads to. @returns the page's status */
    back: async (to: string | null): Promise<number> => {
      const app = new Hono<Wired>();
      app.use(async (c, next) => {
        c.set('ctx', w.ctx());
        await next();
      });
      const url = new URL(to ?? '');
      return (await app.route('/', planReturnRoutes).request(url.pathname + url.search)).status;
    },
    sweep: async () => {
      await sweepStandings(w.ctx());
      await w.work();
    },
    plansAt: async (t: Tenant) => {
      const customer = (await w.place(t.subAccountId)).stripeCustomerId ?? 'cus_none';
      return (await w.stripe.subscriptions.list({ customer, status: 'all', limit: 100 }, on)).data;
    },
    acts: async (entityId: string) =>
      (await w.base.db.read.select({ act: audit.act }).from(audit).where(eq(audit.entityId, entityId))).map(l => l.act),
  };
}

export type Till = ReturnType<typeof tillOf>;
