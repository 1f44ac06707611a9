import { Hono } from 'hono';
import * as v from 'valibot';
import type { Ctx } from '../context.ts';
import { invalid, notFound } from '../problem.ts';
import { valid, type Wired } from '../wire.ts';
import { type Caller, placeOf } from './caller.ts';
import { sampleEvent, triggerOf } from './catalogue/index.ts';
import { type HookItem, listHooks, makeHook, readHook, removeHook, replaceSecret } from './hooks.ts';
import { runAction } from './run-action.ts';
import { RestHook } from './shape.ts';

/** Routes behind an API key: the middleware has put the caller in place, and its key as the context's actor. */
export interface FromCaller {
  Variables: Wired['Variables'] & { caller: Caller };
}

const Input = v.record(v.string(), v.unknown());
const KEY = /^[\x21-\x7e]{1,200}$/;

const REST_NAMES = { trigger: 'event', targetUrl: 'target_url' };

/** W-3: REST Hooks as Zapier, Make and n8n subscribe to them. */
export const hookRoutes = new Hono<FromCaller>()
  .post('/hooks', valid('json', RestHook), async c => {
    const { event, target_url: targetUrl, filters, sub_account: named } = c.req.valid('json');
    const [ctx, caller] = [c.get('ctx'), c.get('caller')];
    const place = named ? await placeOf(ctx, caller, named) : caller;
    const { hook, secret } = await makeHook(ctx, place, { trigger: event, targetUrl, filters }, REST_NAMES);
    return c.json({ ...restHook(hook), secret }, 201);
  })
  .get('/hooks', async c => {
    const { items } = await listHooks(c.get('ctx'), c.get('caller'));
    return c.json({ items: items.filter(isRest).map(restHook) });
  })
  .get('/hooks/:id', async c => {
    const hook = await readHook(c.get('ctx'), c.get('caller'), c.req.param('id'));
    if (!isRest(hook)) throw notFound('hook');
    return c.json(restHook(hook));
  })
  .post('/hooks/:id/secret', async c => {
    const { hook, secret } = await replaceSecret(c.get('ctx'), c.get('caller'), c.req.param('id'));
    return c.json({ ...restHook(hook), secret });
  })
  .delete('/hooks/:id', async c => {
    const hook = await readHook(c.get('ctx'), c.get('caller'), c.req.param('id'));
    if (!isRest(hook)) throw notFound('hook');
    await removeHook(c.get('ctx'), c.get('caller'), hook.id);
    return c.body(null, 204);
  })
  // A bare list: what automation tools show while a workflow is being built.
  .get('/triggers/:key/samples', c => {
    const trigger = triggerOf(c.req.param('key'));
    if (!trigger) throw notFound('trigger');
    return c.json([sampleEvent(trigger)]);
  });

/** W-2: actions, once per `Idempotency-Key`; without one each request is a thing of its own. */
export const actionRoutes = new Hono<FromCaller>().post('/actions/:key', valid('json', Input), async c => {
  const [ctx, caller] = [c.get('ctx'), c.get('caller')];
  return c.json(
    await runAction(
      ctx,
      caller,
      c.req.param('key'),
      c.req.valid('json'),
      onceKey(ctx, c.req.header('idempotency-key')),
    ),
  );
});

/** The `Idempotency-Key` that was sent, or one that nobody has used. */
export function onceKey(ctx: Ctx, sent: string | undefined): string {
  const key = sent ?? ctx.id('once');
  if (KEY.test(key)) return key;
  throw invalid([{ field: 'Idempotency-Key', message: 'Send 1 to 200 visible ASCII characters.' }]);
}

function isRest({ kind }: HookItem): boolean {
  return kind === 'hook';
}

function restHook({ id, trigger, version, targetUrl, filters, createdAt, subAccount }: HookItem) {
  return {
    ...{ id, event: trigger, version, target_url: targetUrl, filters },
    sub_account: subAccount?.id ?? null,
    created_at: new Date(createdAt).toISOString(),
  };
}
