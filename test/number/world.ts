import { and, eq } from 'drizzle-orm';
import { audit, number, purchase } from '../../schema/index.ts';
import type { Ctx, Person } from '../../worker/context.ts';
import { type TwilioAccount, TwilioClient } from '../../worker/edge/twilio.ts';
import { sweepEvents } from '../../worker/host/event.ts';
import { runJob } from '../../worker/job.ts';
import { sweepOutbox } from '../../worker/notification/deliver.ts';
import { buyNumber } from '../../worker/number/buy.ts';
import { sweepKeeping } from '../../worker/number/keeping.ts';
import { sweepPurchases } from '../../worker/number/resume.ts';
import { Problem } from '../../worker/problem.ts';
import type { Fault } from '../sandbox/fault.ts';
import { openBench } from '../sandbox/stripe/bench.ts';
import type { SeedCard } from '../sandbox/stripe/seed.ts';
import { createTwilio } from '../sandbox/twilio/index.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';
import { listen, openDoors, panel } from './doors.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Our account at the telephone company, and one that an agency brought. */
const OURS = { sid: `AC${'a'.repeat(32)}`, token: 'platform-token' };
let brought = 0;

/** What an answer of the API holds, as far as tests look into it. */
export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: looked at field by field by the test that asked
  body: any;
}

/** A buying agency over the sandbox's Stripe and Twilio, in process, with its doors on free ports. */
export async function openWorld() {
  const bench = await openBench();
  const { sandbox, ctx: box } = bench;
  Object.assign(box.secrets, { twilioSid: OURS.sid, twilioToken: OURS.token });
  const twilio = createTwilio(box);
  const company = await listen(twilio.app);
  const clientOf = (account: TwilioAccount = OURS) => new TwilioClient(account, company.origin, company.origin);
  const base = await testContext({ stripe: bench.stripe, twilio: clientOf });
  const env = {
    ...base.env,
    TWILIO_ACCOUNT_SID: OURS.sid,
    STRIPE_WEBHOOK_SECRET: box.secrets.stripeWebhook,
    STRIPE_CONNECT_WEBHOOK_SECRET: box.secrets.stripeConnectWebhook,
  };
  const now = () => box.clock.now();
  const ctx = (more: Partial<Ctx> = {}): TestCtx => ({ ...base.at(now()), env, ...more });
  const doors = await listen(openDoors(ctx));
  box.urls.worker = doors.origin;
  env.PUBLIC_URL = doors.origin;
  const account = sandbox.seedAccount({ name: 'Harbor Growth' });
  const ordered = new Set<string>();

  const tenant = async (card: SeedCard = 'ok', agency: Parameters<typeof mintTenant>[1] = {}): Promise<Tenant> => {
    const payer = sandbox.seedCustomer({ name: 'Harbor Growth', email: 'billing@harbor.example', card });
    const client = sandbox.seedCustomer({
      account,
      name: 'Bayside',
      email: 'rosa@bayside.example',
      planSubscription: { name: 'Standard', amount: 4900 },
    });
    return mintTenant(ctx(), {
      ...agency,
      agency: { stripeCustomerId: payer.customer, stripeAccountId: account, ...agency.agency },
      subAccount: {
        stripeCustomerId: client.customer,
        planSubscriptionId: client.subscription,
        planStatus: null,
        ...agency.subAccount,
      },
    });
  };

  /** Carries out what is queued, until nothing is left; what fails stays for the sweeps. */
  const work = async (): Promise<void> => {
    await sandbox.drain();
    for (let jobs = base.sent.jobs.splice(0); jobs.length; jobs = base.sent.jobs.splice(0)) {
      for (const job of jobs) await runJob(ctx(), job).catch(cause => ctx().log.error('job.failed', cause));
      await sandbox.drain();
    }
  };

  const person = (t: Tenant): Person => ({ userId: t.agencyUserId, agencyId: t.agencyId, role: 'agency_owner' });

  return {
    ...bench,
    twilio,
    box,
    account,
    base,
    now,
    ctx,
    tenant,
    work,
    person,
    client: (t: Tenant): Person => ({
      userId: t.ownerId,
      agencyId: t.agencyId,
      subAccountId: t.subAccountId,
      role: 'owner',
    }),
    faults: (fault: Fault) => box.faults.add(fault),
    calm: () => {
      box.faults.clear();
      sandbox.setWebhooks(true);
      sandbox.setChaos({});
    },
    advance: (ms: number) => box.clock.advance(ms),
    /** One cron tick, and what it queued. */
    tick: async () => {
      for (const sweep of [sweepOutbox, sweepEvents, sweepPurchases, sweepKeeping]) await sweep(ctx());
      await work();
    },
    /** A Twilio account of an agency's own, known to the telephone company. */
    ownAccount: async (t: Tenant): Promise<TwilioAccount> => {
      brought += 1;
      const own = { sid: `AC${String(brought).padStart(32, '0')}`, token: `own-token-${brought}` };
      twilio.addAccount(own);
      const sealed = await base.seal.close(own.token, `agency:${t.agencyId}`);
      await base.db.read.run(
        `update agency set telephony = 'own', twilio_sid = '${own.sid}', twilio_token = '${sealed}' where id = '${t.agencyId}'`,
      );
      return own;
    },
    /** An order for a number on offer. */
    order: async (more: { type?: 'local' | 'toll_free'; country?: 'US' | 'DE' | 'GB' } = {}) => {
      const { type = 'local', country = 'US' } = more;
      const listed = await clientOf().available({ country, type, limit: 200 });
      const offered = listed.find(one => !ordered.has(one.phone_number));
      ordered.add(offered?.phone_number ?? '');
      const amount = type === 'local' ? 115 : 215;
      return {
        requestId: crypto.randomUUID(),
        e164: offered?.phone_number ?? '',
        country,
        type,
        price: { amount, currency: 'usd' },
      };
    },
    buy: async (t: Tenant, order: Parameters<typeof buyNumber>[2]) => buyNumber(ctx(), person(t), order),
    purchase: async (t: Tenant, requestId: string) => {
      const [row] = await base.db.read
        .select()
        .from(purchase)
        .where(and(eq(purchase.agencyId, t.agencyId), eq(purchase.requestId, requestId)));
      if (!row) throw new Error(`no purchase ${requestId}`);
      return row;
    },
    /** The pool's rows of that number, released ones included. */
    rows: (e164: string) => base.db.read.select().from(number).where(eq(number.e164, e164)),
    acts: async (entityId: string) => {
      const lines = await base.db.read.select({ act: audit.act }).from(audit).where(eq(audit.entityId, entityId));
      return lines.map(line => line.act);
    },
    /** Who holds the number at the telephone company. */
    heldAt: (e164: string) => [...twilio.carrier.numbers.values()].filter(n => n.phone_number === e164),
    /** What the agency's card paid and got back for numbers, in minor units. */
    money: async (t: Tenant) => {
      const customer = await payerOf(base, t);
      const { data } = await bench.stripe.paymentIntents.list({ customer, limit: 100 });
      const paid = data.filter(intent => intent.status === 'succeeded' && intent.metadata.purchase_id);
      const refunds = await Promise.all(paid.map(({ id }) => bench.stripe.refunds.list({ payment_intent: id })));
      return {
        charged: paid.map(intent => intent.amount),
        refunded: refunds.flatMap(page => page.data.map(refund => refund.amount)),
      };
    },
    payerOf: (t: Tenant) => payerOf(base, t),
    /** The panel's API as a signed-in person reaches it. */
    visit: async (who: Person, method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> => {
      const app = panel(ctx({ actor: { kind: 'user', id: who.userId, source: 'panel' } }), who);
      const init = body === undefined ? {} : { body: JSON.stringify(body), headers: JSON_BODY };
      const answer = await app.request(path, { method, ...init });
      return { status: answer.status, body: await answer.json() };
    },
    close: async () => {
      await bench.close();
      await Promise.all([doors.close(), company.close(), twilio.close()]);
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

const JSON_BODY = { 'content-type': 'application/json' };

async function payerOf(base: TestCtx, t: Tenant): Promise<string> {
  const [row] = await base.db.read.query.agency.findMany({ where: (a, { eq: is }) => is(a.id, t.agencyId) });
  return row?.stripeCustomerId ?? '';
}

/** A refusal with that code. */
export const problemOf = async (attempt: Promise<unknown>) => {
  try {
    await attempt;
  } catch (cause) {
    if (cause instanceof Problem) return cause.body.code;
    throw cause;
  }
  return 'not refused';
};
