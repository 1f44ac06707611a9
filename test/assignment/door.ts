import { Hono } from 'hono';
import { assignmentRoutes } from '../../worker/assignment/routes.ts';
import type { Person } from '../../worker/context.ts';
import { Problem, problemResponse } from '../../worker/problem.ts';
import type { SignedIn } from '../../worker/wire.ts';
import type { Tenant } from '../support/mint.ts';
import type { World } from './world.ts';

/** What the panel's API answers, as far as tests look into it. */
interface Answer {
  status: number;
  body: {
    id: string;
    url: string;
    code: string;
    items: Record<string, unknown>[];
    errors: { field: string }[];
  };
}

/** The panel's API as a signed-in person reaches it. */
export function visitor(w: World) {
  return async (person: Person, method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer> => {
    const app = new Hono<SignedIn>();
    app.use(async (c, next) => {
      c.set('ctx', w.ctx({ actor: { kind: 'user', id: person.userId, source: 'panel' } }));
      c.set('person', person);
      await next();
    });
    app.onError(cause => {
      if (cause instanceof Problem) return problemResponse(cause, 'req_test');
      throw cause;
    });
    app.route('/', assignmentRoutes);
    const answer = await app.request(path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  };
}

export const agent = (t: Tenant): Person => ({ userId: t.agencyUserId, agencyId: t.agencyId, role: 'agency_owner' });

export const owner = (t: Tenant): Person => ({
  userId: t.ownerId,
  agencyId: t.agencyId,
  subAccountId: t.subAccountId,
  role: 'owner',
});

export const staff = (t: Tenant): Person => ({ ...owner(t), userId: t.staffId, role: 'staff' });
