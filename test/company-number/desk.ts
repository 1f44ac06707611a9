import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { assignment, membership, number, subAccount, user } from '../../schema/index.ts';
import { agentRoutes } from '../../worker/agent/routes.ts';
import { companyNumberRoutes } from '../../worker/company-number/routes.ts';
import type { Ctx, Person } from '../../worker/context.ts';
import { Problem, problemResponse } from '../../worker/problem.ts';
import { healthRoutes } from '../../worker/routing-health/routes.ts';
import type { SignedIn } from '../../worker/wire.ts';
import { testContext } from '../support/context.ts';
import { freshNumber, mintTenant, type Tenant } from '../support/mint.ts';
import { agencyOwner, owner, staff } from '../support/people.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field by the test that asked
type Body = any;

export { agencyOwner, owner, staff };

export interface Answer {
  status: number;
  body: Body;
}

/** The routes of company numbers, agents and routing health as a signed-in person reaches them. The tenant's number is active. */
export async function openDesk(over: Parameters<typeof mintTenant>[1] = {}) {
  const ctx = await testContext();
  const t = await mintTenant(ctx, over);
  await activate(ctx, t);

  async function as(person: Person, method: string, path: string, body?: unknown, by: Ctx = ctx): Promise<Answer> {
    const app = new Hono<SignedIn>()
      .use(async (c, next) => {
        c.set('ctx', { ...by, actor: { kind: 'user', id: person.userId, source: 'panel' } });
        c.set('person', person);
        await next();
      })
      .route('/', companyNumberRoutes)
      .route('/', agentRoutes)
      .route('/', healthRoutes)
      .onError(cause => {
        if (cause instanceof Problem) return problemResponse(cause, 'req_test');
        throw cause;
      });
    const answer = await app.request(path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return { status: answer.status, body: await answer.json() };
  }

  const admin = (method: string, path: string, body?: unknown) => as(owner(t), method, path, body);
  /** Makes the tenant's number a company number. */
  const company = () => admin('POST', '/company-numbers', { numberId: t.numberId });
  return { ctx, t, as, admin, company, rules: `/company-numbers/${t.numberId}/rules` };
}

export async function activate(
  ctx: Ctx,
  t: Tenant,
  over: Partial<typeof assignment.$inferInsert> = {},
): Promise<string> {
  const { agencyId, subAccountId, numberId } = t;
  const id = ctx.id('asg');
  await ctx.db.read.insert(assignment).values({
    id,
    agencyId,
    subAccountId,
    numberId,
    userId: t.ownerId,
    state: 'active',
    mode: 'paid',
    telcoCost: 115,
    telcoCurrency: 'usd',
    markup: 335,
    price: 450,
    currency: 'usd',
    createdAt: ctx.now,
    ...over,
  });
  return id;
}

/** One more active number of the tenant. */
export async function another(ctx: Ctx, t: Tenant): Promise<{ numberId: string; e164: string }> {
  const [like] = await ctx.db.read.select().from(number).where(eq(number.id, t.numberId));
  if (!like) throw new Error('no number minted');
  const [numberId, e164] = [ctx.id('num'), freshNumber()];
  const bare = { wiredTo: null, wiredUserId: null, wiredAgentId: null, forwardTo: null };
  await ctx.db.read.insert(number).values({ ...like, ...bare, id: numberId, e164, twilioSid: numberId });
  await activate(ctx, { ...t, numberId });
  return { numberId, e164 };
}

/** One more user of the sub-account. */
export async function hire(ctx: Ctx, t: Tenant, name: string, phone: string | null = '+12125550109'): Promise<string> {
  const { agencyId, subAccountId } = t;
  const id = ctx.id('usr');
  const person = { hostUserId: `host-${id}`, name, email: `${id}@example.com`, phone, status: 'approved' as const };
  await ctx.db.commit([
    ctx.db.read.insert(user).values({ id, agencyId, ...person, createdAt: ctx.now }),
    ctx.db.read.insert(membership).values({ agencyId, subAccountId, userId: id, role: 'staff' }),
  ]);
  return id;
}

/** Somebody with the same powers in another sub-account of the same agency: a tenant of its own (T-1). */
export async function neighbour(ctx: Ctx, t: Tenant): Promise<Person> {
  const id = ctx.id('sub');
  const place = { name: 'Harbor Realty', timezone: 'America/New_York', country: 'US' };
  const { agencyId } = t;
  await ctx.db.read.insert(subAccount).values({ id, agencyId, hostLocationId: id, ...place, createdAt: ctx.now });
  return { ...owner(t), subAccountId: id };
}

/** The same context, but somebody else's act lands between what the act under test reads and what it commits. */
export function overtaken(ctx: Ctx, by: () => Promise<unknown>): Ctx {
  let done = false;
  const commit: Ctx['db']['commit'] = async statements => {
    if (!done) {
      done = true;
      await by();
    }
    return ctx.db.commit(statements);
  };
  return { ...ctx, db: { ...ctx.db, commit } };
}
