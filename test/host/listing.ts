import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { host } from '../../schema/index.ts';
import type { Ctx } from '../../worker/context.ts';
import type { Tenant } from '../support/mint.ts';

/** A CRM with very many contacts at every location, which lists them quickly. */
export async function listingHost(count: number) {
  const stamp = '2026-03-01T00:00:00.000Z';
  let served = 0;
  const contact = (n: number) => ({
    id: `k${String(n).padStart(7, '0')}`,
    name: `Person ${n} of ${n % 97}`,
    phones: [`+1415${String(2_000_000 + n).padStart(7, '0')}`],
    tags: [],
    created_at: stamp,
    updated_at: stamp,
  });
  const app = new Hono()
    .get('/locations', c => c.json({ items: [] }))
    .get('/users', c => c.json({ items: [] }))
    .get('/contacts', c => {
      served += 1;
      const from = Number(c.req.query('cursor') ?? 0);
      const to = Math.min(count, from + 500);
      const items = Array.from({ length: to - from }, (_, n) => contact(from + n));
      return c.json({ items, ...(to < count && { next: String(to) }) });
    });
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>(ready => {
    const made = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (address: AddressInfo) =>
      ready({ server: made, port: address.port }),
    );
  });
  return {
    /** Pages of contacts that were asked for. */
    pagesServed: () => served,
    /** Makes the tenant's own host this CRM. */
    admit: async (ctx: Ctx, t: Tenant): Promise<void> => {
      const apiToken = await ctx.seal.close('a-token', `host:${t.hostId}`);
      await ctx.db.read
        .update(host)
        .set({ apiBaseUrl: `http://127.0.0.1:${port}`, apiToken })
        .where(eq(host.id, t.hostId));
    },
    close: () => new Promise<void>(done => server.close(() => done())),
  };
}
