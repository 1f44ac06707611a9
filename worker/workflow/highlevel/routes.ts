import { Hono } from 'hono';
import * as v from 'valibot';
import { invalid } from '../../problem.ts';
import type { Wired } from '../../wire.ts';
import { act } from './act.ts';
import { atLocation, fromHost } from './door.ts';
import { choicesFor } from './fields.ts';
import { ActionCall, TriggerCall } from './shape.ts';
import { followTrigger } from './subscribe.ts';

type Extras = v.InferOutput<typeof ActionCall>['extras'];

/**
 * What HighLevel's workflows call (W-3): our triggers put into one, our actions run in one, and the choices of their
 * forms.
 */
export const appWorkflowRoutes = new Hono<Wired>()
  .post('/hosts/app/:issuer/workflows/triggers', async c => {
    const { called, body } = await opened(c.get('ctx'), c.req.param('issuer'), c.req.raw, TriggerCall);
    await followTrigger(called, body);
    return c.json({ success: true });
  })
  .post('/hosts/app/:issuer/workflows/actions/:key', async c => {
    const { called, body } = await opened(c.get('ctx'), c.req.param('issuer'), c.req.raw, ActionCall);
    return c.json(await act(called, c.req.param('key'), body));
  })
  .post('/hosts/app/:issuer/workflows/fields', async c => {
    const { called, body } = await opened(c.get('ctx'), c.req.param('issuer'), c.req.raw, ActionCall);
    return c.json(await choicesFor(called, body.meta?.key));
  });

/** The call's body, once it is known whose call it is, and the location it speaks of. */
async function opened<S extends v.GenericSchema<unknown, { extras: Extras }>>(
  ctx: Wired['Variables']['ctx'],
  issuer: string,
  request: Request,
  schema: S,
) {
  const raw = new Uint8Array(await request.arrayBuffer());
  const host = await fromHost(ctx, issuer, request.headers, raw);
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), new TextDecoder().decode(raw));
  if (!read.success) {
    throw invalid(read.issues.map(issue => ({ field: v.getDotPath(issue) ?? 'body', message: issue.message })));
  }
  const body = read.output as v.InferOutput<S>;
  return { called: await atLocation(ctx, host, body.extras), body };
}
