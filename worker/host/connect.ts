import type { Ctx } from '../context.ts';
import { appOf } from './highlevel/app.ts';
import { highLevelHost } from './highlevel/host.ts';
import { jwtHostClient } from './jwt/client.ts';
import type { HostPort } from './port.ts';
import { hostOfAgency } from './store.ts';

/**
 * The agency's host CRM to ask and tell things (H-1); undefined when its registration offers no interface, or the agency
 * has uninstalled us there (H-2).
 */
export async function connectHost(ctx: Ctx, agencyId: string): Promise<HostPort | undefined> {
  const found = await hostOfAgency(ctx, agencyId);
  if (!found || found.agency.uninstalledAt !== null) return undefined;
  const { host } = found;
  if (host.kind === 'highlevel') {
    return highLevelHost(ctx, { ...appOf(host), agencyId, companyId: found.agency.hostCompanyId });
  }
  if (!host.apiBaseUrl || !host.apiToken) return undefined;
  return jwtHostClient(host.apiBaseUrl.replace(/\/+$/, ''), await ctx.seal.open(host.apiToken, `host:${host.id}`));
}
