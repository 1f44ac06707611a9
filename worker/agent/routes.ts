import { Hono } from 'hono';
import type { Person } from '../context.ts';
import type { Place } from '../staff/store.ts';
import { allow, insideSubAccount } from '../tenancy/allow.ts';
import { type SignedIn, valid } from '../wire.ts';
import { attachAgent } from './attach.ts';
import { listAgents } from './read.ts';
import { changeAgent, registerAgent, removeAgent } from './register.ts';
import { AttachAgent, ChangeAgent, NewAgent } from './shape.ts';

function placeFor(person: Person): Place {
  const subAccountId = insideSubAccount(person);
  allow(person, 'company-number.edit');
  return { agencyId: person.agencyId, subAccountId };
}

/** Voice agents, campaigns and workflows of a sub-account, and the numbers they answer (R-2, L-1, L-3). */
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
  .put('/phone-numbers/:numberId/agent', valid('json', AttachAgent), async c => {
    const place = placeFor(c.get('person'));
    return c.json(await attachAgent(c.get('ctx'), place, c.req.param('numberId'), c.req.valid('json')));
  });
