import { Hono } from 'hono';
import type { Person } from '../context.ts';
import { allow, insideSubAccount } from '../tenancy/allow.ts';
import { type SignedIn, valid } from '../wire.ts';
import { assign } from './assign.ts';
import { candidates } from './candidates.ts';
import { numberHistory } from './history.ts';
import { include } from './include.ts';
import { keep } from './keep.ts';
import { agentsToAnswer, listPhoneNumbers, readPhoneNumber } from './list.ts';
import { pay } from './pay.ts';
import { changePrices, listPriceChanges } from './price-change.ts';
import { reassign } from './reassign.ts';
import { release } from './release.ts';
import { remind } from './remind.ts';
import { AssignRequest, CandidateQuery, InclusionRequest, PriceChangeQuery, PriceChangeRequest } from './shape.ts';
import type { Client } from './tenant.ts';
import { unassign } from './unassign.ts';
import { agencyView } from './view.ts';

/** The agency assigns and takes back; the sub-account pays, releases and keeps. */
export const assignmentRoutes = new Hono<SignedIn>()
  .get('/numbers/:id/candidates', valid('query', CandidateQuery), async c => {
    const person = c.get('person');
    allow(person, 'pool.assign');
    return c.json(await candidates(c.get('ctx'), person, c.req.param('id'), c.req.valid('query').q));
  })
  .post('/numbers/:id/assign', valid('json', AssignRequest), async c => {
    const person = c.get('person');
    allow(person, 'pool.assign');
    return c.json(agencyView(await assign(c.get('ctx'), person, c.req.param('id'), c.req.valid('json'))), 201);
  })
  .get('/numbers/:id/history', async c => {
    const person = c.get('person');
    allow(person, 'pool.read');
    return c.json(await numberHistory(c.get('ctx'), person.agencyId, c.req.param('id')));
  })
  .get('/sub-accounts/:id/agents', async c => {
    const person = c.get('person');
    allow(person, 'pool.assign');
    return c.json(await agentsToAnswer(c.get('ctx'), person.agencyId, c.req.param('id')));
  })
  .post('/numbers/:id/include', valid('json', InclusionRequest), async c => {
    const person = c.get('person');
    allow(person, 'pool.assign');
    return c.json(agencyView(await include(c.get('ctx'), person, c.req.param('id'), c.req.valid('json'))), 201);
  })
  .post('/assignments/:id/reassign', valid('json', InclusionRequest), async c => {
    const person = c.get('person');
    allow(person, 'pool.assign');
    return c.json(agencyView(await reassign(c.get('ctx'), person, c.req.param('id'), c.req.valid('json'))));
  })
  .post('/assignments/:id/unassign', async c => {
    const person = c.get('person');
    allow(person, 'pool.unassign');
    return c.json(agencyView(await unassign(c.get('ctx'), person.agencyId, c.req.param('id'))));
  })
  .post('/assignments/:id/remind', async c => {
    const person = c.get('person');
    allow(person, 'pool.assign');
    return c.json(await remind(c.get('ctx'), person.agencyId, c.req.param('id')));
  })
  .get('/price-changes', valid('query', PriceChangeQuery), async c => {
    const person = c.get('person');
    allow(person, 'agency.prices');
    return c.json(await listPriceChanges(c.get('ctx'), person.agencyId, c.req.valid('query').planId));
  })
  .post('/price-changes', valid('json', PriceChangeRequest), async c => {
    const person = c.get('person');
    allow(person, 'agency.prices');
    return c.json(await changePrices(c.get('ctx'), person.agencyId, c.req.valid('json').assignmentIds));
  })
  .get('/phone-numbers', async c => {
    allow(c.get('person'), 'phone-numbers.read');
    return c.json(await listPhoneNumbers(c.get('ctx'), clientOf(c.get('person'))));
  })
  .post('/assignments/:id/pay', async c => {
    allow(c.get('person'), 'phone-numbers.pay');
    return c.json(await pay(c.get('ctx'), clientOf(c.get('person')), c.req.param('id')));
  })
  .post('/assignments/:id/release', async c => {
    allow(c.get('person'), 'phone-numbers.release');
    const client = clientOf(c.get('person'));
    await release(c.get('ctx'), client, c.req.param('id'));
    return c.json(await readPhoneNumber(c.get('ctx'), client, c.req.param('id')));
  })
  .post('/assignments/:id/keep', async c => {
    allow(c.get('person'), 'phone-numbers.release');
    const client = clientOf(c.get('person'));
    await keep(c.get('ctx'), client, c.req.param('id'));
    return c.json(await readPhoneNumber(c.get('ctx'), client, c.req.param('id')));
  });

function clientOf(person: Person): Client {
  return { agencyId: person.agencyId, subAccountId: insideSubAccount(person) };
}
