import { Hono } from 'hono';
import * as v from 'valibot';
import { forbidden, invalid, notFound } from '../../problem.ts';
import { returnPage } from '../../return-page.ts';
import type { Wired } from '../../wire.ts';
import { storeEvent } from '../event.ts';
import { languageAsked } from '../language.ts';
import { type HostRow, hostByIssuer } from '../store.ts';
import { finishInstall, installUrl, NotInstalled } from './install.ts';
import { Event } from './shape.ts';
import { isSigned } from './verify.ts';
import { INSTALL_WORDS } from './words.ts';

const MAX_BODY = 256 * 1024;

/**
 * Doors of a marketplace app (H-2, H-4). None of their addresses names HighLevel: agencies show the app to their clients
 * under a name of their own, and the vendor does not want its own in there.
 */
export const appHostRoutes = new Hono<Wired>()
  .get('/install/:issuer', async c => {
    const host = appHost(await hostByIssuer(c.get('ctx'), c.req.param('issuer')));
    return c.redirect(await installUrl(c.get('ctx'), host), 302);
  })
  .get('/install/:issuer/callback', async c => {
    const ctx = c.get('ctx');
    const host = appHost(await hostByIssuer(ctx, c.req.param('issuer')));
    const language = languageAsked(c.req.header('accept-language'));
    const words = INSTALL_WORDS[language];
    const code = c.req.query('code');
    if (!code) return returnPage(...words.code_refused, language);
    try {
      await finishInstall(ctx, host, code, c.req.query('state'));
      return returnPage(...words.installed, language);
    } catch (cause) {
      if (cause instanceof NotInstalled) return returnPage(...words[cause.why], language);
      throw cause;
    }
  })
  /** Verified on raw bytes, stored, answered, then processed from the queue. */
  .post('/hosts/app/:issuer/events', async c => {
    const ctx = c.get('ctx');
    const host = await hostByIssuer(ctx, c.req.param('issuer'));
    const raw = new Uint8Array(await c.req.arrayBuffer());
    const isOurs = host?.kind === 'highlevel' && raw.length <= MAX_BODY;
    if (!isOurs || !(await isSigned(host, c.req.header('x-ghl-signature'), raw))) {
      throw forbidden('This event is not signed by a registered host, or too large.');
    }
    const event = v.safeParse(v.pipe(v.string(), v.parseJson(), Event), new TextDecoder().decode(raw));
    if (!event.success) {
      throw invalid(event.issues.map(issue => ({ field: v.getDotPath(issue) ?? 'body', message: issue.message })));
    }
    const { type, webhookId } = event.output;
    await storeEvent(ctx, {
      id: `host:${host.id}:${webhookId ?? (await digestOf(raw))}`,
      source: 'host',
      origin: host.id,
      type,
      payload: event.output,
    });
    return c.json({ received: true });
  });

function appHost(host: HostRow | undefined): HostRow {
  if (host?.kind !== 'highlevel') throw notFound('app');
  return host;
}

/** Names an event that does not name itself: a repeat has the same body. */
async function digestOf(raw: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', raw));
  return Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('');
}
