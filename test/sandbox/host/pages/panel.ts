import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import * as v from 'valibot';
import { launchClaims, signLaunch } from '../launch-token.ts';
import { type Company, type Location, living, type Records, type User, worksAt } from '../records.ts';
import { layout } from './layout.ts';
import { type CrmParts, linkIn, Missing, type Scene, sceneOf } from './scene.ts';

type View = 'agency' | 'location' | 'staff';

const TITLES: Record<View, string> = { agency: 'Agency view', location: 'Sub-account view', staff: 'Staff view' };

/** The three views that frame the plug-in's panel, and the launch tokens for them. */
export function createPanelPages(parts: CrmParts): Hono {
  const app = new Hono();
  const { ctx, records } = parts;
  app.get('/agency', c => panelPage(c, parts, 'agency'));
  for (const view of ['location', 'staff'] as const) {
    app.get(`/${view}`, c => {
      const scene = sceneOf(c, parts);
      const location = locationsOf(records, scene.company).find(l => l.id === c.req.query('location'));
      const target = location ?? locationsOf(records, scene.company)[0];
      if (!target) throw new Missing('This company has no sub-account yet.');
      const user = scene.user && worksAt(scene.user, target) ? scene.user.id : undefined;
      return c.redirect(linkIn(scene, `/${view}/${target.id}`, { user }));
    });
    app.get(`/${view}/:id`, c => panelPage(c, parts, view));
  }
  app.post('/launch-token', async c => {
    const ask = v.safeParse(launchAsk, await c.req.json());
    if (!ask.success) return c.json({ error: { message: ask.issues[0].message } }, 400);
    const launch = launchClaims(ctx, records, ask.output);
    if (!launch.ok) return c.json({ error: { message: launch.why } }, 403);
    return c.json({ token: await signLaunch(launch.claims, ctx.secrets.hostTokenSecret) });
  });
  return app;
}

const launchAsk = v.strictObject({
  userId: v.string(),
  companyId: v.optional(v.string()),
  locationId: v.optional(v.string()),
  theme: v.optional(v.picklist(['light', 'dark'])),
  locale: v.optional(v.pipe(v.string(), v.maxLength(35))),
  tz: v.optional(v.pipe(v.string(), v.maxLength(60))),
});

function panelPage(c: Context, parts: CrmParts, view: View) {
  const scene = sceneOf(c, parts);
  const location = view === 'agency' ? undefined : mustHave(scene, c.req.param('id') ?? '');
  const people = peopleFor(parts.records, location, scene.company, view);
  const user = people.find(u => u.id === scene.user?.id) ?? (scene.user ? undefined : people[0]);
  if (!user) throw new Missing('Nobody of this company can open this view.');
  const locale = c.req.query('locale') ?? '';
  const { worker } = parts.ctx.urls;
  const body = html`<header class="bar">
<h1>${TITLES[view]}</h1>
${location ? choice('location', 'Sub-account', location.id, locationsOf(parts.records, scene.company), `/${view}`, user) : ''}
${choice('user', 'Signed in as', user.id, people, location ? `/${view}/${location.id}` : '/agency')}
</header>
${
  scene.company.installed
    ? html`<iframe class="panel" id="panel" data-testid="panel" name="trunkline" title="Phone" data-src="${worker}/embed/jwt/${encodeURIComponent(parts.ctx.secrets.hostIssuer)}" allow="autoplay; clipboard-write; microphone" data-origin="${worker}" data-user="${user.id}" data-company="${scene.company.id}" data-location="${location?.id ?? ''}" data-locale="${locale}"></iframe>
<p class="panel-note" data-testid="panel-note" role="status" hidden></p>`
    : html`<div class="empty"><h2>No phone app installed</h2><p>Install Trunkline to buy numbers and take calls here.</p><p><a class="button primary" href="${linkIn(scene, '/apps')}">Go to Apps</a></p></div>`
}`;
  // The CRM itself is framed by nobody and frames the panel only.
  c.header('content-security-policy', `${CSP}; frame-src ${worker}; frame-ancestors 'none'`);
  return c.html(layout(scene, { title: TITLES[view], active: `/${view}`, body, full: true }));
}

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'";

function choice(
  name: string,
  label: string,
  chosen: string,
  among: { id: string; name: string; role?: string }[],
  action: string,
  user?: User,
) {
  return html`<form data-auto action="${action}"><label><span>${label}</span>
<select name="${name}" data-testid="${name}-select">${among.map(
    item =>
      html`<option value="${item.id}" ${item.id === chosen ? 'selected' : ''}>${item.name}${item.role ? ` (${item.role})` : ''}</option>`,
  )}</select></label>${user ? html`<input type="hidden" name="user" value="${user.id}">` : ''}</form>`;
}

const locationsOf = (records: Records, company: Company) =>
  living(records.locations.values()).filter(l => l.companyId === company.id);

function mustHave({ records, company }: Scene, id: string): Location {
  const location = records.locations.get(id);
  if (!location || location.deleted || location.companyId !== company.id)
    throw new Missing('There is no such sub-account.');
  return location;
}

/** Who can open this view; the one it is meant for comes first. */
function peopleFor(records: Records, location: Location | undefined, company: Company, view: View): User[] {
  const all = living(records.users.values()).filter(u => u.companyId === company.id);
  const able = location ? all.filter(u => worksAt(u, location)) : all.filter(u => u.location_ids.length === 0);
  const order = view === 'staff' ? ['user', 'admin', 'owner'] : ['owner', 'admin', 'user'];
  const rank = (u: User) => order.indexOf(u.role) + (location && u.location_ids.length === 0 ? order.length : 0);
  return able.sort((a, b) => rank(a) - rank(b));
}
