import type { Ctx } from '../context.ts';
import { jwtHostClient } from './jwt/client.ts';
import type { HostPort } from './port.ts';
import { hostOfAgency } from './store.ts';

/** The agency's host CRM to ask and tell things (H-1); undefined when its registration offers no interface. */
export async function connectHost(ctx: Ctx, agencyId: string): Promise<HostPort | undefined> {
  const host = await hostOfAgency(ctx, agencyId);
  if (host?.kind !== 'jwt' || !host.apiBaseUrl || !host.apiToken) return undefined;
  return jwtHostClient(host.apiBaseUrl.replace(/\/+$/, ''), await ctx.seal.open(host.apiToken, `host:${host.id}`));
}
