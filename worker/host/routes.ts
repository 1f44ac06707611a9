import { Hono } from 'hono';
import * as v from 'valibot';
import { refused } from '../problem.ts';
import { valid, type Wired } from '../wire.ts';
import { signIn } from './sign-in.ts';
import { hostByIssuer } from './store.ts';

const SessionRequest = v.object({
  issuer: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  token: v.pipe(v.string(), v.minLength(1), v.maxLength(8000)),
});

/** The exchange of a host's launch token for a bearer (H-3). */
export const sessionRoutes = new Hono<Wired>().post('/session', valid('json', SessionRequest), async c => {
  const { issuer, token } = c.req.valid('json');
  const host = await hostByIssuer(c.get('ctx'), issuer);
  if (!host)
    throw refused(
      'unknown_host',
      'Not opened.',
      'This CRM is not registered with Trunkline. Ask its administrator to register it.',
    );
  c.header('cache-control', 'no-store');
  return c.json(await signIn(c.get('ctx'), host, token));
});
