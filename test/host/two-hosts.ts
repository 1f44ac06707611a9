import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { eq } from 'drizzle-orm';
import type { Hono } from 'hono';
import { host as hosts } from '../../schema/index.ts';
import { sealTokens } from '../../worker/host/highlevel/token.ts';
import { tokenInstalled } from '../../worker/host/highlevel/token-store.ts';
import { Clock } from '../sandbox/clock.ts';
import type { HighlevelContext } from '../sandbox/context.ts';
import { Faults } from '../sandbox/fault.ts';
import { createHighlevel } from '../sandbox/highlevel/index.ts';
import { SCOPES } from '../sandbox/highlevel/market.ts';
import { createHost } from '../sandbox/host/index.ts';
import { Store } from '../sandbox/store.ts';
import { NOON, type TestCtx } from '../support/context.ts';
import type { Tenant } from '../support/mint.ts';
import { highlevelApp } from '../support/secrets.ts';

/** A CRM of either kind, as far as looking it through goes (H-1): what is in it is changed without telling us. */
export interface Crm {
  kind: 'jwt' | 'highlevel';
  faults: Faults;
  /** Makes the tenant's own host this CRM; where `only`, that location has the app and the company has not. */
  admit(ctx: TestCtx, t: Tenant, only?: string): Promise<void>;
  contact(
    t: Tenant,
    of: { id: string; name: string; phone?: string; ownerId?: string; at?: number; gone?: boolean },
  ): void;
  person(t: Tenant, of: { id: string; name: string; isAgency?: boolean; at?: string[]; gone?: boolean }): void;
  place(t: Tenant, of: { id: string; name: string; zone?: string; gone?: boolean; without?: boolean }): void;
  /** What a contact has there now: its phones, source, tags, and what its timeline says. */
  look(id: string): { phones: string[]; source: string | undefined; tags: string[]; timeline: string[] };
  /** Has it answer that many requests and refuse the next for a while. */
  slowDown(after: number): void;
  close(): Promise<void>;
}

const companyOf = (t: Tenant) => `company-${t.agencyId}`;
export const locationOf = (t: Tenant) => `loc-${t.subAccountId}`;

export async function openJwt(): Promise<Crm> {
  const ctx = context();
  const crm = createHost(ctx, { pausesMs: [], pageSize: 3 });
  const door = await listen(crm.app);
  const { records } = crm;
  return {
    kind: 'jwt',
    faults: ctx.faults,
    admit: async (test, t) => {
      const companyId = companyOf(t);
      records.companies.set(companyId, { id: companyId, name: 'Harbor Growth', installed: true });
      const apiToken = await test.seal.close(ctx.secrets.hostApiToken, `host:${t.hostId}`);
      const set = { apiBaseUrl: `${door.origin}/api`, apiToken };
      await test.db.read.update(hosts).set(set).where(eq(hosts.id, t.hostId));
    },
    contact: (t, { id, name, phone, ownerId, at = NOON, gone }) => {
      const stamp = new Date(at).toISOString();
      const record = { id, locationId: locationOf(t), name, phones: phone ? [phone] : [], tags: [] };
      const owned = ownerId ? { owner_id: ownerId } : {};
      records.contacts.set(id, { ...record, ...owned, created_at: stamp, updated_at: stamp });
      if (gone) records.contacts.delete(id);
    },
    person: (t, { id, name, isAgency, at, gone }) => {
      const location_ids = isAgency ? [] : (at ?? [locationOf(t)]);
      const person = { id, companyId: companyOf(t), name, email: `${id}@example.com`, location_ids };
      records.users.set(id, { ...person, role: isAgency ? 'owner' : 'user' });
      if (gone) records.users.delete(id);
    },
    place: (t, { id, name, zone = 'America/New_York', gone, without }) => {
      records.locations.set(id, { id, companyId: companyOf(t), name, timezone: zone, country: 'US' });
      if (gone || without) records.locations.delete(id);
    },
    look: id => {
      const found = records.contacts.get(id);
      const entries = [...records.timeline.values()].filter(entry => entry.contactId === id);
      return {
        phones: found?.phones ?? [],
        source: found?.source,
        tags: found?.tags ?? [],
        timeline: entries.map(entry => `${entry.kind} ${entry.direction} ${entry.status} ${entry.key}`),
      };
    },
    slowDown: after => {
      if (after) ctx.faults.add({ vendor: 'host', path: '/contacts', kind: 'slow', delayMs: 0, times: after });
      const headers = { 'retry-after': '10' };
      ctx.faults.add({ vendor: 'host', path: '/contacts', kind: 'before', status: 429, headers });
    },
    close: door.close,
  };
}

export async function openHighlevel(): Promise<Crm> {
  const ctx = context();
  const crm = createHighlevel(ctx, { pausesMs: [] });
  const door = await listen(crm.app);
  const { records } = crm;
  return {
    kind: 'highlevel',
    faults: ctx.faults,
    admit: async (test, t, only = '') => {
      const companyId = companyOf(t);
      records.companies.set(companyId, { id: companyId, name: 'Harbor Growth' });
      const future = { isAgency: !only, installToFutureLocations: !only };
      records.installs.set(companyId, { companyId, ...future, locationIds: only ? [only] : [] });
      const app = ctx.secrets.highlevel;
      const clientSecret = await test.seal.close(app.clientSecret, `host:${t.hostId}`);
      const authorizeUrl = 'https://marketplace.example';
      const set = {
        kind: 'highlevel',
        apiBaseUrl: door.origin,
        clientId: app.clientId,
        clientSecret,
        authorizeUrl,
      } as const;
      await test.db.read.update(hosts).set(set).where(eq(hosts.id, t.hostId));
      const userType = only ? ('Location' as const) : ('Company' as const);
      const who = { userType, companyId, userId: 'u', scopes: SCOPES, ...(only && { locationId: only }) };
      const made = crm.grants.redeem(crm.grants.code({ ...who, redirectUri: '' }), '');
      if (!made) throw new Error('no token');
      const of = { agencyId: t.agencyId, hostLocationId: only };
      const tokens = {
        access_token: made.access.token,
        refresh_token: made.refresh,
        expires_in: 86_399,
        approvedLocations: [],
      };
      await test.db.commit([
        tokenInstalled(test, await sealTokens(test, of, { ...tokens, companyId, locationId: null })),
      ]);
    },
    contact: (t, { id, name, phone, ownerId, at = NOON, gone }) => {
      const [firstName = '', ...rest] = name.split(' ');
      const of = { id, locationId: locationOf(t), firstName, lastName: rest.join(' '), additionalPhones: [], tags: [] };
      const more = { ...(phone && { phone }), ...(ownerId && { assignedTo: ownerId }) };
      records.contacts.set(id, { ...of, ...more, dateAdded: at, dateUpdated: at });
      if (gone) records.contacts.delete(id);
    },
    person: (t, { id, name, isAgency, at, gone }) => {
      const [firstName = '', ...rest] = name.split(' ');
      const person = { id, companyId: companyOf(t), firstName, lastName: rest.join(' '), email: `${id}@example.com` };
      const kind = isAgency
        ? ({ type: 'agency', role: 'admin' } as const)
        : ({ type: 'account', role: 'user' } as const);
      records.users.set(id, { ...person, ...kind, locationIds: isAgency ? [] : (at ?? [locationOf(t)]) });
      if (gone) records.users.delete(id);
    },
    place: (t, { id, name, zone = 'America/New_York', gone, without }) => {
      records.locations.set(id, { id, companyId: companyOf(t), name, timezone: zone, country: 'US' });
      const install = records.installs.get(companyOf(t));
      const others = install?.locationIds.filter(one => one !== id) ?? [];
      if (install) install.locationIds = gone || without ? others : [...others, id];
      if (gone) records.locations.delete(id);
    },
    look: id => {
      const found = records.contacts.get(id);
      const notes = [...records.notes.values()].filter(note => note.contactId === id);
      return {
        phones: [found?.phone ?? []].flat(),
        source: found?.source,
        tags: found?.tags ?? [],
        timeline: notes.map(note => note.body),
      };
    },
    slowDown: after => {
      const headers = { 'x-ratelimit-interval-milliseconds': '10000' };
      if (after) ctx.faults.add({ vendor: 'highlevel', path: '/contacts', kind: 'slow', delayMs: 0, times: after });
      ctx.faults.add({ vendor: 'highlevel', path: '/contacts', kind: 'before', status: 429, headers });
    },
    close: door.close,
  };
}

function context(): HighlevelContext {
  const nowhere = 'http://127.0.0.1:9';
  const urls = { worker: nowhere, desk: nowhere, stripe: nowhere, twilio: nowhere, host: nowhere, highlevel: nowhere };
  const none = { stripeKey: '', stripeWebhook: '', stripeConnectWebhook: '', twilioSid: '', twilioToken: '' };
  const hostWebhook = `whsec_${btoa('0123456789abcdef01234567')}`;
  return {
    clock: new Clock(NOON - Date.now()),
    faults: new Faults(),
    store: new Store(),
    urls,
    secrets: {
      ...none,
      ...{ hostApiToken: 'a-token', hostIssuer: 'crm', hostWebhook, hostTokenSecret: '', highlevel: highlevelApp() },
    },
    say: () => undefined,
  };
}

function listen(app: Hono): Promise<{ origin: string; close(): Promise<void> }> {
  return new Promise(ready => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) =>
      ready({ origin: `http://127.0.0.1:${port}`, close: () => new Promise(done => server.close(() => done())) }),
    );
  });
}
