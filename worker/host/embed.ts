import type { Context } from 'hono';
import { Hono } from 'hono';
import type { Bindings } from '../env.ts';
import type { Wired } from '../wire.ts';
import { confirmedDomains } from './domain-store.ts';
import { type HostRow, hostByIssuer } from './store.ts';

type Served = Wired & { Bindings: Bindings };

/**
 * The panel's page for one registered host (H-3): only that host's origins may frame it. A JWT host's token reaches the
 * page by fragment, query or message, or by form POST, in which case it is written into the page. `/embed/app` is for hosts
 * whose marketplace app we are; the page asks its parent who is looking.
 */
export const embedRoutes = new Hono<Served>()
  .get('/embed/jwt/:issuer', c => page(c, 'jwt'))
  .post('/embed/jwt/:issuer', async c => {
    const form = await c.req.parseBody();
    return page(c, 'jwt', typeof form.token === 'string' ? form.token : undefined);
  })
  .get('/embed/app/:issuer', c => page(c, 'highlevel'))
  .get('/', c => page(c))
  .get('/index.html', c => page(c));

async function page(c: Context<Served>, kind?: HostRow['kind'], token?: string): Promise<Response> {
  const issuer = c.req.param('issuer');
  const found = issuer ? await hostByIssuer(c.get('ctx'), issuer) : undefined;
  const host = found?.kind === kind ? found : undefined;
  const origins = host ? await framersOf(c, host) : [];
  const asset = await c.env.ASSETS.fetch(new URL('/index.html', c.req.url).href);
  const html = fill(await asset.text(), {
    KIND: host?.kind ?? '',
    ISSUER: host?.issuer ?? '',
    ORIGINS: origins.join(' '),
    TOKEN: token ?? '',
  });
  return c.html(html, host || !issuer ? 200 : 404, {
    'content-security-policy': policy(origins),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
}

/**
 * The host's own origins and the white-label domains that the agency has confirmed. Which agency, the address and the
 * framing page's own address hint at: good for choosing who may frame us, never for who is looking.
 */
async function framersOf(c: Context<Served>, host: HostRow): Promise<string[]> {
  const ctx = c.get('ctx');
  const referer = c.req.header('referer') ?? '';
  const domains = await confirmedDomains(ctx, host.id, {
    companyId: c.req.query('company'),
    locationId: c.req.query('location'),
    origin: URL.canParse(referer) ? new URL(referer).origin : undefined,
  });
  return [...new Set([...host.embedOrigins, ...domains])];
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
  return html.replace(/%(KIND|ISSUER|ORIGINS|TOKEN)%/g, (_, name: string) => escaped(values[name] ?? ''));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, char => `&#${char.charCodeAt(0)};`);
}
