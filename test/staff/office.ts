import { Hono } from 'hono';
import { assignment } from '../../schema/index.ts';
import type { Ctx, Person } from '../../worker/context.ts';
import { Problem, problemResponse } from '../../worker/problem.ts';
import { staffRoutes } from '../../worker/staff/routes.ts';
import type { SignedIn } from '../../worker/wire.ts';
import { testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';
import { agencyOwner, owner, staff } from '../support/people.ts';

export { agencyOwner, owner, staff };

/** A JSON answer, looked at by matchers. */
export type Body = Record<string, unknown>;

/** The staff routes as a signed-in person reaches them. */
export async function openOffice(vendors: Parameters<typeof testContext>[0] = {}) {
  const ctx = await testContext(vendors);
  const t = await mintTenant(ctx);

  async function as(
    person: Person,
    method: string,
    path: string,
    body?: unknown,
    now = ctx.now,
  ): Promise<{ status: number; body: Body }> {
    const app = new Hono<SignedIn>()
      .use(async (c, next) => {
        c.set('ctx', { ...ctx, now, actor: { kind: 'user', id: person.userId, source: 'panel' } });
        c.set('person', person);
        await next();
      })
      .route('/', staffRoutes)
      .onError(cause => {
        if (cause instanceof Problem) return problemResponse(cause, 'req_test');
        throw cause;
      });
    const answer = await app.request(path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return { status: answer.status, body: (await answer.json()) as Body };
  }

  return { ctx, t, as };
}

/** An assignment of that number to the tenant's sub-account. */
export async function assign(ctx: Ctx, t: Tenant, over: Partial<typeof assignment.$inferInsert> = {}): Promise<void> {
  await ctx.db.read.insert(assignment).values({
    id: ctx.id('asg'),
    agencyId: t.agencyId,
    subAccountId: t.subAccountId,
    numberId: t.numberId,
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
}
