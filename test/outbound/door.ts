import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Ctx } from '../../worker/context.ts';
import { outboundTwilioRoutes } from '../../worker/outbound/twilio-routes.ts';
import { Problem, problemResponse } from '../../worker/problem.ts';
import { twilioRoutes } from '../../worker/routing/routes.ts';
import type { Wired } from '../../worker/wire.ts';

export const NO_SECRETS = {
  stripeKey: '',
  stripeWebhook: '',
  stripeConnectWebhook: '',
  hostIssuer: '',
  hostTokenSecret: '',
  hostWebhook: '',
  hostApiToken: '',
};

/** Our doors for Twilio. */
export function doorsOf(ctx: () => Ctx) {
  return new Hono<Wired>()
    .use(async (c, next) => {
      c.set('ctx', ctx());
      await next();
    })
    .route('/', outboundTwilioRoutes)
    .route('/', twilioRoutes)
    .onError(cause => {
      if (cause instanceof Problem) return problemResponse(cause, 'req_test');
      throw cause;
    });
}

/** Serves on a free port. */
export async function listen(answer: (request: Request) => Promise<Response>) {
  const listener = getRequestListener(answer);
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>(done => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

const gone = () => Promise.reject(new Error('the database is gone'));
/** A database that cannot be reached. */
export const BROKEN = {
  get read(): never {
    throw new Error('the database is gone');
  },
  commit: gone,
  ask: gone,
};
