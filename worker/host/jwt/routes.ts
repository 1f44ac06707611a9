import { Hono } from 'hono';
import * as v from 'valibot';
import { forbidden, invalid } from '../../problem.ts';
import type { Wired } from '../../wire.ts';
import { storeEvent } from '../event.ts';
import { hostByIssuer } from '../store.ts';
import { HostEvent } from './shape.ts';
import { verifiedEventId } from './verify.ts';

const MAX_BODY = 256 * 1024;

/** Events from a JWT host: verified on raw bytes, stored, answered, then processed from the queue (H-4). */
export const jwtHostRoutes = new Hono<Wired>().post('/hosts/jwt/:issuer/events', async c => {
  const ctx = c.get('ctx');
  const found = await hostByIssuer(ctx, c.req.param('issuer'));
  // Another kind's secret is no key of these signatures.
  const host = found?.kind === 'jwt' ? found : undefined;
  const raw = await c.req.text();
  const id = host && raw.length <= MAX_BODY && (await verifiedEventId(ctx, host, c.req.raw.headers, raw));
  if (!host || !id) throw forbidden('This event is not signed by a registered host, or too old or too large.');
  const event = v.safeParse(HostEvent, parsed(raw));
  if (!event.success) {
    throw invalid(event.issues.map(issue => ({ field: v.getDotPath(issue) ?? 'body', message: issue.message })));
  }
  await storeEvent(ctx, {
    id: `host:${host.id}:${id}`,
    source: 'host',
    origin: host.id,
    type: event.output.type,
    payload: event.output,
  });
  return c.json({ received: true });
});

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    throw invalid([{ field: 'body', message: 'must be JSON' }]);
  }
}
