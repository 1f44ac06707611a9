import { Hono } from 'hono';
import type { Person } from '../context.ts';
import { allow, insideSubAccount } from '../tenancy/allow.ts';
import { type SignedIn, valid } from '../wire.ts';
import { attachAgent } from './attach.ts';
import { checkAgent } from './check.ts';
import { linkOwnAgent } from './link.ts';
import { listAgents } from './read.ts';
import { changeAgent, readSecret, registerAgent, removeAgent, renewSecret } from './register.ts';
import { AttachAgent, ChangeAgent, NewAgent } from './shape.ts';
import type { AgentPlace } from './store.ts';

/** Whose agents they are who asks: their sub-account's; in the agency's view the agency's own. */
function placeFor(person: Person): AgentPlace {
  allow(person, 'agents.edit');
  return { agencyId: person.agencyId, subAccountId: person.subAccountId ?? null };
}

/** Voice agents, campaigns and workflows, and the numbers they answer (R-2, L-1, L-3, A-3). */
export const agentRoutes = new Hono<SignedIn>()
  .get('/agents', async c => c.json(await listAgents(c.get('ctx'), placeFor(c.get('person')))))
  .post('/agents', valid('json', NewAgent), async c =>
    c.json(await registerAgent(c.get('ctx'), placeFor(c.get('person')), c.req.valid('json'))),
  )
  .patch('/agents/:id', valid('json', ChangeAgent), async c =>
    c.json(await changeAgent(c.get('ctx'), placeFor(c.get('person')), c.req.param('id'), c.req.valid('json'))),
  )
  .delete('/agents/:id', async c => {
    await removeAgent(c.get('ctx'), placeFor(c.get('person')), c.req.param('id'));
    return c.json({});
  })
  .post('/agents/:id/check', async c =>
    c.json(await checkAgent(c.get('ctx'), placeFor(c.get('person')), c.req.param('id'))),
  )
  .get('/agents/:id/secret', async c => {
    c.header('cache-control', 'no-store');
    return c.json(await readSecret(c.get('ctx'), placeFor(c.get('person')), c.req.param('id')));
  })
  .post('/agents/:id/secret', async c => {
    c.header('cache-control', 'no-store');
    return c.json(await renewSecret(c.get('ctx'), placeFor(c.get('person')), c.req.param('id')));
  })
  .put('/phone-numbers/:numberId/agent', valid('json', AttachAgent), async c => {
    const person = c.get('person');
    allow(person, 'company-number.edit');
    const place = { agencyId: person.agencyId, subAccountId: insideSubAccount(person) };
    return c.json(await attachAgent(c.get('ctx'), place, c.req.param('numberId'), c.req.valid('json')));
  })
  .put('/numbers/:id/agent', valid('json', AttachAgent), async c => {
    const person = c.get('person');
    allow(person, 'pool.assign');
    return c.json(await linkOwnAgent(c.get('ctx'), person.agencyId, c.req.param('id'), c.req.valid('json')));
  });
