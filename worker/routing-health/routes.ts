import { Hono } from 'hono';
import { allow, insideSubAccount } from '../tenancy/allow.ts';
import type { SignedIn } from '../wire.ts';
import { routingHealth } from './read.ts';

/** R-18, for the sub-account's admins. */
export const healthRoutes = new Hono<SignedIn>().get('/routing-health', async c => {
  const person = c.get('person');
  const subAccountId = insideSubAccount(person);
  allow(person, 'calls.read');
  return c.json(await routingHealth(c.get('ctx'), { agencyId: person.agencyId, subAccountId }));
});
