import { Hono } from 'hono';
import { allow } from '../tenancy/allow.ts';
import { type SignedIn, valid } from '../wire.ts';
import { declineRequest, fulfilRequest } from './answer-request.ts';
import { buyForClient, clientOffers, readClientPurchase } from './client-buy.ts';
import { listRequests, requestNumber } from './request.ts';
import { DeclineRequest, FulfilRequest, NumberWish, OfferQuery, PurchaseRequest } from './shape.ts';

/** N-12: sub-accounts buy where their plan lets them, else they request; the agency answers. */
export const clientNumberRoutes = new Hono<SignedIn>()
  .get('/client-offers', valid('query', OfferQuery), async c => {
    allow(c.get('person'), 'number.request');
    return c.json(await clientOffers(c.get('ctx'), c.get('person'), c.req.valid('query')));
  })
  .post('/client-purchases', valid('json', PurchaseRequest), async c => {
    allow(c.get('person'), 'number.buy');
    return c.json(await buyForClient(c.get('ctx'), c.get('person'), c.req.valid('json')), 201);
  })
  .get('/client-purchases/:id', async c => {
    allow(c.get('person'), 'number.request');
    return c.json(await readClientPurchase(c.get('ctx'), c.get('person'), c.req.param('id')));
  })
  .get('/number-requests', async c => {
    allow(c.get('person'), c.get('person').subAccountId ? 'number.request' : 'pool.read');
    return c.json(await listRequests(c.get('ctx'), c.get('person')));
  })
  .post('/number-requests', valid('json', NumberWish), async c => {
    allow(c.get('person'), 'number.request');
    return c.json(await requestNumber(c.get('ctx'), c.get('person'), c.req.valid('json')), 201);
  })
  .post('/number-requests/:id/fulfil', valid('json', FulfilRequest), async c => {
    allow(c.get('person'), 'pool.assign');
    const { numberId } = c.req.valid('json');
    return c.json(await fulfilRequest(c.get('ctx'), c.get('person'), c.req.param('id'), numberId));
  })
  .post('/number-requests/:id/decline', valid('json', DeclineRequest), async c => {
    allow(c.get('person'), 'pool.assign');
    const { answer } = c.req.valid('json');
    return c.json(await declineRequest(c.get('ctx'), c.get('person'), c.req.param('id'), answer));
  });
