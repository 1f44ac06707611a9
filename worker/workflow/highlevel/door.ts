import type { Ctx } from '../../context.ts';
import { isSigned } from '../../host/highlevel/verify.ts';
import { agencyOfLocation, type HostRow, hostByIssuer } from '../../host/store.ts';
import { forbidden, notFound } from '../../problem.ts';
import { installedPlace } from '../store/place.ts';

/** A call of a workflow's, from a location that has the app. */
export interface Called {
  /** In the host's name. */
  ctx: Ctx;
  host: HostRow;
  agencyId: string;
  subAccountId: string;
}

export const MAX_BODY = 256 * 1024;

/**
 * Whether the host itself calls: its calls are not documented as signed, so the secret that its definitions of our
 * triggers and actions bring must be ours, and a signature that is there must be good. `N/A` is none.
 */
export async function fromHost(
  ctx: Ctx,
  issuer: string,
  headers: Headers,
  raw: Uint8Array<ArrayBuffer>,
): Promise<HostRow> {
  const host = await hostByIssuer(ctx, issuer);
  const refusal = forbidden('This call does not bring the secret of a registered app, or is too large.');
  if (host?.kind !== 'highlevel' || !host.webhookSecret || raw.length > MAX_BODY) throw refusal;
  const secret = await ctx.seal.open(host.webhookSecret, `host:${host.id}`);
  if (!(await isSame(headers.get('x-trunkline-secret') ?? '', secret))) throw refusal;
  const signature = headers.get('x-ghl-signature') ?? 'N/A';
  if (signature !== 'N/A' && !(await isSigned(host, signature, raw))) throw refusal;
  return host;
}

/** The location's sub-account, where it and its agency have the app (H-2); else 404. */
export async function atLocation(
  ctx: Ctx,
  host: HostRow,
  { locationId, companyId }: { locationId: string; companyId?: string | null | undefined },
): Promise<Called> {
  const agency = await agencyOfLocation(ctx, host.id, locationId);
  const isInstalled = agency && agency.uninstalledAt === null && (!companyId || agency.hostCompanyId === companyId);
  const place = isInstalled ? await installedPlace(ctx, agency.id, { locationId }) : undefined;
  if (!agency || !place) throw notFound('location');
  const actor = { kind: 'host', id: host.id, source: 'workflow' } as const;
  return { ctx: { ...ctx, actor }, host, agencyId: agency.id, subAccountId: place.id };
}

/** Compares digests, so that the time it takes tells nothing. */
async function isSame(a: string, b: string): Promise<boolean> {
  const digest = (text: string) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const [one, other] = await Promise.all([digest(a), digest(b)]);
  const [left, right] = [new Uint8Array(one), new Uint8Array(other)];
  return left.reduce((difference, byte, n) => difference | (byte ^ (right[n] ?? 0)), 0) === 0;
}
