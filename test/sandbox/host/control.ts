import { type Context, Hono } from 'hono';
import type { SandboxContext } from '../context.ts';
import type { ContactDraft, Edits, LocationDraft, UserDraft } from './edit.ts';
import type { Events, SendOptions } from './events.ts';
import { launchClaims, signLaunch } from './launch-token.ts';
import type { Records } from './records.ts';
import { type HostSeed, plant } from './seed.ts';

/** A launch token on request; every further member overrides the claim of that name, null removes it. */
export type TokenOrder = { userId: string; locationId?: string; signWith?: string } & Record<string, unknown>;

/** A launch token for tests: right unless told otherwise. */
export async function orderToken(ctx: SandboxContext, records: Records, order: TokenOrder): Promise<string> {
  const { userId, locationId, signWith, ...overrides } = order;
  const launch = launchClaims(ctx, records, { userId, locationId });
  if (!launch.ok) throw new Error(launch.why);
  const claims = Object.entries({ ...launch.claims, ...overrides }).filter(([, claim]) => claim !== null);
  return signLaunch(Object.fromEntries(claims), signWith ?? ctx.secrets.hostTokenSecret);
}

/** What tests and the tour do to the host from another process; every answer is JSON. */
export function createControl(ctx: SandboxContext, records: Records, edits: Edits, events: Events): Hono {
  const app = new Hono();
  app.onError((error, c) => c.json({ error: { message: error.message } }, 400));
  const told = async (c: Context, record: object) => {
    await events.drain();
    return c.json(record);
  };

  app.post('/token', async c => c.json({ token: await orderToken(ctx, records, await c.req.json()) }));
  app.post('/event', async c => {
    const { type, data, id, ...how } = await c.req.json<{ type: string; data: object; id?: string } & SendOptions>();
    return c.json(await events.once(type, data, how, id));
  });
  app.post('/seed', async c => {
    plant(ctx, records, await c.req.json<HostSeed>());
    return c.json({});
  });
  app.post('/drain', c => told(c, {}));

  app.post('/contacts', async c => told(c, edits.saveContact(await c.req.json<ContactDraft>())));
  app.post('/users', async c => told(c, edits.saveUser(await c.req.json<UserDraft>())));
  app.post('/locations', async c => told(c, edits.saveLocation(await c.req.json<LocationDraft>())));
  app.delete('/contacts/:id', c => told(c, edits.deleteContact(must(records.contacts.get(c.req.param('id'))))));
  app.delete('/users/:id', c => told(c, edits.deleteUser(must(records.users.get(c.req.param('id'))))));
  app.delete('/locations/:id', c => told(c, edits.deleteLocation(must(records.locations.get(c.req.param('id'))))));
  app.post('/companies/:id/install', c => told(c, edits.install(must(records.companies.get(c.req.param('id'))), true)));
  app.post('/companies/:id/uninstall', c =>
    told(c, edits.install(must(records.companies.get(c.req.param('id'))), false)),
  );

  app.post('/companies/:id/announce', async c => {
    await edits.announce(must(records.companies.get(c.req.param('id'))));
    return c.json({});
  });

  app.get('/state', c =>
    c.json({
      companies: [...records.companies.values()],
      locations: [...records.locations.values()],
      users: [...records.users.values()],
      contacts: [...records.contacts.values()],
      timeline: [...records.timeline.values()],
      events: events.list(),
    }),
  );
  app.all('*', c => c.json({ error: { message: 'There is no such control.' } }, 404));
  return app;
}

function must<T>(record: T | undefined): T {
  if (record === undefined) throw new Error('There is no such record.');
  return record;
}
