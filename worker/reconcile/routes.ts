import { Hono } from 'hono';
import { allow } from '../tenancy/allow.ts';
import type { SignedIn } from '../wire.ts';
import { listFindings } from './findings.ts';
import { startReconcile } from './run.ts';

/** What does not agree with Stripe and Twilio, and a look for it now. */
export const reconcileRoutes = new Hono<SignedIn>()
  .get('/findings', async c => {
    const person = c.get('person');
    allow(person, 'agency.report');
    return c.json(await listFindings(c.get('ctx'), person.agencyId));
  })
  .post('/reconcile', async c => {
    const person = c.get('person');
    allow(person, 'agency.report');
    return c.json(await startReconcile(c.get('ctx'), person.agencyId), 202);
  });
