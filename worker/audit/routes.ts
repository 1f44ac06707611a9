import { Hono } from 'hono';
import { allow } from '../tenancy/allow.ts';
import { type SignedIn, valid, type Wired } from '../wire.ts';
import { listActivity } from './activity.ts';
import { exportActivity, linkToExport } from './export.ts';
import { ActivityQuery, ExportRequest } from './shape.ts';

/** The agency's activity: who did what, filtered and exported. */
export const activityRoutes = new Hono<SignedIn>()
  .get('/activity', valid('query', ActivityQuery), async c => {
    const person = c.get('person');
    allow(person, 'agency.report');
    return c.json(await listActivity(c.get('ctx'), person.agencyId, c.req.valid('query')));
  })
  .post('/activity/export', valid('json', ExportRequest), async c => {
    const person = c.get('person');
    allow(person, 'agency.report');
    c.header('cache-control', 'no-store');
    return c.json(await linkToExport(c.get('ctx'), person.agencyId, c.req.valid('json')));
  });

/** Where the link of an export leads. No bearer: the signature in the path is what entitles to it. */
export const exportRoutes = new Hono<Wired>().get('/exports/activity/:token', c =>
  exportActivity(c.get('ctx'), c.req.param('token')),
);
