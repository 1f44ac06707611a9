import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { eq } from 'drizzle-orm';
import { contact, contactPhone, host } from '../../schema/index.ts';
import type { Ctx } from '../../worker/context.ts';
import { Clock } from '../sandbox/clock.ts';
import { Faults } from '../sandbox/fault.ts';
import { createHost } from '../sandbox/host/index.ts';
import { Store } from '../sandbox/store.ts';
import { NOON } from '../support/context.ts';
import type { Tenant } from '../support/mint.ts';

const TOKEN = 'a-token-of-the-crm';

/** The sandbox's CRM behind our client, with a minted tenant's company, location and people known to it. */
export async function openCrm(ctx: Ctx) {
  const clock = new Clock(NOON - Date.now(), () => undefined);
  const faults = new Faults();
  const nowhere = 'http://127.0.0.1:9';
  const crm = createHost(
    {
      clock,
      faults,
      store: new Store(undefined),
      urls: { worker: nowhere, desk: nowhere, stripe: nowhere, twilio: nowhere, host: nowhere },
      secrets: { hostApiToken: TOKEN, hostIssuer: 'crm', hostWebhook: `whsec_${btoa('0123456789abcdef01234567')}` },
      say: () => undefined,
    } as never,
    { pausesMs: [] },
  );
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>(ready => {
    const made = serve({ fetch: crm.app.fetch, port: 0, hostname: '127.0.0.1' }, (address: AddressInfo) =>
      ready({ server: made, port: address.port }),
    );
  });

  /** Makes the tenant's own host this CRM. */
  const admit = async (t: Tenant): Promise<void> => {
    const companyId = `company-${t.agencyId}`;
    crm.seed({
      companies: [{ id: companyId, name: 'Harbor Growth', installed: true }],
      locations: [
        { id: `loc-${t.subAccountId}`, companyId, name: 'Bayside', timezone: 'America/New_York', country: 'US' },
      ],
      users: [t.ownerId, t.staffId].map(id => ({
        id: `host-${id}`,
        companyId,
        name: id,
        email: `${id}@example.com`,
        role: 'user' as const,
        location_ids: [`loc-${t.subAccountId}`],
      })),
    });
    await ctx.db.read
      .update(host)
      .set({
        apiBaseUrl: `http://127.0.0.1:${port}/api`,
        apiToken: await ctx.seal.close(TOKEN, `host:${t.hostId}`),
      })
      .where(eq(host.id, t.hostId));
  };

  /** A contact on both sides. */
  const contactOf = async (
    t: Tenant,
    of: { name?: string; phones?: string[]; ownerId?: string; source?: string },
  ): Promise<{ id: string; hostContactId: string }> => {
    const { name = 'Jamal Okafor', phones = [], ownerId, source } = of;
    const made = crm.edits.saveContact({
      locationId: `loc-${t.subAccountId}`,
      name,
      phones,
      tags: [],
      ...(ownerId && { owner_id: `host-${ownerId}` }),
      ...(source && { source }),
    });
    const id = ctx.id('con');
    await ctx.db.commit([
      ctx.db.read.insert(contact).values({
        id,
        agencyId: t.agencyId,
        subAccountId: t.subAccountId,
        hostContactId: made.id,
        name,
        ownerHostUserId: ownerId ? `host-${ownerId}` : null,
        source: source ?? null,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      }),
      ...phones.map(e164 =>
        ctx.db.read.insert(contactPhone).values({ subAccountId: t.subAccountId, e164, contactId: id }),
      ),
    ]);
    return { id, hostContactId: made.id };
  };

  return {
    ...crm,
    faults,
    admit,
    contactOf,
    /** Keys on a contact's timeline, in the order they came. */
    timelineOf: (hostContactId: string) =>
      [...crm.records.timeline.values()].filter(entry => entry.contactId === hostContactId),
    close: () =>
      new Promise<void>(done => {
        server.close(() => done());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

export type Crm = Awaited<ReturnType<typeof openCrm>>;
