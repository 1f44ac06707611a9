import { Hono } from 'hono';
import { allow } from '../tenancy/allow.ts';
import { type SignedIn, valid } from '../wire.ts';
import type { Caller } from './caller.ts';
import { AGENT_ACTS } from './catalogue/agent-acts.ts';
import { ACTIONS, TRIGGERS } from './catalogue/index.ts';
import { listDeliveries, listRuns, readDelivery, readRun, resend } from './history.ts';
import { listHooks, makeHook, removeHook, replaceSecret } from './hooks.ts';
import { ListDeliveries, NewHook, Page } from './shape.ts';

/** The Workflows panel: what ran, what was delivered, and hooks (W-3). */
export const workflowRoutes = new Hono<SignedIn>()
  .get('/workflows/catalogue', c => {
    callerOf(c.get('person'));
    return c.json({
      triggers: TRIGGERS.map(({ key, title, description, data }) => ({
        ...{ key, title, description },
        filters: Object.entries(data).flatMap(([field, { words, filter }]) =>
          filter ? [{ field, words, options: filter === 'text' ? null : filter }] : [],
        ),
      })),
      actions: [...ACTIONS, ...AGENT_ACTS].map(({ key, title, description }) => ({ key, title, description })),
    });
  })
  .get('/workflows/runs', valid('query', Page), async c =>
    c.json(await listRuns(c.get('ctx'), callerOf(c.get('person')), c.req.valid('query').cursor)),
  )
  .get('/workflows/runs/:id', async c =>
    c.json(await readRun(c.get('ctx'), callerOf(c.get('person')), c.req.param('id'))),
  )
  .get('/workflows/deliveries', valid('query', ListDeliveries), async c =>
    c.json(await listDeliveries(c.get('ctx'), callerOf(c.get('person')), c.req.valid('query'))),
  )
  .get('/workflows/deliveries/:id', async c =>
    c.json(await readDelivery(c.get('ctx'), callerOf(c.get('person')), c.req.param('id'))),
  )
  .post('/workflows/deliveries/:id/resend', async c =>
    c.json(await resend(c.get('ctx'), callerOf(c.get('person')), c.req.param('id'))),
  )
  .get('/workflows/hooks', async c => c.json(await listHooks(c.get('ctx'), callerOf(c.get('person')))))
  .post('/workflows/hooks', valid('json', NewHook), async c =>
    c.json(await makeHook(c.get('ctx'), callerOf(c.get('person')), c.req.valid('json')), 201),
  )
  .post('/workflows/hooks/:id/secret', async c =>
    c.json(await replaceSecret(c.get('ctx'), callerOf(c.get('person')), c.req.param('id'))),
  )
  .delete('/workflows/hooks/:id', async c => {
    await removeHook(c.get('ctx'), callerOf(c.get('person')), c.req.param('id'));
    return c.json({});
  });

/** In a sub-account its own; in the agency's view all of the agency's (T-1, T-2). */
function callerOf(person: SignedIn['Variables']['person']): Caller {
  allow(person, 'workflows.edit');
  const { agencyId, subAccountId } = person;
  return { agencyId, ...(subAccountId !== undefined && { subAccountId }) };
}
