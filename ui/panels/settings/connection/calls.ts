import { api, json } from '../../../api.ts';

export const readConnection = () => json(api.connection.$get());
/** How the agency's connection to its CRM fares (H-2), and its white-label domains (H-3). */
export type Connection = Awaited<ReturnType<typeof readConnection>>;
export type Domain = Connection['domains'][number];

export const openInstallPage = () => json(api.connection.reconnect.$post());
export const addDomain = (domain: string) => json(api.connection.domains.$post({ json: { domain } }));
export const confirmDomain = (origin: string) => json(api.connection.domains.confirm.$post({ json: { origin } }));
export const removeDomain = (origin: string) => json(api.connection.domains.remove.$post({ json: { origin } }));
