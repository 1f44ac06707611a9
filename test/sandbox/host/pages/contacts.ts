import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { type Contact, type Location, living, type Records, worksAt } from '../records.ts';
import { choiceField, initials, keptPhone, postedForm, shownPhone, textField } from './form.ts';
import { type Html, layout } from './layout.ts';
import { type CrmParts, linkIn, Missing, type Scene, sceneOf } from './scene.ts';
import { timelineOf } from './timeline.ts';

const SHOWN = 100;

/** The list of contacts, and one contact with its timeline. */
export function createContactPages(parts: CrmParts): Hono {
  const app = new Hono();
  const { records, edits } = parts;
  app.get('/', c => {
    const scene = sceneOf(c, parts);
    return c.html(layout(scene, { title: 'Contacts', active: '/contacts', body: list(c, scene) }));
  });
  app.get('/new', c => {
    const scene = sceneOf(c, parts);
    const location = mustFindLocation(records, c.req.query('location'));
    const body = html`<header class="head"><h1>New contact</h1></header><div class="card">${editor(scene, location, undefined)}</div>`;
    return c.html(layout(scene, { title: 'New contact', active: '/contacts', body }));
  });
  app.post('/new', async c => {
    const location = mustFindLocation(records, c.req.query('location'));
    const contact = edits.saveContact({ ...(await posted(c, location)), locationId: location.id });
    return c.redirect(linkIn(sceneOf(c, parts), '/contacts', { location: contact.locationId }), 303);
  });
  app.get('/:id', c => {
    const scene = sceneOf(c, parts);
    const contact = mustFind(records, c.req.param('id'));
    return c.html(layout(scene, { title: contact.name, active: '/contacts', body: card(scene, contact) }));
  });
  app.post('/:id', async c => {
    const contact = mustFind(records, c.req.param('id'));
    const { owner_id: _, source: __, ...kept } = contact;
    edits.saveContact({ ...kept, ...(await posted(c, mustFindLocation(records, contact.locationId))) });
    return c.redirect(linkIn(sceneOf(c, parts), '/contacts', { location: contact.locationId }), 303);
  });
  app.post('/:id/delete', c => {
    const contact = edits.deleteContact(mustFind(records, c.req.param('id')));
    return c.redirect(linkIn(sceneOf(c, parts), '/contacts', { location: contact.locationId }), 303);
  });
  return app;
}

function list(c: Context, scene: Scene): Html {
  const locations = living(scene.records.locations.values()).filter(l => l.companyId === scene.company.id);
  const location = locations.find(l => l.id === c.req.query('location')) ?? locations[0];
  if (!location)
    return html`<div class="empty"><h1>No sub-account yet</h1><p>Contacts live in a sub-account.</p></div>`;
  const q = c.req.query('q')?.trim() ?? '';
  const found = living(scene.records.contacts.values()).filter(k => k.locationId === location.id && matches(k, q));
  return html`<header class="head"><h1>Contacts</h1><span class="count">${found.length}</span>
<a class="button primary" data-testid="add-contact" href="${linkIn(scene, '/contacts/new', { location: location.id })}">Add contact</a></header>
<form class="filters" data-auto>
<select name="location" aria-label="Sub-account" data-testid="location-select">${locations.map(
    l => html`<option value="${l.id}" ${l.id === location.id ? 'selected' : ''}>${l.name}</option>`,
  )}</select>
<input type="search" name="q" value="${q}" placeholder="Search name or number" aria-label="Search name or number" data-testid="search">
${scene.records.companies.size > 1 ? html`<input type="hidden" name="company" value="${scene.company.id}">` : ''}
</form>
${
  found.length
    ? html`<div class="card list"><table><thead><tr><th>Name</th><th>Phone</th><th>Owner</th><th>Source</th><th>Tags</th></tr></thead>
<tbody>${found.slice(0, SHOWN).map(contact => row(scene, contact, location))}</tbody></table></div>
${found.length > SHOWN ? html`<p class="quiet">The first ${SHOWN} are shown. Search to find the others.</p>` : ''}`
    : html`<div class="empty"><h2>${q ? 'Nobody found' : 'No contacts yet'}</h2><p>${q ? 'Try fewer letters or digits.' : 'Add the first one.'}</p></div>`
}`;
}

function row(scene: Scene, contact: Contact, location: Location): Html {
  const owner = contact.owner_id === undefined ? undefined : scene.records.users.get(contact.owner_id);
  return html`<tr data-testid="contact-${contact.id}">
<td class="lead"><a class="person" href="${linkIn(scene, `/contacts/${contact.id}`)}">${initials(contact.name)}${contact.name}</a></td>
<td class="number">${contact.phones.map(phone => html`<span>${shownPhone(phone, location.country)}</span>`)}</td>
<td>${owner ? html`<span class="${owner.deleted ? 'gone' : ''}">${owner.name}</span>` : html`<span class="quiet">Nobody</span>`}</td>
<td>${contact.source ?? ''}</td><td>${contact.tags.map(tag => html`<span class="tag">${tag}</span>`)}</td></tr>`;
}

function card(scene: Scene, contact: Contact): Html {
  const location = mustFindLocation(scene.records, contact.locationId);
  return html`<header class="head">${initials(contact.name)}<h1>${contact.name}</h1>
<form method="post" action="${linkIn(scene, `/contacts/${contact.id}/delete`)}" data-ask="Delete ${contact.name}?"><button class="button" data-testid="delete">Delete</button></form></header>
<div class="two"><div class="card">${editor(scene, location, contact)}</div><div class="card"><h2>Timeline</h2>${timelineOf(scene.records, contact, location)}</div></div>`;
}

function editor(scene: Scene, location: Location, contact: Contact | undefined): Html {
  const action = contact ? `/contacts/${contact.id}` : '/contacts/new';
  const owners = living(scene.records.users.values()).filter(u => worksAt(u, location));
  const phones = contact?.phones.map(phone => shownPhone(phone, location.country)) ?? [];
  return html`<form method="post" class="form" action="${linkIn(scene, action, contact ? {} : { location: location.id })}">
${textField('name', 'Name', contact?.name ?? '', { required: true })}
<label class="field"><span>Phones</span><textarea name="phones" rows="2" data-testid="phones">${phones.join('\n')}</textarea><small>One on each line.</small></label>
${choiceField('owner_id', 'Owner', contact?.owner_id, [{ value: '', label: 'Nobody' }, ...owners.map(u => ({ value: u.id, label: u.name }))])}
${textField('source', 'Source', contact?.source ?? '')}
${textField('tags', 'Tags', contact?.tags.join(', ') ?? '', { hint: 'Separated by commas.' })}
<div class="acts"><button class="button primary" data-testid="save">Save</button><a class="button" href="${linkIn(scene, '/contacts', { location: location.id })}">Cancel</a></div></form>`;
}

async function posted(c: Context, location: Location) {
  const form = await postedForm(c);
  const listed = (text: string, by: RegExp) => text.split(by).flatMap(part => part.trim() || []);
  const [owner_id, source] = [form.one('owner_id'), form.one('source')];
  return {
    name: form.one('name'),
    phones: listed(form.one('phones'), /[\n,;]/).map(typed => keptPhone(typed, location.country)),
    tags: [...new Set(listed(form.one('tags'), /,/))],
    ...(owner_id && { owner_id }),
    ...(source && { source }),
  };
}

function matches(contact: Contact, q: string): boolean {
  if (!q) return true;
  const digits = q.replace(/\D/g, '');
  if (contact.name.toLowerCase().includes(q.toLowerCase())) return true;
  return digits.length > 1 && contact.phones.some(phone => phone.includes(digits));
}

function mustFind(records: Records, id: string): Contact {
  const contact = records.contacts.get(id);
  if (!contact || contact.deleted) throw new Missing('There is no such contact.');
  return contact;
}

function mustFindLocation(records: Records, id: string | undefined): Location {
  const location = records.locations.get(id ?? '');
  if (!location || location.deleted) throw new Missing('There is no such sub-account.');
  return location;
}
