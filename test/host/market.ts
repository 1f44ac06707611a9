import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { ed25519Key, highLevel } from '../../schema/highlevel.ts';
import { host } from '../../schema/index.ts';
import type { Ctx } from '../../worker/context.ts';
import { processEvent } from '../../worker/host/event.ts';
import { appOf, type Install } from '../../worker/host/highlevel/app.ts';
import { appHostRoutes } from '../../worker/host/highlevel/routes.ts';
import { agencyOfCompany, hostById } from '../../worker/host/store.ts';
import { Problem, problemResponse } from '../../worker/problem.ts';
import { appWorkflowRoutes } from '../../worker/workflow/highlevel/routes.ts';
import { Clock } from '../sandbox/clock.ts';
import type { HighlevelContext } from '../sandbox/context.ts';
import { Faults } from '../sandbox/fault.ts';
import { createHighlevel, HIGHLEVEL_ISSUER, lakeside } from '../sandbox/highlevel/index.ts';
import { Store } from '../sandbox/store.ts';
import { NOON, type TestCtx, testContext } from '../support/context.ts';
import { highlevelApp } from '../support/secrets.ts';

export const COMPANY = 'hlCoLakeside00000001';
export const FITNESS = 'hlLocSummitFit000001';
export const PLUMBING = 'hlLocOakPlumbing0001';
/** People of the sandbox's agency: its owner, an admin and a user of the fitness studio, an admin of the plumber's. */
export const [AVERY, KENJI, SOFIA, HANK] = [
  'hlUsrAvery0000000001',
  'hlUsrKenji0000000001',
  'hlUsrSofia0000000001',
  'hlUsrHank00000000001',
];
const HOST = 'hst_market';

/** The sandbox's HighLevel, and our doors for it on an in-process database. */
export async function openMarket() {
  const secrets = { highlevel: highlevelApp() };
  const urls = { worker: '', highlevel: '' };
  const clock = new Clock(NOON - Date.now());
  const [faults, store] = [new Faults(), new Store()];
  const world = { clock, faults, store, urls, secrets, say: () => undefined } as unknown as HighlevelContext;
  const crm = createHighlevel(world, { pausesMs: [0] });
  crm.seed(lakeside());
  crm.market.set({ news: 'before' });

  const doors = new Hono<{ Variables: { ctx: Ctx; requestId: string } }>()
    .use(async (c, next) => {
      c.set('ctx', now());
      await next();
    })
    .route('/', appHostRoutes)
    .route('/', appWorkflowRoutes);
  doors.onError((cause, c) => {
    if (cause instanceof Problem) return problemResponse(cause, 'test');
    return c.text(String(cause), 500);
  });
  const servers = await Promise.all([listen(crm.app), listen(doors)]);
  urls.highlevel = servers[0].origin;
  urls.worker = servers[1].origin;

  const base = await testContext();
  const env = { ...base.env, PUBLIC_URL: urls.worker, SESSION_SECRET: 's'.repeat(32) };
  const ctx: TestCtx = { ...base, env, at: (now, by = base.actor) => ({ ...base.at(now, by), env }) };
  const now = () => ctx.at(clock.now());
  const { clientId, clientSecret, ssoSecret, providerId, publicKey, workflowSecret } = secrets.highlevel;
  const seal = (secret: string) => ctx.seal.close(secret, `host:${HOST}`);
  const registered = highLevel({
    clientId,
    publicKey: ed25519Key(publicKey.replace(/-----[^-]+-----|\s/g, '')),
    apiBaseUrl: urls.highlevel,
    authorizeUrl: `${urls.highlevel}/marketplace/v2/oauth/chooselocation`,
    conversationProviderId: providerId,
  });
  const sealed = {
    sharedSecret: await seal(ssoSecret),
    clientSecret: await seal(clientSecret),
    webhookSecret: await seal(workflowSecret),
  };
  const row = { ...registered, ...sealed, id: HOST, issuer: HIGHLEVEL_ISSUER, kind: 'highlevel' as const };
  await ctx.db.read.insert(host).values(row);

  /** Somebody chose, and their browser follows to our callback. */
  async function install(order: { locationId?: string; state?: string; code?: string } = {}) {
    const { locationId, state } = order;
    const url = new URL(
      await crm.market.choose({ userId: AVERY, companyId: COMPANY, ...(locationId && { locationId }) }),
    );
    if (state) url.searchParams.set('state', state);
    const page = await fetch(url);
    return { url, text: await page.text() };
  }
  /** What the CRM sent is in, and every job it left is done. */
  async function settle(): Promise<void> {
    await crm.drain();
    for (const job of ctx.sent.jobs.splice(0)) if (job.kind === 'event') await processEvent(now(), job.eventId);
  }
  const registration = async () => {
    const found = await hostById(ctx, HOST);
    if (!found) throw new Error('not registered');
    return found;
  };
  return {
    ctx,
    crm,
    clock,
    faults,
    urls,
    /** What calls of its workflows bring. */
    workflowSecret,
    install,
    settle,
    registration,
    agency: () => agencyOfCompany(ctx, HOST, COMPANY),
    /** The agency's install, for calls as the adapter makes them. */
    async installed(): Promise<Install> {
      const agency = await agencyOfCompany(ctx, HOST, COMPANY);
      return { ...appOf(await registration()), agencyId: agency?.id ?? '', companyId: COMPANY };
    },
    now,
    close: () => Promise.all(servers.map(server => server.close())),
  };
}

export type Market = Awaited<ReturnType<typeof openMarket>>;

function listen(app: Pick<Hono, 'fetch'>): Promise<{ origin: string; close(): Promise<void> }> {
  return new Promise(ready => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) => {
      const close = () =>
        new Promise<void>(done => {
          server.close(() => done());
          if ('closeAllConnections' in server) server.closeAllConnections();
        });
      ready({ origin: `http://127.0.0.1:${port}`, close });
    });
  });
}
