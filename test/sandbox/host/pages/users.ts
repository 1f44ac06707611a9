import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { living, type Role, type User } from '../records.ts';
import { choiceField, initials, keptPhone, postedForm, shownPhone, textField } from './form.ts';
import { type Html, layout } from './layout.ts';
import { type CrmParts, linkIn, Missing, type Scene, sceneOf } from './scene.ts';

const ROLES = { owner: 'Owner', admin: 'Admin', user: 'User' } satisfies Record<Role, string>;

/** The people of a company: list, add, edit, delete. */
export function createUserPages(parts: CrmParts): Hono {
  const app = new Hono();
  const { records, edits } = parts;
  const mustFind = (id: string): User => {
    const user = records.users.get(id);
    if (!user || user.deleted) throw new Missing('There is no such user.');
    return user;
  };
  const page = (c: Context, title: string, body: (scene: Scene) => Html) => {
    const scene = sceneOf(c, parts);
    return c.html(layout(scene, { title, active: '/users', body: body(scene) }));
  };
  const back = (c: Context) => c.redirect(linkIn(sceneOf(c, parts), '/users'), 303);

  app.get('/', c => page(c, 'Users', list));
  app.get('/new', c =>
    page(
      c,
      'New user',
      s => html`<header class="head"><h1>New user</h1></header><div class="card">${editor(s, undefined)}</div>`,
    ),
  );
  app.post('/new', async c => {
    const scene = sceneOf(c, parts);
    edits.saveUser({ ...(await posted(c, scene)), companyId: scene.company.id });
    return back(c);
  });
  app.get('/:id', c => {
    const user = mustFind(c.req.param('id'));
    return page(c, user.name, scene => card(scene, user));
  });
  app.post('/:id', async c => {
    const { phone: _, ...user } = mustFind(c.req.param('id'));
    edits.saveUser({ ...user, ...(await posted(c, sceneOf(c, parts))) });
    return back(c);
  });
  app.post('/:id/delete', c => {
    edits.deleteUser(mustFind(c.req.param('id')));
    return back(c);
  });
  return app;
}

function list(scene: Scene): Html {
  const users = living(scene.records.users.values()).filter(u => u.companyId === scene.company.id);
  return html`<header class="head"><h1>Users</h1><span class="count">${users.length}</span>
<a class="button primary" data-testid="add-user" href="${linkIn(scene, '/users/new')}">Add user</a></header>
<div class="card list"><table><thead><tr><th>Name</th><th>Role</th><th>Works at</th><th>Phone</th><th>Open as</th></tr></thead>
<tbody>${users.map(user => row(scene, user))}</tbody></table></div>`;
}

function row(scene: Scene, user: User): Html {
  const places = user.location_ids.map(id => scene.records.locations.get(id)?.name ?? id).join(', ');
  const view = user.location_ids[0]
    ? `/${user.role === 'user' ? 'staff' : 'location'}/${user.location_ids[0]}`
    : '/agency';
  return html`<tr data-testid="user-${user.id}">
<td class="lead"><a class="person" href="${linkIn(scene, `/users/${user.id}`)}">${initials(user.name)}<span>${user.name}<small>${user.email}</small></span></a></td>
<td>${ROLES[user.role]}</td><td>${places || html`<span class="tag">Agency</span>`}</td>
<td class="number">${user.phone ? shownPhone(user.phone, countryOf(scene, user.location_ids)) : html`<span class="quiet">None</span>`}</td>
<td><a href="${linkIn(scene, view, { user: user.id })}" data-testid="open-as-${user.id}">Phone panel</a></td></tr>`;
}

function card(scene: Scene, user: User): Html {
  return html`<header class="head">${initials(user.name)}<h1>${user.name}</h1>
<form method="post" action="${linkIn(scene, `/users/${user.id}/delete`)}" data-ask="Delete ${user.name}?"><button class="button" data-testid="delete">Delete</button></form></header>
<div class="card">${editor(scene, user)}</div>`;
}

function editor(scene: Scene, user: User | undefined): Html {
  const locations = living(scene.records.locations.values()).filter(l => l.companyId === scene.company.id);
  const phone = user?.phone ? shownPhone(user.phone, countryOf(scene, user.location_ids)) : '';
  return html`<form method="post" class="form" action="${linkIn(scene, user ? `/users/${user.id}` : '/users/new')}">
${textField('name', 'Name', user?.name ?? '', { required: true })}
${textField('email', 'Email', user?.email ?? '', { type: 'email', required: true })}
${textField('phone', 'Phone', phone, { type: 'tel' })}
${choiceField(
  'role',
  'Role',
  user?.role ?? 'user',
  Object.entries(ROLES).map(([value, label]) => ({ value, label })),
)}
<fieldset class="field"><legend>Works at</legend>${locations.map(
    l =>
      html`<label class="tick"><input type="checkbox" name="location_ids" value="${l.id}" ${user?.location_ids.includes(l.id) ? 'checked' : ''}>${l.name}</label>`,
  )}<small>None ticked: a user of the agency itself.</small></fieldset>
<div class="acts"><button class="button primary" data-testid="save">Save</button><a class="button" href="${linkIn(scene, '/users')}">Cancel</a></div></form>`;
}

async function posted(c: Context, scene: Scene) {
  const form = await postedForm(c);
  const location_ids = form.all('location_ids');
  const phone = keptPhone(form.one('phone'), countryOf(scene, location_ids));
  const asked = form.one('role');
  const role: Role = asked === 'owner' || asked === 'admin' ? asked : 'user';
  return { name: form.one('name'), email: form.one('email'), role, location_ids, ...(phone && { phone }) };
}

const countryOf = ({ records }: Scene, locationIds: string[]) =>
  records.locations.get(locationIds[0] ?? '')?.country ?? 'US';
