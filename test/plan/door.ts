import { Hono } from 'hono';
import type { Ctx, Person } from '../../worker/context.ts';
import { onboardingRoutes } from '../../worker/onboarding/routes.ts';
import { planRoutes } from '../../worker/plan/routes.ts';
import { Problem, problemResponse } from '../../worker/problem.ts';
import { tenancyRoutes } from '../../worker/tenancy/routes.ts';
import type { SignedIn } from '../../worker/wire.ts';
import type { Body } from '../support/doors.ts';
import type { Tenant } from '../support/mint.ts';

export interface Answer {
  status: number;
  body: Body;
}

export type Visit = (person: Person, method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown) => Promise<Answer>;

/** The panel's API as a signed-in person reaches it. */
export function visitor(ctx: () => Ctx): Visit {
  return async (person, method, path, body) => {
    const app = new Hono<SignedIn & { Variables: { version: number } }>();
    app.use(async (c, next) => {
      c.set('ctx', { ...ctx(), actor: { kind: 'user', id: person.userId, source: 'panel' } });
      c.set('person', person);
      await next();
    });
    app.onError(cause => {
      if (cause instanceof Problem) return problemResponse(cause, 'req_test');
      throw cause;
    });
    app.route('/', tenancyRoutes).route('/', planRoutes).route('/', onboardingRoutes);
    const answer = await app.request(path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return { status: answer.status, body: await answer.json() };
  };
}

export const agent = (t: Tenant): Person => ({ userId: t.agencyUserId, agencyId: t.agencyId, role: 'agency_owner' });

export const owner = (t: Tenant): Person => ({
  userId: t.ownerId,
  agencyId: t.agencyId,
  subAccountId: t.subAccountId,
  role: 'owner',
});
