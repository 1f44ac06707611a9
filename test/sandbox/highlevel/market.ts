import { setTimeout as pause } from 'node:timers/promises';
import { Hono } from 'hono';
import { html } from 'hono/html';
import * as v from 'valibot';
import type { HighlevelContext } from '../context.ts';
import type { Acts } from './acts.ts';
import { appUrls } from './app-urls.ts';
import type { Grants } from './grants.ts';
import { barePage } from './pages/bare.ts';
import { living, nameOf, type Records, type User } from './records.ts';

/** What the app may ask for. */
export const SCOPES = [
  'contacts.readonly',
  'contacts.write',
  'users.readonly',
  'locations.readonly',
  'conversations.readonly',
  'conversations.write',
  'conversations/message.readonly',
  'conversations/message.write',
  'workflows.readonly',
  'oauth.readonly',
  'oauth.write',
  'phonenumbers.read',
  'marketplace-installer-details.readonly',
];

/** Somebody's choice on the marketplace's page. No location = the agency with the given locations. */
export interface InstallOrder {
  userId: string;
  companyId: string;
  /** For one location only. */
  locationId?: string;
  /** With the agency: these; all of them where it is left out. */
  locationIds?: string[];
  future?: boolean;
  scopes?: string[];
  redirectUri?: string;
}

/** When the install webhook comes, seen from the callback. */
export type InstallNews = 'before' | 'after' | 'missing';

interface MarketParts {
  ctx: HighlevelContext;
  records: Records;
  grants: Grants;
  acts: Acts;
  drain: () => Promise<void>;
}

const asked = v.object({
  response_type: v.literal('code'),
  client_id: v.string(),
  redirect_uri: v.string(),
  scope: v.string(),
  state: v.optional(v.string()),
});

/** The marketplace's page on which an agency chooses what to install the app for, and what follows from the choice. */
export function createMarket({ ctx, records, grants, acts, drain }: MarketParts) {
  let news: InstallNews = 'after';
  let isStateReturned = false;
  const underWay = new Set<Promise<unknown>>();
  const redirectUri = () => appUrls(ctx).redirect;

  /** Installs, and @returns where the browser is sent with its code. */
  async function choose(order: InstallOrder): Promise<string> {
    const { userId, companyId, locationId, future = true, scopes = SCOPES } = order;
    const locationIds = locationId
      ? [locationId]
      : (order.locationIds ?? acts.locationsOf(companyId).map(({ id }) => id));
    const of = { isAgency: !locationId, installToFutureLocations: !locationId && future, locationIds };
    acts.install(companyId, of);
    const back = order.redirectUri ?? redirectUri();
    const userType = locationId ? ('Location' as const) : ('Company' as const);
    const who = { userType, companyId, userId, scopes, ...(locationId && { locationId }) };
    const code = grants.code({ ...who, redirectUri: back });
    if (news === 'before') {
      acts.tellInstalled(companyId, of);
      await drain();
    }
    if (news === 'after') {
      const telling = pause(300).then(() => acts.tellInstalled(companyId, of));
      underWay.add(telling);
      void telling.finally(() => underWay.delete(telling));
    }
    return `${back}?${new URLSearchParams({ code })}`;
  }

  const app = new Hono();
  app.get('/v2/oauth/chooselocation', c => {
    const query = v.safeParse(asked, c.req.query());
    const problem = query.success ? problemWith(query.output) : 'The link is not complete.';
    if (problem)
      return c.html(barePage('Install an app', html`<h1>This link does not work</h1><p>${problem}</p>`), 400);
    return c.html(barePage('Install Trunkline', choices(records, new URL(c.req.url).search)));
  });
  app.post('/v2/oauth/chooselocation', async c => {
    const query = v.parse(asked, c.req.query());
    const problem = problemWith(query);
    if (problem) return c.text(problem, 400);
    const form = await c.req.formData();
    const user = records.users.get(String(form.get('user')));
    if (!user) return c.text('Nobody is signed in.', 400);
    const locationId = String(form.get('location') ?? '');
    const order = { userId: user.id, companyId: user.companyId, ...(locationId && { locationId }) };
    const url = new URL(await choose({ ...order, scopes: query.scope.split(' '), redirectUri: query.redirect_uri }));
    if (isStateReturned && query.state) url.searchParams.set('state', query.state);
    return c.redirect(url.href, 303);
  });

  function problemWith({ client_id, redirect_uri, scope }: v.InferOutput<typeof asked>): string | undefined {
    if (client_id !== ctx.secrets.highlevel.clientId) return 'There is no app with this client id.';
    if (redirect_uri !== redirectUri()) return `The redirect URL is not registered: ${redirect_uri}`;
    const unknown = scope.split(' ').filter(one => !SCOPES.includes(one));
    return unknown.length ? `These scopes are not the app's: ${unknown.join(', ')}` : undefined;
  }

  return {
    app,
    choose,
    /** Waits for what follows from choices made. */
    settled: async (): Promise<void> => void (await Promise.all(underWay)),
    /** @param state whether the link's `state` comes back, which nothing promises */
    set: (changed: { news?: InstallNews; state?: boolean }): void => {
      news = changed.news ?? news;
      isStateReturned = changed.state ?? isStateReturned;
    },
  };
}

function choices(records: Records, search: string) {
  const people = living(records.users.values()).filter(user => user.role === 'admin');
  const options = (user: User) =>
    living(records.locations.values()).filter(
      location =>
        location.companyId === user.companyId && (user.type === 'agency' || user.locationIds.includes(location.id)),
    );
  return html`<h1>Install Trunkline</h1>
<p>Trunkline wants to read and write contacts and conversations, and to read people and locations.</p>
${people.map(
  user => html`<form method="post" action="/marketplace/v2/oauth/chooselocation${search}" class="card form">
<h2>${nameOf(user)}</h2><input type="hidden" name="user" value="${user.id}">
<label class="field"><span>Where</span><select name="location" data-testid="where-${user.id}">
${user.type === 'agency' ? html`<option value="">The agency, with all its locations</option>` : ''}
${options(user).map(location => html`<option value="${location.id}">${location.name} only</option>`)}</select></label>
<div class="acts"><button class="button primary" data-testid="install-${user.id}">Install</button></div></form>`,
)}`;
}
