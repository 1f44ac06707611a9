import { Hono } from 'hono';
import * as v from 'valibot';
import { allow } from '../tenancy/allow.ts';
import { type SignedIn, valid } from '../wire.ts';
import { readConnection, reconnect } from './connection.ts';
import { addDomain, confirmDomain, removeDomain } from './domain.ts';

const Domain = v.object({
  domain: v.pipe(v.string(), v.trim(), v.minLength(1, 'Enter a domain.'), v.maxLength(300)),
});
const Origin = v.object({ origin: v.pipe(v.string(), v.url('one of the domains listed'), v.maxLength(300)) });

/** The agency's connection to its CRM, in Settings (H-2, H-3). */
export const connectionRoutes = new Hono<SignedIn>()
  .get('/connection', async c => {
    allow(c.get('person'), 'agency.settings');
    return c.json(await readConnection(c.get('ctx'), c.get('person').agencyId));
  })
  .post('/connection/reconnect', async c => {
    allow(c.get('person'), 'agency.settings');
    return c.json(await reconnect(c.get('ctx'), c.get('person').agencyId));
  })
  .post('/connection/domains', valid('json', Domain), async c => {
    allow(c.get('person'), 'agency.settings');
    return c.json(await addDomain(c.get('ctx'), c.get('person').agencyId, c.req.valid('json').domain));
  })
  .post('/connection/domains/confirm', valid('json', Origin), async c => {
    allow(c.get('person'), 'agency.settings');
    return c.json(await confirmDomain(c.get('ctx'), c.get('person').agencyId, c.req.valid('json').origin));
  })
  .post('/connection/domains/remove', valid('json', Origin), async c => {
    allow(c.get('person'), 'agency.settings');
    return c.json(await removeDomain(c.get('ctx'), c.get('person').agencyId, c.req.valid('json').origin));
  });
