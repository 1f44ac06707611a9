import { Hono } from 'hono';
import { notFound } from '../problem.ts';
import { type SignedIn, valid } from '../wire.ts';
import { allow } from './allow.ts';
import { panelsFor } from './rules/panel.ts';
import { setStatus } from './set-status.ts';
import { changeSettings, readSettings } from './settings.ts';
import { SettingsChange, StatusChange } from './shape.ts';
import { whoAmI } from './store.ts';

/** Who is signed in, what changed, who of the agency's people may come in, and what it sets for itself. */
export const tenancyRoutes = new Hono<SignedIn & { Variables: { version: number } }>()
  .get('/me', async c => {
    const person = c.get('person');
    const found = await whoAmI(c.get('ctx'), person);
    if (!found.user || !found.agency) throw notFound('user');
    return c.json({
      user: found.user,
      agency: found.agency,
      subAccount: found.subAccount ?? null,
      role: person.role,
      panels: panelsFor(person.role),
    });
  })
  // M-2: the version came with the bearer's own read, so an unchanged poll costs nothing more.
  .get('/version', async c => {
    const tag = `W/"${c.get('version')}"`;
    c.header('etag', tag);
    c.header('cache-control', 'no-store');
    if (c.req.header('if-none-match') === tag) return c.body(null, 304);
    return c.json({ version: c.get('version'), now: c.get('ctx').now });
  })
  .patch('/users/:id', valid('json', StatusChange), async c => {
    const person = c.get('person');
    allow(person, 'agency.users');
    return c.json(await setStatus(c.get('ctx'), person, c.req.param('id'), c.req.valid('json').status));
  })
  .get('/settings', async c => {
    const person = c.get('person');
    allow(person, 'agency.settings');
    return c.json(await readSettings(c.get('ctx'), person.agencyId));
  })
  .patch('/settings', valid('json', SettingsChange), async c => {
    const person = c.get('person');
    allow(person, 'agency.settings');
    return c.json(await changeSettings(c.get('ctx'), person.agencyId, c.req.valid('json')));
  });
