import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { type Location, living } from '../records.ts';
import { choiceField, postedForm, textField } from './form.ts';
import { type Html, layout } from './layout.ts';
import { type CrmParts, linkIn, Missing, type Scene, sceneOf } from './scene.ts';

const COUNTRIES = ['US', 'CA', 'GB', 'IE', 'DE', 'FR', 'ES', 'NL', 'AU', 'NZ'];

/** The sub-accounts of a company: list, add, edit, delete. */
export function createLocationPages(parts: CrmParts): Hono {
  const app = new Hono();
  const { records, edits } = parts;
  const mustFind = (id: string): Location => {
    const location = records.locations.get(id);
    if (!location || location.deleted) throw new Missing('There is no such sub-account.');
    return location;
  };
  const page = (c: Context, title: string, body: (scene: Scene) => Html) => {
    const scene = sceneOf(c, parts);
    return c.html(layout(scene, { title, active: '/locations', body: body(scene) }));
  };
  const back = (c: Context) => c.redirect(linkIn(sceneOf(c, parts), '/locations'), 303);

  app.get('/', c => page(c, 'Sub-accounts', list));
  app.get('/new', c =>
    page(
      c,
      'New sub-account',
      s => html`<header class="head"><h1>New sub-account</h1></header><div class="card">${editor(s, undefined)}</div>`,
    ),
  );
  app.post('/new', async c => {
    edits.saveLocation({ ...(await posted(c)), companyId: sceneOf(c, parts).company.id });
    return back(c);
  });
  app.get('/:id', c => {
    const location = mustFind(c.req.param('id'));
    return page(c, location.name, scene => card(scene, location));
  });
  app.post('/:id', async c => {
    edits.saveLocation({ ...mustFind(c.req.param('id')), ...(await posted(c)) });
    return back(c);
  });
  app.post('/:id/delete', c => {
    edits.deleteLocation(mustFind(c.req.param('id')));
    return back(c);
  });
  return app;
}

function list(scene: Scene): Html {
  const { records, company } = scene;
  const locations = living(records.locations.values()).filter(l => l.companyId === company.id);
  const users = living(records.users.values());
  const contacts = living(records.contacts.values());
  return html`<header class="head"><h1>Sub-accounts</h1><span class="count">${locations.length}</span>
<a class="button primary" data-testid="add-location" href="${linkIn(scene, '/locations/new')}">Add sub-account</a></header>
<div class="card list"><table><thead><tr><th>Name</th><th>Time zone</th><th>Country</th><th>Users</th><th>Contacts</th></tr></thead>
<tbody>${locations.map(
    l => html`<tr data-testid="location-${l.id}"><td class="lead"><a href="${linkIn(scene, `/locations/${l.id}`)}">${l.name}</a></td>
<td>${l.timezone.replaceAll('_', ' ')}</td><td>${l.country}</td><td data-unit="users">${users.filter(u => u.location_ids.includes(l.id)).length}</td>
<td data-unit="contacts"><a href="${linkIn(scene, '/contacts', { location: l.id })}">${contacts.filter(k => k.locationId === l.id).length}</a></td></tr>`,
  )}</tbody></table></div>`;
}

function card(scene: Scene, location: Location): Html {
  return html`<header class="head"><h1>${location.name}</h1>
<form method="post" action="${linkIn(scene, `/locations/${location.id}/delete`)}" data-ask="Delete ${location.name}?"><button class="button" data-testid="delete">Delete</button></form></header>
<div class="card">${editor(scene, location)}</div>`;
}

function editor(scene: Scene, location: Location | undefined): Html {
  const zones = Intl.supportedValuesOf('timeZone').map(zone => ({ value: zone, label: zone.replaceAll('_', ' ') }));
  const countries = COUNTRIES.map(code => ({ value: code, label: countryName.of(code) ?? code }));
  return html`<form method="post" class="form" action="${linkIn(scene, location ? `/locations/${location.id}` : '/locations/new')}">
${textField('name', 'Name', location?.name ?? '', { required: true })}
${choiceField('timezone', 'Time zone', location?.timezone ?? 'America/New_York', zones)}
${choiceField('country', 'Country', location?.country ?? 'US', countries)}
<div class="acts"><button class="button primary" data-testid="save">Save</button><a class="button" href="${linkIn(scene, '/locations')}">Cancel</a></div></form>`;
}

const countryName = new Intl.DisplayNames('en', { type: 'region' });

async function posted(c: Context) {
  const form = await postedForm(c);
  return { name: form.one('name'), timezone: form.one('timezone'), country: form.one('country') };
}
