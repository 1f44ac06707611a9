import { Hono } from 'hono';
import { allow } from '../tenancy/allow.ts';
import { type SignedIn, valid } from '../wire.ts';
import { openCardPage } from './card.ts';
import { chooseTelephony } from './choose-telephony.ts';
import { openConnect } from './connect.ts';
import { readChecklist } from './read.ts';
import { TelephonyChoice } from './shape.ts';

/** How an agency gets ready (T-6). */
export const onboardingRoutes = new Hono<SignedIn>()
  .get('/checklist', async c => {
    const person = c.get('person');
    allow(person, 'agency.settings');
    return c.json(await readChecklist(c.get('ctx'), person.agencyId));
  })
  .post('/checklist/card', async c => {
    const person = c.get('person');
    allow(person, 'agency.settings');
    return c.json(await openCardPage(c.get('ctx'), person.agencyId));
  })
  .post('/checklist/connect', async c => {
    const person = c.get('person');
    allow(person, 'agency.settings');
    return c.json(await openConnect(c.get('ctx'), person.agencyId));
  })
  .post('/checklist/telephony', valid('json', TelephonyChoice), async c => {
    const person = c.get('person');
    allow(person, 'agency.settings');
    await chooseTelephony(c.get('ctx'), person.agencyId, c.req.valid('json'));
    return c.json(await readChecklist(c.get('ctx'), person.agencyId));
  });
