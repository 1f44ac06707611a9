import { usedToken } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import { LostRace } from '../../edge/db.ts';
import { packed, readSigned, signed, unpacked } from '../../edge/signed.ts';
import { proposeDomain } from '../domain.ts';
import { agencyIdOf, noteInstalled } from '../install.ts';
import { HostError } from '../port.ts';
import { agencyOfCompany, type HostRow } from '../store.ts';
import { beginSync } from '../sync/begin.ts';
import { type App, appOf, type Install } from './app.ts';
import { admitLocation } from './locations.ts';
import { authorizeUrl, exchangeCode } from './oauth.ts';
import { readInstaller } from './people.ts';
import type { Tokens } from './shape.ts';
import { sealTokens, speakingAs } from './token.ts';
import { tokenInstalled } from './token-store.ts';

const PURPOSE = 'install';
/** As long as somebody may take to choose what to install it for. */
const LINK_MS = 30 * 60_000;

/** Why an install did not come about; each has its page. */
export class NotInstalled extends Error {
  readonly why: 'link_used' | 'link_expired' | 'code_refused' | 'other_company' | 'host_down';
  constructor(why: NotInstalled['why'], options?: { cause: unknown }) {
    super(`not installed: ${why}`, options);
    this.why = why;
  }
}

interface Link {
  hostId: string;
  jti: string;
  expiresAt: number;
  /** The agency that connects itself again: the answer must be its own company's. */
  companyId?: string;
}

/** Where an install begins: the host's page, bound to a link of ours that serves once. */
export async function installUrl(ctx: Ctx, host: HostRow, companyId?: string): Promise<string> {
  const link: Link = {
    ...{ hostId: host.id, jti: ctx.id('ins'), expiresAt: ctx.now + LINK_MS },
    ...(companyId && { companyId }),
  };
  return authorizeUrl(ctx, appOf(host), await signed(ctx.env, PURPOSE, packed(JSON.stringify(link))));
}

/**
 * The callback of the code flow (H-2). Installs that begin at the marketplace come without our link, and the host is not
 * known to give it back: a link that is there must fit and counts once. @returns our id of the agency
 */
export async function finishInstall(ctx: Ctx, host: HostRow, code: string, state: string | undefined): Promise<string> {
  const link = state ? await useLink(ctx, host, state) : undefined;
  const app = appOf(host);
  const tokens = await exchanged(ctx, app, code);
  const { companyId, userType, locationId } = tokens;
  // A location's word would otherwise pass for its agency's.
  if (!companyId || (userType === 'Location' && !locationId)) throw new NotInstalled('code_refused');
  if (link?.companyId && link.companyId !== companyId) throw new NotInstalled('other_company');
  return keepInstall(ctx, app, { ...tokens, companyId });
}

async function keepInstall(ctx: Ctx, app: App, tokens: Tokens & { companyId: string }): Promise<string> {
  const { companyId, locationId } = tokens;
  const { host } = app;
  const byHost: Ctx = { ...ctx, actor: { kind: 'host', id: host.id, source: 'install' } };
  const known = await agencyOfCompany(ctx, host.id, companyId);
  const install: Install = { ...app, companyId, agencyId: known?.id ?? (await agencyIdOf(host.id, companyId)) };
  const { agencyId } = install;
  const hostLocationId = (tokens.userType !== 'Company' && locationId) || '';
  await ctx.db.commit([tokenInstalled(ctx, await sealTokens(ctx, { agencyId, hostLocationId }, tokens))]);
  const { name, domain } = await described(byHost, install, hostLocationId || null);
  // A token that was given out just now is newer than anything we were told, whichever clock runs behind.
  const at = Math.max(ctx.now, known?.installChangedAt ?? 0);
  await noteInstalled(byHost, { hostId: host.id, companyId, ...(name && { name }) }, at, hostLocationId || undefined);
  if (domain) await proposeDomain(byHost, agencyId, domain);
  if (hostLocationId) await admit(byHost, install, hostLocationId);
  await beginSync(byHost, agencyId, 'install');
  return agencyId;
}

/** The company's name and domain. They come by event as well, and neither holds an install up. */
async function described(ctx: Ctx, install: Install, speaker: string | null): ReturnType<typeof readInstaller> {
  try {
    return await speakingAs(ctx, install, speaker, token => readInstaller(install, token));
  } catch (cause) {
    if (!(cause instanceof HostError)) throw cause;
    ctx.log.warn('install.not_described', { agencyId: install.agencyId, why: cause.message });
    return {};
  }
}

/** It is admitted when somebody opens it or the night looks, should the host be out of reach now. */
async function admit(ctx: Ctx, install: Install, locationId: string): Promise<void> {
  try {
    await admitLocation(ctx, install, locationId);
  } catch (cause) {
    if (!(cause instanceof HostError)) throw cause;
    ctx.log.warn('install.location_not_read', { agencyId: install.agencyId, why: cause.message });
  }
}

async function exchanged(ctx: Ctx, app: App, code: string): Promise<Tokens> {
  try {
    return await exchangeCode(ctx, app, code);
  } catch (cause) {
    if (!(cause instanceof HostError)) throw cause;
    ctx.log.warn('install.code_refused', { issuer: app.host.issuer, status: cause.status });
    throw new NotInstalled(cause.status === 0 || cause.status >= 500 ? 'host_down' : 'code_refused', { cause });
  }
}

async function useLink(ctx: Ctx, host: HostRow, state: string): Promise<Link> {
  const claims = await readSigned(ctx.env, PURPOSE, state);
  const link = claims === undefined ? undefined : (JSON.parse(unpacked(claims)) as Link);
  if (!link || link.hostId !== host.id || link.expiresAt <= ctx.now) throw new NotInstalled('link_expired');
  try {
    const { jti, expiresAt } = link;
    await ctx.db.commit([ctx.db.read.insert(usedToken).values({ hostId: host.id, jti, expiresAt })]);
  } catch (cause) {
    if (cause instanceof LostRace) throw new NotInstalled('link_used', { cause });
    throw cause;
  }
  return link;
}
