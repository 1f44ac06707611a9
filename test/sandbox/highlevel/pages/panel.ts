import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import * as v from 'valibot';
import { appUrls } from '../app-urls.ts';
import { isInstalledAt, type Location, nameOf, type User, worksAt } from '../records.ts';
import { userData } from '../sso.ts';
import { layout } from './layout.ts';
import { type CrmParts, linkIn, locationsIn, Missing, peopleIn, type Scene, sceneOf } from './scene.ts';

/** The two places where the app's custom page is framed, and the user data it is told. */
export function createPanelPages(parts: CrmParts): Hono {
  const app = new Hono();
  app.get('/agency', c => panelPage(c, parts, undefined));
  app.get('/location', c => {
    const scene = sceneOf(c, parts);
    const wanted = c.req.query('location');
    const location = wanted ? locationsIn(scene).find(({ id }) => id === wanted) : locationsIn(scene)[0];
    if (!location) throw new Missing('There is no such sub-account.');
    return panelPage(c, parts, location);
  });
  app.post('/user-data', async c => {
    const ask = v.safeParse(
      v.strictObject({ userId: v.string(), locationId: v.optional(v.string()) }),
      await c.req.json(),
    );
    if (!ask.success) return c.json({ error: { message: ask.issues[0].message } }, 400);
    const made = userData(parts.ctx, parts.records, ask.output);
    return made.ok ? c.json({ payload: made.payload }) : c.json({ error: { message: made.why } }, 403);
  });
  return app;
}

function panelPage(c: Context, parts: CrmParts, location: Location | undefined) {
  const scene = sceneOf(c, parts);
  const people = able(scene, location);
  const wanted = c.req.query('user');
  const user = people.find(({ id }) => id === wanted) ?? people[0];
  if (!user) throw new Missing('Nobody of this company can open this view.');
  const install = scene.records.installs.get(scene.company.id);
  const isInstalled = location ? isInstalledAt(scene.records, location) : Boolean(install?.isAgency);
  const title = location ? 'Sub-account view' : 'Agency view';
  // The address holds unsigned hints only: who looks is told encrypted.
  const src = `${appUrls(parts.ctx).customPage}?${new URLSearchParams(location ? { location: location.id } : { company: scene.company.id })}`;
  const body = html`<header class="bar"><h1>${title}</h1>
<form data-auto action="${location ? '/crm/location' : '/crm/agency'}">
${location ? choice('location', 'Sub-account', location.id, locationsIn(scene)) : ''}
${choice(
  'user',
  'Signed in as',
  user.id,
  people.map(one => ({ id: one.id, name: `${nameOf(one)} (${one.role})` })),
)}</form></header>
${
  isInstalled
    ? html`<iframe class="panel" id="panel" data-testid="panel" title="Phone" data-src="${src}" allow="autoplay; clipboard-write; microphone" data-user="${user.id}" data-location="${location?.id ?? ''}"></iframe>
<p class="panel-note" role="status" hidden></p>`
    : html`<div class="empty"><h2>No phone app here yet</h2><p>Install Trunkline to buy numbers and take calls.</p><p><a class="button primary" href="${linkIn(scene, '/apps')}">Go to the marketplace</a></p></div>`
}`;
  return c.html(layout(scene, { title, active: location ? '/location' : '/agency', body, full: true }));
}

function choice(name: string, label: string, chosen: string, among: { id: string; name: string }[]) {
  return html`<label><span>${label}</span><select name="${name}" data-testid="${name}-select">${among.map(
    ({ id, name }) => html`<option value="${id}" ${id === chosen ? 'selected' : ''}>${name}</option>`,
  )}</select></label>`;
}

/** Who can open this view; those it is meant for come first. */
function able(scene: Scene, location: Location | undefined): User[] {
  const all = peopleIn(scene).filter(user => (location ? worksAt(user, location) : user.type === 'agency'));
  const rank = (user: User) => (user.role === 'admin' ? 0 : 1) + (location && user.type === 'agency' ? 2 : 0);
  return all.sort((a, b) => rank(a) - rank(b));
}
