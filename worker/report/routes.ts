import { Hono } from 'hono';
import { allow } from '../tenancy/allow.ts';
import { type SignedIn, valid } from '../wire.ts';
import { margin } from './margin.ts';
import { MarginQuery } from './shape.ts';

/** The agency's figures. */
export const reportRoutes = new Hono<SignedIn>().get('/margin', valid('query', MarginQuery), async c => {
  const person = c.get('person');
  allow(person, 'agency.report');
  return c.json(await margin(c.get('ctx'), person.agencyId, c.req.valid('query').months));
});
