import { Hono } from 'hono';
import { allow } from '../tenancy/allow.ts';
import { type SignedIn, valid, type Wired } from '../wire.ts';
import { buyNumber, readPurchase } from './buy.ts';
import { chooseColumns, readColumns } from './columns.ts';
import { exportPool, linkToPool } from './export.ts';
import { importNumbers } from './import.ts';
import { listPool } from './list.ts';
import { numbersNear } from './near.ts';
import { listOpenPurchases } from './open-purchases.ts';
import { listImports } from './own-account.ts';
import { releaseToCarrier } from './release-to-carrier.ts';
import { searchNumbers } from './search.ts';
import { setPurposes } from './set-purposes.ts';
import {
  ImportRequest,
  NearQuery,
  OfferQuery,
  PoolColumns,
  PoolExport,
  PoolPurposes,
  PoolQuery,
  PurchaseRequest,
  ReleaseToCarrier,
} from './shape.ts';

/** The agency's pool: list, search at the carrier, buy. */
export const numberRoutes = new Hono<SignedIn>()
  .get('/numbers', valid('query', PoolQuery), async c => {
    allow(c.get('person'), 'pool.read');
    return c.json(await listPool(c.get('ctx'), c.get('person'), c.req.valid('query')));
  })
  .post('/numbers/export', valid('json', PoolExport), async c => {
    const person = c.get('person');
    allow(person, 'pool.read');
    c.header('cache-control', 'no-store');
    return c.json(await linkToPool(c.get('ctx'), person, c.req.valid('json')));
  })
  .post('/numbers/purposes', valid('json', PoolPurposes), async c => {
    allow(c.get('person'), 'pool.assign');
    return c.json(await setPurposes(c.get('ctx'), c.get('person'), c.req.valid('json')));
  })
  .get('/numbers/near', valid('query', NearQuery), async c => {
    allow(c.get('person'), 'pool.assign');
    return c.json(await numbersNear(c.get('ctx'), c.get('person'), c.req.valid('query').subAccountId));
  })
  .get('/numbers/columns', async c => {
    allow(c.get('person'), 'pool.read');
    return c.json(await readColumns(c.get('ctx'), c.get('person')));
  })
  .put('/numbers/columns', valid('json', PoolColumns), async c => {
    allow(c.get('person'), 'pool.read');
    return c.json(await chooseColumns(c.get('ctx'), c.get('person'), c.req.valid('json')));
  })
  .get('/numbers/available', valid('query', OfferQuery), async c => {
    allow(c.get('person'), 'pool.buy');
    return c.json(await searchNumbers(c.get('ctx'), c.get('person'), c.req.valid('query')));
  })
  .get('/purchases', async c => {
    allow(c.get('person'), 'pool.buy');
    return c.json(await listOpenPurchases(c.get('ctx'), c.get('person')));
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

/** Where the link of an export leads. No bearer: the signature in the path is what entitles to it. */
export const poolExportRoutes = new Hono<Wired>().get('/exports/pool/:token', c =>
  exportPool(c.get('ctx'), c.req.param('token')),
);
