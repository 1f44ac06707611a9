import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { agency, host, outbox, subAccount } from '../../schema/index.ts';
import { connectHost } from '../../worker/host/connect.ts';
import { receiveHighLevelEvent } from '../../worker/host/highlevel/receive.ts';
import { receiveHostEvent } from '../../worker/host/jwt/receive.ts';
import { sweepLeaving } from '../../worker/host/manage/end.ts';
import { manageRoutes } from '../../worker/host/manage/routes.ts';
import { hostById, standingOf } from '../../worker/host/store.ts';
import type { Wired } from '../../worker/wire.ts';
import { DAY, type Scene, sceneOf } from '../assignment/scene.ts';
import { openWorld, type World } from '../assignment/world.ts';
import type { Tenant } from '../support/mint.ts';

let w: World;
let scene: Scene;
beforeAll(async () => {
  w = await openWorld();
  scene = sceneOf(w);
});
afterAll(() => w.close());
afterEach(() => w.calm());

const KINDS = {
  jwt: {
    says: async (t: Tenant, what: 'installed' | 'uninstalled', locationId?: string, at = w.now()) => {
      const data = { company_id: `company-${t.agencyId}`, ...(locationId && { location_id: locationId }) };
      await receiveHostEvent(w.ctx(), t.hostId, { type: `app.${what}`, timestamp: at, data }, false);
    },
  },
  highlevel: {
    says: async (t: Tenant, what: 'installed' | 'uninstalled', locationId?: string, at = w.now()) => {
      const row = await hostById(w.ctx(), t.hostId);
      if (!row) throw new Error('no host');
      const whose = locationId ? { locationId } : { companyId: `company-${t.agencyId}` };
      const install = { companyId: `company-${t.agencyId}`, ...(locationId && { locationId }) };
      const payload = what === 'installed' ? { type: 'INSTALL', ...install } : { type: 'UNINSTALL', ...whose };
      await receiveHighLevelEvent(w.ctx(), row, { ...payload, appId: 'app', timestamp: at }, w.now(), false);
    },
  },
};

describe.each(Object.keys(KINDS) as (keyof typeof KINDS)[])('H-2 an agency leaves its %s host', kind => {
  const { says } = KINDS[kind];
  let t: Tenant;
  let held: { id: string; subscriptionId: string | null };
  beforeEach(async () => {
    t = await w.tenant();
    const app = {
      clientId: 'app-1',
      clientSecret: 'x',
      authorizeUrl: 'https://x.example',
      apiBaseUrl: 'https://x.example',
    };
    await w.base.db.read
      .update(host)
      .set({ kind, ...(kind === 'highlevel' && app) })
      .where(eq(host.id, t.hostId));
    held = await scene.paid(t);
  });

  const standing = () => standingOf(w.ctx(), { userId: t.ownerId, agencyId: t.agencyId, subAccountId: t.subAccountId });
  const stripeStatus = async () =>
    (await w.stripe.subscriptions.retrieve(held.subscriptionId ?? '', {}, scene.on)).status;
  const sweep = async () => {
    await sweepLeaving(w.ctx());
    await w.work();
  };
  const linkOf = async () => {
    const rows = await w.base.db.read.select().from(outbox).where(eq(outbox.agencyId, t.agencyId));
    const params = rows.map(({ effect }) => effect as { template?: string; params?: { link?: string } });
    return params.find(effect => effect.template === 'uninstalled')?.params?.link ?? '';
  };
  const doors = () =>
    new Hono<Wired>()
      .use(async (c, next) => {
        const { env } = w.ctx();
        c.set('ctx', w.ctx({ env: { ...env, TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}` } }));
        await next();
      })
      .route('/', manageRoutes);
  const at = (link: string, more = '', init?: RequestInit) => doors().request(new URL(link).pathname + more, init);

  test('embedding and syncing stop at once, numbers work on for thirty days, then everything ends at Stripe too', async () => {
    await says(t, 'uninstalled');
    expect(await standing()).toBeUndefined();
    expect(await connectHost(w.ctx(), t.agencyId)).toBeUndefined();
    await w.advance(29 * DAY);
    await sweep();
    expect((await w.row(held.id)).state).toBe('active');
    await w.advance(2 * DAY);
    await sweep();
    expect(await w.row(held.id)).toMatchObject({ state: 'ended', endReason: 'unassigned' });
    expect(await stripeStatus()).toBe('canceled');
    await sweep();
  });

  test('installed again on the last day nothing is lost', async () => {
    await says(t, 'uninstalled');
    const link = await linkOf();
    await w.advance(29 * DAY);
    await says(t, 'installed');
    await w.advance(5 * DAY);
    await sweep();
    expect((await w.row(held.id)).state).toBe('active');
    expect(await standing()).toMatchObject({ status: 'approved' });
    expect(await (await at(link)).text()).toContain('There is nothing to decide');
  });

  test('one location leaves: it alone is closed, and its numbers alone end', async () => {
    const [place] = await w.base.db.read.select().from(subAccount).where(eq(subAccount.id, t.subAccountId));
    await says(t, 'uninstalled', place?.hostLocationId);
    expect((await standing())?.subAccountId ?? null).toBeNull();
    const [row] = await w.base.db.read.select().from(agency).where(eq(agency.id, t.agencyId));
    expect(row?.uninstalledAt).toBeNull();
    expect(await (await at(await linkOf())).text()).toContain('Bayside Dental');
    await w.advance(31 * DAY);
    await sweep();
    expect((await w.row(held.id)).state).toBe('ended');
  });

  test('one location installs after the agency left: the others go on leaving', async () => {
    await says(t, 'uninstalled');
    await w.advance(10 * DAY);
    await says(t, 'installed', 'loc-elsewhere');
    const [row] = await w.base.db.read.select().from(agency).where(eq(agency.id, t.agencyId));
    expect(row?.uninstalledAt).toBeNull();
    expect((await standing())?.subAccountId ?? null).toBeNull();
    await w.advance(19 * DAY);
    await sweep();
    expect((await w.row(held.id)).state).toBe('active');
    await w.advance(2 * DAY);
    await sweep();
    expect((await w.row(held.id)).state).toBe('ended');
  });

  test('news in the wrong order: an uninstall from before the last install undoes nothing, at either level', async () => {
    const [place] = await w.base.db.read.select().from(subAccount).where(eq(subAccount.id, t.subAccountId));
    const now = w.now();
    await says(t, 'installed', place?.hostLocationId, now);
    await says(t, 'uninstalled', place?.hostLocationId, now - 1000);
    await says(t, 'installed', undefined, now);
    await says(t, 'uninstalled', undefined, now - 1000);
    expect(await standing()).toMatchObject({ subAccountId: t.subAccountId });
  });

  test('the mail’s link shows what is held and downloads it; looking changes nothing', async () => {
    await says(t, 'uninstalled');
    const link = await linkOf();
    const page = await (await at(link)).text();
    expect(page).toContain(t.e164.slice(-4));
    expect(page).toContain('Harbor Growth');
    const csv = await (await at(link, '/export.csv')).text();
    expect(csv).toContain(`${t.e164}`);
    expect(csv).toContain('$4.50,usd');
    const spanish = await (await at(link, '', { headers: { 'accept-language': 'es-MX,es;q=0.9,en;q=0.8' } })).text();
    expect(spanish).toContain('Conservar todo');
    expect(spanish).not.toContain('Keep everything');
    await at(link, '/end', { method: 'POST', body: new URLSearchParams({}) });
    expect((await w.row(held.id)).state).toBe('active');
  });

  test('and ends everything at once when somebody is sure, twice or not', async () => {
    await says(t, 'uninstalled');
    const link = await linkOf();
    const sure = { method: 'POST', body: new URLSearchParams({ sure: 'yes' }) };
    await Promise.all([at(link, '/end', sure), at(link, '/end', sure)]);
    await w.work();
    expect((await w.row(held.id)).state).toBe('ended');
    expect(await stripeStatus()).toBe('canceled');
    expect(await (await at(link)).text()).toContain('nothing left to decide');
    expect((await scene.acts(t.agencyId)).filter(act => act === 'agency.end_asked')).toHaveLength(1);
  });

  test('N-9 N-11 then free numbers are handed back to the carrier, once the agency’s name is typed', async () => {
    await says(t, 'uninstalled');
    const link = await linkOf();
    const post = (path: string, fields: Record<string, string>) =>
      at(link, path, { method: 'POST', body: new URLSearchParams(fields) });
    await post('/hand-back', { name: 'Harbor Growth' });
    expect((await w.number(t.numberId)).releasedAt).toBeNull();
    await post('/end', { sure: 'yes' });
    expect(await (await at(link)).text()).toContain('1 free number');
    await post('/hand-back', { name: 'somebody' });
    expect((await w.number(t.numberId)).releasedAt).toBeNull();
    await post('/hand-back', { name: ' harbor growth ' });
    expect((await w.number(t.numberId)).releasedAt).not.toBeNull();
    expect(await (await at(link)).text()).not.toContain('free number');
  });

  test('the link opens for half a year after everything ended, so that free numbers can be handed back, and no longer', async () => {
    await says(t, 'uninstalled');
    const link = await linkOf();
    await w.base.db.read
      .update(agency)
      .set({ leavesAt: w.now() - 179 * DAY })
      .where(eq(agency.id, t.agencyId));
    expect(await (await at(link)).text()).toContain('What it concerns');
    await w.base.db.read
      .update(agency)
      .set({ leavesAt: w.now() - 181 * DAY })
      .where(eq(agency.id, t.agencyId));
    expect(await (await at(link)).text()).toContain('There is nothing to decide');
    await at(link, '/hand-back', { method: 'POST', body: new URLSearchParams({ name: 'Harbor Growth' }) });
    expect((await w.number(t.numberId)).releasedAt).toBeNull();
  });

  test('T-1 a link that is not ours, or is changed, opens nothing', async () => {
    await says(t, 'uninstalled');
    const link = await linkOf();
    for (const other of [`${link}x`, link.replace('/manage/', '/manage/a'), 'https://x.example/manage/nonsense']) {
      expect(await (await at(other)).text()).toContain('There is nothing to decide');
      await at(other, '/end', { method: 'POST', body: new URLSearchParams({ sure: 'yes' }) });
    }
    expect((await w.row(held.id)).state).toBe('active');
  });
});
