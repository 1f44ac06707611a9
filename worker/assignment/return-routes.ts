import { Hono } from 'hono';
import type { Ctx } from '../context.ts';
import type { Wired } from '../wire.ts';
import { assignmentOfReturn } from './store/across.ts';
import { sync } from './sync.ts';

/**
 * Where Stripe's pages send people back to (T-6): public, so they say nothing about anybody. The panel that opened them
 * notices by itself; the return only makes it notice sooner.
 */
export const returnRoutes = new Hono<Wired>()
  .get('/return/checkout', async c => {
    await converge(c.get('ctx'), c.req.query('a') ?? '', c.req.query('session_id') ?? '');
    return page('Thank you', 'You can close this tab. The page you came from shows the result in a moment.');
  })
  .get('/return/cancelled', () =>
    page('Nothing was paid', 'You can close this tab and pay later from the page you came from.'),
  );

async function converge(ctx: Ctx, id: string, sessionId: string): Promise<void> {
  try {
    const found = id && sessionId ? await assignmentOfReturn(ctx, id, sessionId) : undefined;
    const by = { ...ctx, actor: { kind: 'stripe', id: 'checkout', source: 'return_page' } } as const;
    if (found) await sync(by, found.agencyId, found.id);
  } catch (cause) {
    ctx.log.error('return.not_converged', cause);
  }
}

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;box-sizing:border-box}
main{max-width:26rem;text-align:center}
h1{font-size:1.375rem;font-weight:600;margin:0 0 .5rem}
p{margin:0;opacity:.75}`;

async function page(title: string, text: string): Promise<Response> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(STYLE)));
  const hash = btoa(String.fromCharCode(...digest));
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1><p>${text}</p></main></body>
</html>
`;
  const policy = ["default-src 'none'", `style-src 'sha256-${hash}'`, "base-uri 'none'", "frame-ancestors 'none'"];
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  });
}
