import { and, eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { webhookEvent } from '../../schema/index.ts';
import { jwtHostRoutes } from '../../worker/host/jwt/routes.ts';
import { Problem } from '../../worker/problem.ts';
import type { Wired } from '../../worker/wire.ts';
import { signedHeaders } from '../../worker/workflow/sign.ts';
import { FITNESS, type Market, openMarket } from './market.ts';

let market: Market;
beforeEach(async () => {
  market = await openMarket();
});
afterEach(() => market.close());

describe('H-4 HighLevel’s events', () => {
  test.each([
    ['no signature', { signature: 'none' }],
    ['the signature N/A', { signature: 'N/A' }],
    ['a wrong signature', { signature: 'bad' }],
    ['only the retired RSA header', { signature: 'none', retired: true }],
    ['N/A and the retired header', { signature: 'N/A', retired: true }],
  ] as const)('%s is refused and stores nothing', async (_what, how) => {
    expect(await market.crm.webhooks.once('ContactCreate', { id: 'k1', locationId: FITNESS }, how)).toBe(403);
    expect(await market.ctx.db.read.select().from(webhookEvent)).toEqual([]);
  });

  test('the other kind of host’s door does not know this one: the secret of its workflows signs no events', async () => {
    const door = new Hono<Wired>()
      .use(async (c, next) => {
        c.set('ctx', market.now());
        await next();
      })
      .route('/', jwtHostRoutes);
    door.onError(cause => new Response('', { status: cause instanceof Problem ? cause.status : 500 }));
    const at = market.now().now;
    const body = JSON.stringify({ type: 'app.uninstalled', timestamp: at, data: { company_id: 'hlCo' } });
    const headers = signedHeaders([market.workflowSecret], 'wh_1', at, body);
    const answer = await door.request('/hosts/jwt/crm/events', { method: 'POST', body, headers });
    expect(await market.ctx.db.read.select().from(webhookEvent)).toEqual([]);
    expect(answer.status).toBe(403);
  });

  test('a changed byte is refused, whatever it means', async () => {
    const seen: { body: string; signature: string }[] = [];
    const real = globalThis.fetch;
    globalThis.fetch = (async (input: RequestInfo | URL, init?: RequestInit) => {
      seen.push({ body: String(init?.body), signature: new Headers(init?.headers).get('x-ghl-signature') ?? '' });
      return real(input, init);
    }) as typeof fetch;
    await market.crm.webhooks.once('ContactCreate', { id: 'k1', locationId: FITNESS }).finally(() => {
      globalThis.fetch = real;
    });
    const [{ body, signature } = { body: '', signature: '' }] = seen;
    const send = (text: string) =>
      fetch(`${market.urls.worker}/hosts/app/crm/events`, {
        method: 'POST',
        body: text,
        headers: { 'x-ghl-signature': signature },
      });
    expect((await send(`${body} `)).status).toBe(403);
    expect((await send(body)).status).toBe(200);
  });

  test('repeated for days it is stored and processed once; it is stored before it is answered', async () => {
    const data = { id: 'hlConX', locationId: FITNESS, name: 'Zoë', phone: '+13035550190' };
    expect(await market.crm.webhooks.once('ContactCreate', data, {}, 'wh_1')).toBe(200);
    const stored = await market.ctx.db.read.select().from(webhookEvent);
    expect(stored).toMatchObject([{ id: 'host:hst_market:wh_1', type: 'ContactCreate', processedAt: null }]);
    await market.settle();
    await market.clock.advance(4 * 86_400_000);
    expect(await market.crm.webhooks.once('ContactCreate', data, {}, 'wh_1')).toBe(200);
    await market.settle();
    const processed = and(eq(webhookEvent.id, 'host:hst_market:wh_1'), eq(webhookEvent.attempts, 1));
    expect(await market.ctx.db.read.select().from(webhookEvent).where(processed)).toHaveLength(1);
  });
});
