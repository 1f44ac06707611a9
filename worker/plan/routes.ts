import { Hono } from 'hono';
import { allow, insideSubAccount } from '../tenancy/allow.ts';
import { type SignedIn, valid } from '../wire.ts';
import { choosePlan } from './choose.ts';
import { archivePlan, changePlan, createPlan } from './edit.ts';
import { linkCustomer } from './link-customer.ts';
import { openPortal } from './portal.ts';
import { listPlans, listSubAccounts, readOwnPlan, readSubAccount } from './read.ts';
import { reread } from './reread.ts';
import { CustomerLink, PlanChange, PlanChoice, PlanRequest } from './shape.ts';
import { startPlan } from './start.ts';
import { subAccountView } from './view.ts';

/** Plans and who is on them, for the agency; a sub-account's own plan. */
export const planRoutes = new Hono<SignedIn>()
  .get('/plans', async c => {
    const person = c.get('person');
    allow(person, 'agency.prices');
    return c.json(await listPlans(c.get('ctx'), person.agencyId));
  })
  .post('/plans', valid('json', PlanRequest), async c => {
    const person = c.get('person');
    allow(person, 'agency.prices');
    return c.json(await createPlan(c.get('ctx'), person.agencyId, c.req.valid('json')), 201);
  })
  .patch('/plans/:id', valid('json', PlanChange), async c => {
    const person = c.get('person');
    allow(person, 'agency.prices');
    return c.json(await changePlan(c.get('ctx'), person.agencyId, c.req.param('id'), c.req.valid('json')));
  })
  .post('/plans/:id/archive', async c => {
    const person = c.get('person');
    allow(person, 'agency.prices');
    return c.json(await archivePlan(c.get('ctx'), person.agencyId, c.req.param('id')));
  })
  .get('/sub-accounts', async c => {
    const person = c.get('person');
    allow(person, 'pool.read');
    return c.json(await listSubAccounts(c.get('ctx'), person.agencyId));
  })
  .get('/sub-accounts/:id', async c => {
    const person = c.get('person');
    allow(person, 'agency.users');
    return c.json(await readSubAccount(c.get('ctx'), person.agencyId, c.req.param('id')));
  })
  .patch('/sub-accounts/:id', valid('json', PlanChoice), async c => {
    const person = c.get('person');
    allow(person, 'agency.prices');
    const { planId } = c.req.valid('json');
    return c.json(subAccountView(await choosePlan(c.get('ctx'), person.agencyId, c.req.param('id'), planId)));
  })
  .get('/plan', async c => {
    const person = c.get('person');
    allow(person, 'plan.pay');
    return c.json(await readOwnPlan(c.get('ctx'), person.agencyId, insideSubAccount(person)));
  })
  .post('/sub-accounts/:id/start-plan', async c => {
    const person = c.get('person');
    allow(person, 'agency.prices');
    return c.json(await startPlan(c.get('ctx'), person.agencyId, c.req.param('id')));
  })
  .post('/sub-accounts/:id/link-customer', valid('json', CustomerLink), async c => {
    const person = c.get('person');
    allow(person, 'agency.prices');
    const { customerId } = c.req.valid('json');
    return c.json(subAccountView(await linkCustomer(c.get('ctx'), person.agencyId, c.req.param('id'), customerId)));
  })
  .post('/sub-accounts/:id/portal', async c => {
    const person = c.get('person');
    allow(person, 'agency.prices');
    return c.json(await openPortal(c.get('ctx'), person.agencyId, c.req.param('id')));
  })
  .post('/sub-accounts/:id/reread', async c => {
    const person = c.get('person');
    allow(person, 'agency.prices');
    return c.json(subAccountView(await reread(c.get('ctx'), person.agencyId, c.req.param('id'))));
  })
  .post('/plan/start', async c => {
    const person = c.get('person');
    allow(person, 'plan.pay');
    return c.json(await startPlan(c.get('ctx'), person.agencyId, insideSubAccount(person)));
  })
  .post('/plan/portal', async c => {
    const person = c.get('person');
    allow(person, 'plan.pay');
    return c.json(await openPortal(c.get('ctx'), person.agencyId, insideSubAccount(person)));
  });
