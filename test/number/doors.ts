import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { returnRoutes } from '../../worker/assignment/return-routes.ts';
import { stripeRoutes } from '../../worker/assignment/stripe-routes.ts';
import type { Ctx, Person } from '../../worker/context.ts';
import { clientNumberRoutes } from '../../worker/number/client-routes.ts';
import { purchaseReturnRoutes } from '../../worker/number/return-routes.ts';
import { numberRoutes } from '../../worker/number/routes.ts';
import { Problem, problemResponse } from '../../worker/problem.ts';
import type { SignedIn, Wired } from '../../worker/wire.ts';

/** The panel's API as that person reaches it. */
export function panel(ctx: Ctx, person: Person) {
  const app = new Hono<SignedIn>();
  app.use(async (c, next) => {
    c.set('ctx', ctx);
    c.set('person', person);
    await next();
  });
  app.onError(problemOrThrow);
  return app.route('/', numberRoutes).route('/', clientNumberRoutes);
}

/** Our public doors as Stripe, the bank's page and browsers reach them. */
export function openDoors(ctx: () => Ctx) {
  const app = new Hono<Wired>();
  app.use(async (c, next) => {
    c.set('ctx', ctx());
    c.set('requestId', 'req_test');
    await next();
  });
  app.onError(problemOrThrow);
  return app.route('/', stripeRoutes).route('/', returnRoutes).route('/', purchaseReturnRoutes);
}

function problemOrThrow(cause: Error): Response {
  if (cause instanceof Problem) return problemResponse(cause, 'req_test');
  throw cause;
}

/** Serves on a free port. */
export function listen(app: { fetch: (request: Request) => Response | Promise<Response> }) {
  return new Promise<{ origin: string; close: () => Promise<void> }>(ready => {
    const server = serve({ fetch: app.fetch, port: 0 }, (address: AddressInfo) =>
      ready({
        origin: `http://localhost:${address.port}`,
        close: () => new Promise(done => server.close(() => done())),
      }),
    );
  });
}
