import { auditLine } from '../audit/store.ts';
import { unlessStale } from '../contact/mirror.ts';
import type { Ctx } from '../context.ts';
import { LostRace, type Statement } from '../edge/db.ts';
import { invalid, notFound, refused } from '../problem.ts';
import { domainAdded, domainConfirmed, domainCount, domainProposed, domainRemoved, domainsOf } from './domain-store.ts';
import { originOf } from './rules/domain.ts';

/** As many as fit into one header with room to spare. */
const MOST = 20;

/** The sandbox runs on this machine's own addresses. */
export function isLocal(ctx: Pick<Ctx, 'env'>): boolean {
  return ctx.env.PUBLIC_URL.startsWith('http://');
}

/** The host says under which domain the agency shows its CRM; the agency confirms it in Settings (H-3). */
export async function proposeDomain(ctx: Ctx, agencyId: string, domain: string): Promise<void> {
  const origin = originOf(domain, isLocal(ctx));
  if (!origin || (await domainCount(ctx, agencyId)) >= MOST) return;
  await unlessStale(commit(ctx, agencyId, origin, 'host.domain_proposed', domainProposed(ctx, agencyId, origin)));
}

export async function addDomain(ctx: Ctx, agencyId: string, typed: string) {
  const origin = originOf(typed, isLocal(ctx));
  if (!origin) {
    const message = 'Enter the domain people open your CRM under, such as app.example.com.';
    throw invalid([{ field: 'domain', message }]);
  }
  if ((await domainCount(ctx, agencyId)) >= MOST) {
    throw refused('too_many', 'Not added.', `There can be ${MOST} domains. Remove one first.`);
  }
  // Added a second time it is there already.
  await unlessStale(commit(ctx, agencyId, origin, 'host.domain_added', domainAdded(ctx, agencyId, origin)));
  return { items: await domainsOf(ctx, agencyId) };
}

export async function confirmDomain(ctx: Ctx, agencyId: string, origin: string) {
  await known(ctx, agencyId, origin);
  await unlessStale(commit(ctx, agencyId, origin, 'host.domain_confirmed', domainConfirmed(ctx, agencyId, origin)));
  return { items: await domainsOf(ctx, agencyId) };
}

export async function removeDomain(ctx: Ctx, agencyId: string, origin: string) {
  try {
    await commit(ctx, agencyId, origin, 'host.domain_removed', domainRemoved(ctx, agencyId, origin));
  } catch (cause) {
    throw cause instanceof LostRace ? notFound('domain') : cause;
  }
  return { items: await domainsOf(ctx, agencyId) };
}

async function known(ctx: Ctx, agencyId: string, origin: string): Promise<void> {
  const rows = await domainsOf(ctx, agencyId);
  if (!rows.some(row => row.origin === origin)) throw notFound('domain');
}

function commit(ctx: Ctx, agencyId: string, origin: string, act: string, change: Statement) {
  const line = auditLine(ctx, { agencyId, entity: 'agency', entityId: agencyId, act, after: { origin } });
  return ctx.db.commit([change, line]);
}
