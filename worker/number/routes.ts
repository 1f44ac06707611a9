import { Hono } from 'hono';
import { allow } from '../tenancy/allow.ts';
import { type SignedIn, valid } from '../wire.ts';
import { buyNumber, readPurchase } from './buy.ts';
import { importNumbers } from './import.ts';
import { listPool } from './list.ts';
import { listImports } from './own-account.ts';
import { releaseToCarrier } from './release-to-carrier.ts';
import { searchNumbers } from './search.ts';
import { ImportRequest, OfferQuery, PoolQuery, PurchaseRequest, ReleaseToCarrier } from './shape.ts';

/** The agency's pool: list, search at the carrier, buy. */
export const numberRoutes = new Hono<SignedIn>()
  .get('/numbers', valid('query', PoolQuery), async c => {
    allow(c.get('person'), 'pool.read');
    return c.json(await listPool(c.get('ctx'), c.get('person'), c.req.valid('query')));
  })
  .get('/numbers/available', valid('query', OfferQuery), async c => {
    allow(c.get('person'), 'pool.buy');
    return c.json(await searchNumbers(c.get('ctx'), c.get('person'), c.req.valid('query')));
  })
  .post('/purchases', valid('json', PurchaseRequest), async c => {
    allow(c.get('person'), 'pool.buy');
    return c.json(await buyNumber(c.get('ctx'), c.get('person'), c.req.valid('json')), 201);
  })
  .post('/numbers/:id/release-to-carrier', valid('json', ReleaseToCarrier), async c => {
    allow(c.get('person'), 'carrier.release');
    const { typed } = c.req.valid('json');
    return c.json(await releaseToCarrier(c.get('ctx'), c.get('person'), c.req.param('id'), typed));
  })
  .get('/imports', async c => {
    allow(c.get('person'), 'pool.buy');
    return c.json(await listImports(c.get('ctx'), c.get('person')));
  })
  .post('/imports', valid('json', ImportRequest), async c => {
    allow(c.get('person'), 'pool.buy');
    return c.json(await importNumbers(c.get('ctx'), c.get('person'), c.req.valid('json').e164s));
  })
  .get('/purchases/:id', async c => {
    allow(c.get('person'), 'pool.read');
    return c.json(await readPurchase(c.get('ctx'), c.get('person'), c.req.param('id')));
  });
