import type { Ctx } from '../../context.ts';
import type { HostRow } from '../store.ts';

/** A registered marketplace app of HighLevel, with what every call to it needs. */
export interface App {
  host: HostRow;
  /** Of the API, without a slash at the end. */
  baseUrl: string;
  clientId: string;
}

/** An agency that has it installed. */
export interface Install extends App {
  agencyId: string;
  companyId: string;
}

/** Throws where the registration is not one of HighLevel's or is incomplete: fail closed. */
export function appOf(host: HostRow): App {
  if (host.kind !== 'highlevel' || !host.apiBaseUrl || !host.clientId || !host.clientSecret || !host.authorizeUrl) {
    throw new Error(`host ${host.id} is not registered as a HighLevel app`);
  }
  return { host, baseUrl: host.apiBaseUrl.replace(/\/+$/, ''), clientId: host.clientId };
}

/** The app's id is the client id's part before the dash (description of `/oauth/installedLocations`). */
export function appIdOf({ clientId }: App): string {
  return clientId.split('-')[0] ?? clientId;
}

/** Where HighLevel sends people back to; it must be registered there in the same words. */
export function callbackUrl(ctx: Pick<Ctx, 'env'>, { host }: App): string {
  return `${ctx.env.PUBLIC_URL}/install/${encodeURIComponent(host.issuer)}/callback`;
}

export function clientSecretOf(ctx: Pick<Ctx, 'seal'>, { host }: App): Promise<string> {
  return ctx.seal.open(host.clientSecret ?? '', `host:${host.id}`);
}
