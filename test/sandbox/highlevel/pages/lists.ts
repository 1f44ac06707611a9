import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { initials, keptPhone, postedForm, shownPhone, shownTime, textField } from '../../host/pages/form.ts';
import { isInstalledAt, type Location, living, nameOf } from '../records.ts';
import type { Html } from './bare.ts';
import { layout } from './layout.ts';
import { type CrmParts, linkIn, locationsIn, Missing, peopleIn, type Scene, sceneOf } from './scene.ts';

const SHOWN = 100;

/** Contacts, people and sub-accounts: seen, added and deleted. */
export function createListPages(parts: CrmParts): Hono {
  const app = new Hono();
  const { records, acts } = parts;
  const show = (c: Context, title: string, active: string, body: (scene: Scene) => Html) => {
    const scene = sceneOf(c, parts);
    return c.html(layout(scene, { title, active, body: body(scene) }));
  };
  const back = (c: Context, path: string, query = {}) => c.redirect(linkIn(sceneOf(c, parts), path, query), 303);

  app.get('/contacts', c => show(c, 'Contacts', '/contacts', scene => contactList(scene, placeOf(scene, c))));
  app.post('/contacts', async c => {
    const location = placeOf(sceneOf(c, parts), c);
    const form = await postedForm(c);
    const phone = keptPhone(form.one('phone'), location.country);
    const named = { firstName: form.one('firstName'), lastName: form.one('lastName'), ...(phone && { phone }) };
    acts.saveContact({ ...named, locationId: location.id, additionalPhones: [], tags: [] });
    return back(c, '/contacts', { location: location.id });
  });
  app.get('/contacts/:id', c => show(c, 'Contact', '/contacts', scene => contactCard(scene, c.req.param('id'))));
  app.post('/contacts/:id/delete', c => {
    const contact = records.contacts.get(c.req.param('id'));
    if (contact) acts.deleteContact(contact);
    return back(c, '/contacts');
  });

  app.get('/users', c => show(c, 'My Staff', '/users', userList));
  app.post('/users/:id/delete', c => {
    const user = records.users.get(c.req.param('id'));
    if (user) acts.deleteUser(user);
    return back(c, '/users');
  });
  app.get('/locations', c => show(c, 'Sub-accounts', '/locations', locationList));
  app.post('/locations', async c => {
    const { company } = sceneOf(c, parts);
    const form = await postedForm(c);
    const timezone = form.one('timezone') || 'America/Chicago';
    acts.saveLocation({ companyId: company.id, name: form.one('name') || 'Unnamed', timezone, country: 'US' });
    return back(c, '/locations');
  });
  app.post('/locations/:id/delete', c => {
    const location = records.locations.get(c.req.param('id'));
    if (location) acts.deleteLocation(location);
    return back(c, '/locations');
  });
  return app;
}

function placeOf(scene: Scene, c: Context): Location {
  const all = locationsIn(scene);
  const location = all.find(({ id }) => id === c.req.query('location')) ?? all[0];
  if (!location) throw new Missing('This company has no sub-account yet.');
  return location;
}

function contactList(scene: Scene, location: Location): Html {
  const all = living(scene.records.contacts.values()).filter(contact => contact.locationId === location.id);
  return html`<header class="head"><h1>Contacts</h1><span class="count">${all.length}</span></header>
<form class="filters" data-auto><select name="location" aria-label="Sub-account">${locationsIn(scene).map(
    ({ id, name }) => html`<option value="${id}" ${id === location.id ? 'selected' : ''}>${name}</option>`,
  )}</select></form>
<div class="card list"><table><thead><tr><th>Name</th><th>Phone</th><th>Owner</th><th>Source</th><th>Tags</th></tr></thead>
<tbody>${all.slice(0, SHOWN).map(
    contact => html`<tr data-testid="contact-${contact.id}"><td class="lead"><a class="person" href="${linkIn(scene, `/contacts/${contact.id}`)}">${initials(nameOf(contact))}${nameOf(contact)}</a></td>
<td class="number">${shownPhone(contact.phone ?? '', location.country)}</td><td>${ownerOf(scene, contact.assignedTo)}</td>
<td>${contact.source ?? ''}</td><td>${contact.tags.map(tag => html`<span class="tag">${tag}</span>`)}</td></tr>`,
  )}</tbody></table></div>
<form method="post" class="card form" action="${linkIn(scene, '/contacts', { location: location.id })}"><h2>New contact</h2>
${textField('firstName', 'First name', '', { required: true })}${textField('lastName', 'Last name', '')}${textField('phone', 'Phone', '')}
<div class="acts"><button class="button primary" data-testid="add-contact">Add contact</button></div></form>`;
}

function contactCard(scene: Scene, id: string): Html {
  const contact = scene.records.contacts.get(id);
  if (!contact || contact.deleted) throw new Missing('There is no such contact.');
  const zone = scene.records.locations.get(contact.locationId)?.timezone ?? 'UTC';
  const messages = [...scene.records.messages.values()].filter(message => message.contactId === id);
  const notes = [...scene.records.notes.values()].filter(note => note.contactId === id);
  const lines = [
    ...messages.map(({ date, type, direction, message, call }) => ({
      at: date,
      text: `${direction} ${type.toLowerCase()}${call?.status ? `: ${call.status}` : ''}${message ? `: ${message}` : ''}`,
    })),
    ...notes.map(({ dateAdded, body }) => ({ at: dateAdded, text: `note: ${body}` })),
  ].sort((a, b) => b.at - a.at);
  return html`<header class="head">${initials(nameOf(contact))}<h1>${nameOf(contact)}</h1>
<form method="post" action="${linkIn(scene, `/contacts/${id}/delete`)}" data-ask="Delete ${nameOf(contact)}?"><button class="button" data-testid="delete">Delete</button></form></header>
<div class="card"><h2>Conversation</h2>${
    lines.length
      ? html`<ul data-testid="conversation">${lines.map(({ at, text }) => html`<li>${text} <span class="quiet">${shownTime(at, zone)}</span></li>`)}</ul>`
      : html`<p class="quiet">Nothing yet.</p>`
  }</div>`;
}

function ownerOf(scene: Scene, id: string | undefined): Html {
  const owner = id === undefined ? undefined : scene.records.users.get(id);
  return owner
    ? html`<span class="${owner.deleted ? 'gone' : ''}">${nameOf(owner)}</span>`
    : html`<span class="quiet">Nobody</span>`;
}

function userList(scene: Scene): Html {
  return html`<header class="head"><h1>My Staff</h1></header>
<div class="card list"><table><thead><tr><th>Name</th><th>Role</th><th>Works at</th><th></th></tr></thead>
<tbody>${peopleIn(scene).map(
    user => html`<tr><td class="lead">${initials(nameOf(user))}${nameOf(user)}</td><td>${user.type} ${user.role}</td>
<td>${user.locationIds.map(id => scene.records.locations.get(id)?.name ?? id).join(', ') || 'Every sub-account'}</td>
<td><form method="post" action="${linkIn(scene, `/users/${user.id}/delete`)}" data-ask="Delete ${nameOf(user)}?"><button class="button">Delete</button></form></td></tr>`,
  )}</tbody></table></div>`;
}

function locationList(scene: Scene): Html {
  return html`<header class="head"><h1>Sub-accounts</h1></header>
<div class="card list"><table><thead><tr><th>Name</th><th>Zone</th><th>Trunkline</th><th></th></tr></thead>
<tbody>${locationsIn(scene).map(
    location => html`<tr><td class="lead">${location.name}</td><td>${location.timezone}</td><td>${isInstalledAt(scene.records, location) ? 'Installed' : 'Not installed'}</td>
<td><form method="post" action="${linkIn(scene, `/locations/${location.id}/delete`)}" data-ask="Delete ${location.name}?"><button class="button">Delete</button></form></td></tr>`,
  )}</tbody></table></div>
<form method="post" class="card form" action="${linkIn(scene, '/locations')}"><h2>New sub-account</h2>
${textField('name', 'Name', '', { required: true })}${textField('timezone', 'Zone', 'America/Chicago')}
<div class="acts"><button class="button primary">Add sub-account</button></div></form>`;
}
