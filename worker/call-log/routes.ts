import { Hono } from 'hono';
import type { Person } from '../context.ts';
import { allow, insideSubAccount } from '../tenancy/allow.ts';
import { type SignedIn, valid } from '../wire.ts';
import { explain } from './explain.ts';
import { placeTestCall } from './place-test-call.ts';
import { listCalls, listIdleCalls, readCall } from './read.ts';
import { Explain, ListCalls, PlaceTestCall } from './shape.ts';
import type { Tenant } from './store.ts';

/** The call log with the trace of each call, and *Test this number* (R-15, L-4). */
export const callLogRoutes = new Hono<SignedIn>()
  .get('/calls', valid('query', ListCalls), async c =>
    c.json(await listCalls(c.get('ctx'), mine(c.get('person')), c.req.valid('query'))),
  )
  .get('/calls/:id', async c => c.json(await readCall(c.get('ctx'), mine(c.get('person')), c.req.param('id'))))
  .get('/numbers/:id/calls', async c => {
    const person = c.get('person');
    allow(person, 'pool.read');
    return c.json(await listIdleCalls(c.get('ctx'), person.agencyId, c.req.param('id')));
  })
  .post('/explain', valid('json', Explain), async c =>
    c.json(await explain(c.get('ctx'), mine(c.get('person')), c.req.valid('json'))),
  )
  .post('/test-calls', valid('json', PlaceTestCall), async c =>
    c.json(await placeTestCall(c.get('ctx'), mine(c.get('person')), c.req.valid('json'))),
  );

function mine(person: Person): Tenant {
  const subAccountId = insideSubAccount(person);
  allow(person, 'calls.read');
  return { agencyId: person.agencyId, subAccountId };
}
