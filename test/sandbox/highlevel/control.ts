import { Hono } from 'hono';
import type { HighlevelContext } from '../context.ts';
import type { Mishap } from '../fault.ts';
import type { Acts, ContactDraft, LocationDraft, UserDraft } from './acts.ts';
import type { Refused } from './api/index.ts';
import type { Rate } from './api/limit.ts';
import type { SendOptions, Webhooks } from './events.ts';
import type { Grants } from './grants.ts';
import type { createMarket, InstallNews, InstallOrder } from './market.ts';
import type { Records } from './records.ts';
import { type HighlevelSeed, plant } from './seed.ts';
import { type SsoOrder, userData } from './sso.ts';
import type { ActionOrder, SubscriptionOrder, Workflows } from './workflows.ts';

interface ControlParts {
  ctx: HighlevelContext;
  records: Records;
  grants: Grants;
  acts: Acts;
  webhooks: Webhooks;
  workflows: Workflows;
  market: ReturnType<typeof createMarket>;
  refused: Refused[];
  setRate: (rate: Partial<Rate>) => void;
  drain: () => Promise<void>;
}

/** What tests and the tour do to the CRM from another process; every answer is JSON. */
export function createControl(parts: ControlParts): Hono {
  const { ctx, records, grants, acts, webhooks, workflows, market, refused, setRate, drain } = parts;
  const app = new Hono();
  app.onError((error, c) => c.json({ error: { message: error.message } }, 400));
  const told = async <T extends object>(record: T): Promise<T> => {
    await drain();
    return record;
  };

  app.post('/seed', async c => {
    plant(ctx, records, await c.req.json<HighlevelSeed>());
    return c.json({});
  });
  app.post('/drain', async c => c.json(await told({})));
  // Somebody chose on the marketplace's page; the callback is the browser's to follow.
  app.post('/install', async c => c.json({ url: await market.choose(await c.req.json<InstallOrder>()) }));
  app.post('/market', async c => {
    market.set(await c.req.json<{ news?: InstallNews; state?: boolean }>());
    return c.json({});
  });
  app.post('/uninstall', async c => {
    const { companyId, locationId } = await c.req.json<{ companyId: string; locationId?: string }>();
    acts.uninstall(companyId, locationId);
    return c.json(await told({}));
  });
  app.post('/expire-tokens', c => {
    grants.expireAll();
    return c.json({});
  });
  app.post('/rate', async c => {
    setRate(await c.req.json<Partial<Rate>>());
    return c.json({});
  });
  app.post('/mishap', async c => {
    ctx.faults.addMishap(await c.req.json<Mishap>());
    return c.json({});
  });
  app.post('/release', async c => {
    await webhooks.release();
    return c.json({});
  });
  app.post('/webhook', async c => {
    const { type, data, id, ...how } = await c.req.json<{ type: string; data: object; id?: string } & SendOptions>();
    return c.json({ answer: await webhooks.once(type, data, how, id) });
  });
  app.post('/sso', async c => {
    const made = userData(ctx, records, await c.req.json<SsoOrder>());
    return made.ok ? c.json({ payload: made.payload }) : c.json({ error: { message: made.why } }, 400);
  });

  app.post('/contacts', async c => c.json(await told(acts.saveContact(await c.req.json<ContactDraft>()))));
  app.post('/users', async c => c.json(await told(acts.saveUser(await c.req.json<UserDraft>()))));
  app.post('/locations', async c => c.json(await told(acts.saveLocation(await c.req.json<LocationDraft>()))));
  app.delete('/contacts/:id', async c =>
    c.json(await told(acts.deleteContact(must(records.contacts.get(c.req.param('id')))))),
  );
  app.delete('/users/:id', async c => c.json(await told(acts.deleteUser(must(records.users.get(c.req.param('id')))))));
  app.delete('/locations/:id', async c =>
    c.json(await told(acts.deleteLocation(must(records.locations.get(c.req.param('id')))))),
  );

  app.post('/workflows/subscribe', async c => c.json(await workflows.subscribe(await c.req.json<SubscriptionOrder>())));
  app.post('/workflows/choices', async c => {
    const { key, locationId } = await c.req.json<{ key: string; locationId: string }>();
    return c.json(await workflows.choices(key, locationId));
  });
  app.post('/workflows/act', async c => c.json(await workflows.act(await c.req.json<ActionOrder>())));
  app.get('/state', c =>
    c.json({
      ...Object.fromEntries(
        Object.entries(records).flatMap(([name, map]) => (map instanceof Map ? [[name, [...map.values()]]] : [])),
      ),
      webhooks: webhooks.list(),
      firings: workflows.firings(),
      refused,
    }),
  );
  app.all('*', c => c.json({ error: { message: 'There is no such control.' } }, 404));
  return app;
}

function must<T>(record: T | undefined): T {
  if (record === undefined) throw new Error('There is no such record.');
  return record;
}
