import { Hono } from 'hono';
import { allow } from '../../tenancy/allow.ts';
import type { SignedIn } from '../../wire.ts';
import { askForSync, readProgress } from './progress.ts';

/** How far places, people and contacts are taken over from the CRM, and having it looked through now (H-5). */
export const hostSyncRoutes = new Hono<SignedIn>()
  .get('/host-sync', async c => {
    allow(c.get('person'), 'agency.settings');
    return c.json(await readProgress(c.get('ctx'), c.get('person').agencyId));
  })
  .post('/host-sync', async c => {
    allow(c.get('person'), 'agency.settings');
    return c.json(await askForSync(c.get('ctx'), c.get('person').agencyId), 202);
  });
