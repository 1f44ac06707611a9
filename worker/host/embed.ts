import type { Context } from 'hono';
import { Hono } from 'hono';
import type { Bindings } from '../env.ts';
import type { Wired } from '../wire.ts';
import { hostByIssuer } from './store.ts';

type Served = Wired & { Bindings: Bindings };

/**
 * The panel's page for one registered host (H-3): only that host's origins may frame it. The token reaches the page by
 * fragment, query or message, or by form POST, in which case it is written into the page.
 */
export const embedRoutes = new Hono<Served>()
  .get('/embed/jwt/:issuer', c => page(c, c.req.param('issuer')))
  .post('/embed/jwt/:issuer', async c => {
    const form = await c.req.parseBody();
    return page(c, c.req.param('issuer'), typeof form.token === 'string' ? form.token : undefined);
  })
  .get('/', c => page(c))
  .get('/index.html', c => page(c));

async function page(c: Context<Served>, issuer?: string, token?: string): Promise<Response> {
  const host = issuer ? await hostByIssuer(c.get('ctx'), issuer) : undefined;
  const origins = host?.embedOrigins ?? [];
  const asset = await c.env.ASSETS.fetch(new URL('/index.html', c.req.url).href);
  const html = fill(await asset.text(), { ISSUER: host?.issuer ?? '', ORIGINS: origins.join(' '), TOKEN: token ?? '' });
  return c.html(html, host || !issuer ? 200 : 404, {
    'content-security-policy': policy(origins),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
}

function policy(origins: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${origins.length ? origins.join(' ') : "'none'"}`,
  ].join('; ');
}

function fill(html: string, values: Record<string, string>): string {
  return html.replace(/%(ISSUER|ORIGINS|TOKEN)%/g, (_, name: string) => escaped(values[name] ?? ''));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`);
}
