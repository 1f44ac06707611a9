import type { HostLocationRecord, HostPage, HostUserRecord } from '../port.ts';
import { type App, appIdOf } from './app.ts';
import { InstalledLocations, Installer, LocationAnswer, User, UserList } from './shape.ts';
import { ask, GENERAL } from './wire.ts';

const USERS = 100;
/** Each of them is read by itself afterwards: the list knows neither zone nor country. */
const LOCATIONS = 20;

type Whose = { companyId: string; locationId: string | null };

export async function userPage(
  app: App,
  token: string,
  { companyId, locationId }: Whose,
  cursor: string | null,
): Promise<HostPage<HostUserRecord>> {
  const skip = Number(cursor ?? 0);
  const query = { companyId, locationId, skip, limit: USERS };
  const { users, count } = await ask(app.baseUrl, get('/users/search', token, query), UserList);
  return {
    items: users.map(recordOf),
    next: users.length === USERS ? String(skip + USERS) : null,
    ...(count !== undefined && { total: count }),
  };
}

export async function readUser(app: App, token: string, id: string): Promise<HostUserRecord> {
  return recordOf(await ask(app.baseUrl, get(`/users/${encodeURIComponent(id)}`, token), User));
}

/** The company's locations that have the app, each as the host describes it now. */
export async function locationPage(
  app: App,
  token: string,
  companyId: string,
  cursor: string | null,
): Promise<HostPage<HostLocationRecord>> {
  const skip = Number(cursor ?? 0);
  const query = { companyId, appId: appIdOf(app), isInstalled: true, skip, limit: LOCATIONS };
  const { locations, count } = await ask(
    app.baseUrl,
    get('/oauth/installedLocations', token, query),
    InstalledLocations,
  );
  const items: HostLocationRecord[] = [];
  for (const { _id, isInstalled } of locations) if (isInstalled) items.push(await readLocation(app, token, _id));
  return {
    items,
    next: locations.length === LOCATIONS ? String(skip + LOCATIONS) : null,
    ...(count !== undefined && { total: count }),
  };
}

export async function readLocation(app: App, token: string, id: string): Promise<HostLocationRecord> {
  const { location } = await ask(app.baseUrl, get(`/locations/${encodeURIComponent(id)}`, token), LocationAnswer);
  const { companyId, name, timezone, country } = location;
  return {
    id: location.id,
    ...(companyId && { companyId }),
    name: name || 'Unnamed',
    timezone: timezone || 'UTC',
    country: country || 'US',
    isDeleted: false,
  };
}

/** The company's name and white-label domain, as whoever holds the token may know them. */
export async function readInstaller(app: App, token: string): Promise<{ name?: string; domain?: string }> {
  const path = `/marketplace/app/${encodeURIComponent(appIdOf(app))}/installations`;
  const { installationDetails } = await ask(app.baseUrl, get(path, token), Installer);
  const { companyName, whitelabelDetails } = installationDetails;
  return {
    ...(companyName && { name: companyName }),
    ...(whitelabelDetails?.domain && { domain: whitelabelDetails.domain }),
  };
}

function get(path: string, token: string, query?: Record<string, string | number | boolean | null>) {
  return { method: 'GET', path, version: GENERAL, token, ...(query && { query }) } as const;
}

/**
 * HighLevel knows no owner of a location: its admins are our owners, so that somebody may do what only an owner may. The
 * type of somebody's roles is `agency` or `account`.
 */
function recordOf(wire: User): HostUserRecord {
  const full = [wire.firstName, wire.lastName].filter(Boolean).join(' ');
  const { type, role, locationIds, restrictSubAccount } = wire.roles;
  return {
    id: wire.id,
    name: wire.name || full || wire.email || 'Unnamed',
    email: wire.email,
    phone: wire.phone || null,
    isAgency: type === 'agency',
    ...(restrictSubAccount && { isRestricted: true }),
    role: role === 'admin' ? 'owner' : 'user',
    locationIds,
    isDeleted: wire.deleted,
    ...(wire.platformLanguage && { locale: wire.platformLanguage.replace('_', '-') }),
  };
}
