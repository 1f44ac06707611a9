import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { assignment, number, subAccount } from '../../schema/index.ts';
import { checkAssignments, sweepAssignments } from '../../worker/assignment/check.ts';
import { sweepOrphans } from '../../worker/assignment/orphan.ts';
import { returnRoutes } from '../../worker/assignment/return-routes.ts';
import { stripeRoutes } from '../../worker/assignment/stripe-routes.ts';
import type { Ctx, Person } from '../../worker/context.ts';
import type { Job } from '../../worker/edge/queue.ts';
import { processEvent } from '../../worker/host/event.ts';
import { deliver, sweepOutbox } from '../../worker/notification/deliver.ts';
import { checkStandings } from '../../worker/plan/sweep.ts';
import { Problem, problemResponse } from '../../worker/problem.ts';
import type { Wired } from '../../worker/wire.ts';
import type { Fault } from '../sandbox/fault.ts';
import { openBench } from '../sandbox/stripe/bench.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';

/** One agency with a sub-account in good standing, the sandbox's Stripe behind the real SDK, and our public doors. */
export async function openWorld() {
  const bench = await openBench();
  const { sandbox, stripe, ctx: box } = bench;
  const base = await testContext({ stripe });
  const env = {
    ...base.env,
    STRIPE_WEBHOOK_SECRET: box.secrets.stripeWebhook,
    STRIPE_CONNECT_WEBHOOK_SECRET: box.secrets.stripeConnectWebhook,
  };
  const now = () => box.clock.now();
  const ctx = (more: Partial<Ctx> = {}): TestCtx => ({ ...base.at(now()), env, ...more });
  const doors = await openDoors(ctx);
  box.urls.worker = doors.origin;

  const account = sandbox.seedAccount({ name: 'Harbor Growth' });
  const tenant = async (
    card: 'ok' | 'declines' | 'expired' | 'none' = 'ok',
    on = account,
    agency: { cooldownDays?: number } = {},
  ): Promise<Tenant> => {
    const plan = { name: 'Standard', amount: 4900 };
    const seeded = sandbox.seedCustomer({
      account: on,
      name: 'Bayside',
      email: 'rosa@bayside.example',
      card,
      planSubscription: plan,
    });
    return mintTenant(ctx(), {
      agency: { stripeAccountId: on, ...agency },
      subAccount: {
        stripeCustomerId: seeded.customer,
        planSubscriptionId: seeded.subscription,
        planStatus: null,
        cardValid: false,
      },
    });
  };

  /** Carries out what is queued, until nothing is left; what fails stays for the sweeps. */
  const work = async (): Promise<void> => {
    await sandbox.drain();
    for (let jobs = base.sent.jobs.splice(0); jobs.length; jobs = base.sent.jobs.splice(0)) {
      for (const job of jobs) await runQuietly(ctx(), job);
      await sandbox.drain();
    }
  };

  return {
    ...bench,
    box,
    account,
    origin: doors.origin,
    env,
    now,
    base,
    tenant,
    work,
    person: (t: Tenant): Person => ({ userId: t.agencyUserId, agencyId: t.agencyId, role: 'agency_owner' }),
    client: (t: Tenant) => ({ agencyId: t.agencyId, subAccountId: t.subAccountId }),
    ctx,
    /** One cron tick, and what it queued. */
    tick: async () => {
      await sweepAssignments(ctx());
      await sweepOrphans(ctx());
      await work();
    },
    faults: (fault: Fault) => box.faults.add(fault),
    /** Stripe as it is on a good day. */
    calm: () => {
      box.faults.clear();
      sandbox.setWebhooks(true);
      sandbox.setChaos({});
    },
    sweepOutbox: async () => {
      await sweepOutbox(ctx());
      await work();
    },
    advance: (ms: number) => box.clock.advance(ms),
    pay: async (url: string) => bench.browse(url, { act: 'pay', card: '4242424242424242' }),
    row: async (id: string) => {
      const [found] = await base.db.read.select().from(assignment).where(eq(assignment.id, id));
      if (!found) throw new Error(`no assignment ${id}`);
      return found;
    },
    number: async (id: string) => {
      const [found] = await base.db.read.select().from(number).where(eq(number.id, id));
      if (!found) throw new Error(`no number ${id}`);
      return found;
    },
    place: async (id: string) => {
      const [found] = await base.db.read.select().from(subAccount).where(eq(subAccount.id, id));
      if (!found) throw new Error(`no sub-account ${id}`);
      return found;
    },
    close: async () => {
      await bench.close();
      await doors.close();
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

async function runQuietly(ctx: Ctx, job: Job): Promise<void> {
  try {
    if (job.kind === 'deliver') for (const id of job.outboxIds) await deliver(ctx, id);
    if (job.kind === 'event') await processEvent(ctx, job.eventId);
    if (job.kind === 'check') await checkAssignments(ctx, job.assignmentIds);
    if (job.kind === 'standings') await checkStandings(ctx, job.subAccountIds);
  } catch (cause) {
    ctx.log.error('job.failed', cause, { kind: job.kind });
  }
}

/** Our public doors as Stripe and browsers reach them. */
function openDoors(ctx: () => Ctx): Promise<{ origin: string; close: () => Promise<void> }> {
  const app = new Hono<Wired>();
  app.use(async (c, next) => {
    c.set('ctx', ctx());
    c.set('requestId', 'req_test');
    await next();
  });
  app.onError(cause => {
    if (cause instanceof Problem) return problemResponse(cause, 'req_test');
    throw cause;
  });
  app.route('/', stripeRoutes).route('/', returnRoutes);
  return new Promise(ready => {
    const server = serve({ fetch: app.fetch, port: 0 }, (address: AddressInfo) =>
      ready({
        origin: `http://localhost:${address.port}`,
        close: () => new Promise(done => server.close(() => done())),
      }),
    );
  });
}
