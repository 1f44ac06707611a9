import { and, count, eq, isNotNull } from 'drizzle-orm';
import { agency, host, hostToken, webhookEvent } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import { notFound, refused } from '../problem.ts';
import { domainsOf } from './domain-store.ts';
import { installUrl } from './highlevel/install.ts';
import { hostById } from './store.ts';

/** `partly`: single locations are connected, the agency as a whole is not. `events_only`: the CRM tells and cannot be asked. */
export type ConnectionState = 'connected' | 'partly' | 'refused' | 'missing' | 'events_only';

/** How an agency's connection to its CRM fares (H-2), and under which domains its people open it (H-3). */
export async function readConnection(ctx: Ctx, agencyId: string) {
  const [hosts, tokens, parked, domains] = await ctx.db.read.batch([
    ctx.db.read
      .select({
        name: host.name,
        kind: host.kind,
        apiBaseUrl: host.apiBaseUrl,
        apiToken: host.apiToken,
        companyId: agency.hostCompanyId,
        lastEventAt: agency.hostEventAt,
      })
      .from(agency)
      .innerJoin(host, eq(host.id, agency.hostId))
      .where(eq(agency.id, agencyId)),
    ctx.db.read
      .select({ locationId: hostToken.hostLocationId, refusedAt: hostToken.refusedAt, updatedAt: hostToken.updatedAt })
      .from(hostToken)
      .where(eq(hostToken.agencyId, agencyId))
      .orderBy(hostToken.hostLocationId)
      .limit(50),
    ctx.db.read
      .select({ n: count() })
      .from(webhookEvent)
      .where(
        and(eq(webhookEvent.agencyId, agencyId), isNotNull(webhookEvent.parkedAt), eq(webhookEvent.source, 'host')),
      ),
    domainsOf(ctx, agencyId),
  ]);
  const [row] = hosts;
  if (!row) throw notFound('agency');
  const isApp = row.kind === 'highlevel';
  const hasInterface = Boolean(row.apiBaseUrl && row.apiToken);
  const whole = tokens.find(token => token.locationId === '');
  return {
    host: row.name,
    /** Whether it can be connected again from here. */
    isApp,
    state: isApp ? stateOf(tokens) : ((hasInterface ? 'connected' : 'events_only') satisfies ConnectionState),
    refusedAt: whole?.refusedAt ?? null,
    renewedAt: whole?.updatedAt ?? null,
    lastEventAt: row.lastEventAt,
    failedEvents: parked[0]?.n ?? 0,
    domains,
  };
}

function stateOf(tokens: readonly { locationId: string; refusedAt: number | null }[]): ConnectionState {
  const whole = tokens.find(token => token.locationId === '');
  if (whole) return whole.refusedAt === null ? 'connected' : 'refused';
  if (!tokens.length) return 'missing';
  return tokens.some(token => token.refusedAt === null) ? 'partly' : 'refused';
}

/** Where the agency connects itself again, at its CRM; the link is its own and serves once (H-2). */
export async function reconnect(ctx: Ctx, agencyId: string): Promise<{ url: string }> {
  const [row] = await ctx.db.read
    .select({ hostId: agency.hostId, companyId: agency.hostCompanyId })
    .from(agency)
    .where(eq(agency.id, agencyId));
  const found = row && (await hostById(ctx, row.hostId));
  if (!row || found?.kind !== 'highlevel') {
    const detail = 'Your CRM is connected by its administrator. Ask them, or write to support.';
    throw refused('not_an_app', 'Not begun.', detail);
  }
  return { url: await installUrl(ctx, found, row.companyId) };
}
