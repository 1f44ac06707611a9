import { Hono } from 'hono';
import * as v from 'valibot';
import { allow } from '../tenancy/allow.ts';
import { type SignedIn, valid } from '../wire.ts';
import { listFailures, readFailure, retryFailure } from './parked.ts';

const List = v.object({ cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}-.{1,300}$/s, 'Start anew.'))) });

/** What failed and waits for an admin of the agency. */
export const failureRoutes = new Hono<SignedIn>()
  .get('/failures', valid('query', List), async c => {
    const person = c.get('person');
    allow(person, 'failures.read');
    return c.json(await listFailures(c.get('ctx'), person.agencyId, c.req.valid('query').cursor));
  })
  .get('/failures/:id', async c => {
    const person = c.get('person');
    allow(person, 'failures.read');
    return c.json(await readFailure(c.get('ctx'), person.agencyId, c.req.param('id')));
  })
  .post('/failures/:id/retry', async c => {
    const person = c.get('person');
    allow(person, 'failures.read');
    await retryFailure(c.get('ctx'), person.agencyId, c.req.param('id'));
    return c.json({});
  });
