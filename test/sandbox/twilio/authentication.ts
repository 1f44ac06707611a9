import type { MiddlewareHandler } from 'hono';
import type { Carrier } from './carrier.ts';
import { notFound, TwilioError } from './wire.ts';

/** HTTP Basic with account sid and auth token; the account in the path must be the one that signed in. */
export function signedIn(carrier: Carrier): MiddlewareHandler {
  return async (c, next) => {
    const [scheme, encoded = ''] = (c.req.header('authorization') ?? '').split(' ');
    const [sid = '', ...token] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
    const account = scheme?.toLowerCase() === 'basic' ? carrier.account(sid) : undefined;
    if (!account || account.token !== token.join(':')) throw new TwilioError(401, 20003, 'Authenticate');
    const asked = /^\/2010-04-01\/Accounts\/([^/.]+)/.exec(c.req.path)?.[1];
    if (asked && asked !== sid) throw notFound(c.req.path);
    return next();
  };
}
