import { Hono } from 'hono';
import type { Ctx, Person } from '../../worker/context.ts';
import { bulkResultRoutes, levelRoutes } from '../../worker/level/routes.ts';
import { Problem, problemResponse } from '../../worker/problem.ts';
import type { SignedIn } from '../../worker/wire.ts';
import { activate, another, owner } from '../company-number/desk.ts';
import { testContext } from '../support/context.ts';
import { mintTenant } from '../support/mint.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field by the test that asked
type Body = any;

export interface Answer {
  status: number;
  body: Body;
}

export const SPRING = {
  name: 'Spring',
  callPurpose: 'charity',
  displayName: 'Bayside Dental',
  startsAt: '2026-03-01',
  endsAt: '2026-03-31',
};

let requests = 0;

/** The routes of levels as a signed-in person reaches them. The tenant's number is active. */
export async function openOffice(over: Parameters<typeof mintTenant>[1] = {}) {
  const ctx = await testContext();
  ctx.env.SESSION_SECRET = 'a secret of thirty-two characters.';
  const t = await mintTenant(ctx, over);
  await activate(ctx, t);

  const request = (person: Person, method: string, path: string, body?: unknown, by: Ctx = ctx) => {
    const app = new Hono<SignedIn>()
      .use(async (c, next) => {
        c.set('ctx', { ...by, actor: { kind: 'user', id: person.userId, source: 'panel' } });
        c.set('person', person);
        await next();
      })
      .route('/', levelRoutes)
      .route('/', bulkResultRoutes)
      .onError(cause => {
        if (cause instanceof Problem) return problemResponse(cause, 'req_test');
        throw cause;
      });
    const headers = { 'content-type': 'application/json' };
    return app.request(path, { method, ...(body !== undefined && { body: JSON.stringify(body), headers }) });
  };
  const as = async (...asked: Parameters<typeof request>): Promise<Answer> => {
    const answer = await request(...asked);
    return { status: answer.status, body: await answer.json() };
  };
  const admin = (method: string, path: string, body?: unknown, by?: Ctx) => as(owner(t), method, path, body, by);
  const unit = async (name: string): Promise<string> => (await admin('POST', '/units', { name })).body.id;
  const program = async (unitId: string, more: object = {}): Promise<string> =>
    (await admin('POST', `/units/${unitId}/programs`, { ...SPRING, ...more })).body.id;
  /** A list of numbers for one level; a string is a number without a purpose. */
  const bulk = (act: string, level: object, rows: (string | object)[], more: object = {}, by?: Ctx) => {
    requests += 1;
    const list = rows.map(row => (typeof row === 'string' ? { number: row } : row));
    const body = { requestId: `request-${requests}`, act, level, rows: list, ...more };
    return admin('POST', '/levels/bulk', body, by);
  };
  const second = () => another(ctx, t);
  return { ctx, t, as, admin, request, unit, program, bulk, second };
}
