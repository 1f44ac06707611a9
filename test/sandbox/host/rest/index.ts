import { Hono } from 'hono';
import * as v from 'valibot';
import { contactItem, locationItem, userItem } from '../wire.ts';
import { instant, Refusal, readQuery, refusalBody } from './answer.ts';
import { addContactRoutes } from './contacts.ts';
import { pageOf } from './page.ts';
import { mustSee, openedBy, type RestParts, type Scope } from './scope.ts';

/** The host's REST interface for the plug-in. Strict: what the contract does not name is refused. */
export function createRest(parts: RestParts): Hono<Scope> {
  const { ctx, records, pageSize } = parts;
  const app = new Hono<Scope>();
  app.onError((error, c) => {
    if (error instanceof Refusal) return c.json(refusalBody(error), error.status);
    ctx.say(`The host's REST interface failed: ${error.message}`);
    return c.json({ error: { message: 'The host failed.' } }, 500);
  });
  app.use(ctx.faults.for('host'));
  app.use(async (c, next) => {
    const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    const companies = openedBy(records, token, ctx.secrets.hostApiToken);
    if (!companies) throw new Refusal(401, 'The bearer is missing or unknown.');
    c.set('companies', companies);
    await next();
  });

  const cursor = v.optional(v.pipe(v.string(), v.minLength(1)));
  app.get('/locations', c => {
    const query = readQuery(c, v.strictObject({ cursor }));
    const seen = [...records.locations.values()].filter(l => c.var.companies.has(l.companyId));
    return c.json(pageOf(seen.map(locationItem), query.cursor, pageSize()));
  });
  app.get('/users', c => {
    const query = readQuery(c, v.strictObject({ location_id: v.optional(v.string()), cursor }));
    const location = query.location_id;
    if (location !== undefined) mustSee(records, c.var.companies, location);
    const seen = [...records.users.values()]
      .filter(u => c.var.companies.has(u.companyId))
      .filter(u => location === undefined || u.location_ids.includes(location));
    return c.json(pageOf(seen.map(userItem), query.cursor, pageSize()));
  });
  app.get('/contacts', c => {
    const query = readQuery(c, v.strictObject({ location_id: v.string(), updated_since: v.optional(instant), cursor }));
    mustSee(records, c.var.companies, query.location_id);
    const since = query.updated_since === undefined ? 0 : Date.parse(query.updated_since);
    const seen = [...records.contacts.values()]
      .filter(k => k.locationId === query.location_id)
      .filter(k => Date.parse(k.updated_at) >= since);
    return c.json(pageOf(seen.map(contactItem), query.cursor, pageSize()));
  });
  addContactRoutes(app, parts);
  app.all('*', () => {
    throw new Refusal(404, 'There is nothing at this address.');
  });
  return app;
}
