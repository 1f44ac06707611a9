import type { Ctx } from '../../context.ts';
import { HostError } from '../port.ts';
import type { Install } from './app.ts';
import { mintLocationToken, refreshTokens } from './oauth.ts';
import type { Tokens } from './shape.ts';
import {
  leaseToken,
  type NewToken,
  renewalFailed,
  type TokenOf,
  type TokenRow,
  tokenInstalled,
  tokenRenewed,
  tokenRow,
} from './token-store.ts';

/** Renewed that long before its end, so that no call starts with a token that ends under way. */
const MARGIN_MS = 5 * 60_000;
/** Whoever finds a renewal under way looks again that often, that many times. */
const LOOK_MS = 150;
const LOOKS = 60;
const KEEP_TRIES = 6;

interface Held {
  token: string;
  version: number;
}

/**
 * Calls the host with the company's token, or a location's (H-2). One that the host refuses before its time is renewed once.
 * @param locationId null = as the company
 */
export async function speakingAs<T>(
  ctx: Ctx,
  install: Install,
  locationId: string | null,
  call: (token: string) => Promise<T>,
): Promise<T> {
  const held = await tokenFor(ctx, install, locationId);
  try {
    return await call(held.token);
  } catch (cause) {
    if (!(cause instanceof HostError) || cause.status !== 401) throw cause;
    const fresh = await tokenFor(ctx, install, locationId, held.version);
    return call(fresh.token);
  }
}

/**
 * A token to call the host with. Renewals of one token are serialised by its row's lease: a refresh token serves once,
 * so that of twenty who need a new one at the same moment one asks and the others wait for what it got.
 * @param refused the version that the host has just refused
 */
export async function tokenFor(ctx: Ctx, install: Install, locationId: string | null, refused?: number): Promise<Held> {
  const of: TokenOf = { agencyId: install.agencyId, hostLocationId: locationId ?? '' };
  for (let look = 0; look < LOOKS; look += 1) {
    const row = await tokenRow(ctx, of);
    if (!row) return firstOf(ctx, install, of);
    if (row.refusedAt !== null && row.refreshToken !== null) return byCompany(ctx, install, of);
    if (row.version !== refused && row.expiresAt - MARGIN_MS > ctx.now) {
      return { token: await ctx.seal.open(row.accessToken, sealOf(of)), version: row.version };
    }
    if (await leaseToken(ctx, row)) return renew(ctx, install, row);
    await new Promise(done => setTimeout(done, LOOK_MS));
  }
  throw new HostError(0, 'another renewal of the connection did not end in time');
}

/** Seals what an install gave, for its agency. */
export async function sealTokens(ctx: Ctx, of: TokenOf, tokens: Tokens): Promise<NewToken> {
  const { access_token, refresh_token, expires_in } = tokens;
  return {
    ...of,
    accessToken: await ctx.seal.close(access_token, sealOf(of)),
    refreshToken: refresh_token ? await ctx.seal.close(refresh_token, sealOf(of)) : null,
    expiresAt: ctx.now + expires_in * 1000,
  };
}

/** A location that once installed for itself, and whose own word counts no more: the agency's install covers it too. */
async function byCompany(ctx: Ctx, install: Install, of: TokenOf): Promise<Held> {
  const isWhole = of.hostLocationId !== '' && (await tokenRow(ctx, { ...of, hostLocationId: '' }));
  if (!isWhole) throw notConnected();
  return firstOf(ctx, install, of);
}

/** A location nobody asked about yet: its token comes of the company's. */
async function firstOf(ctx: Ctx, install: Install, of: TokenOf): Promise<Held> {
  if (of.hostLocationId === '') throw notConnected();
  const tokens = await mint(ctx, install, of.hostLocationId);
  await ctx.db.commit([tokenInstalled(ctx, await sealTokens(ctx, of, tokens))]);
  return { token: tokens.access_token, version: (await tokenRow(ctx, of))?.version ?? 1 };
}

async function renew(ctx: Ctx, install: Install, row: TokenRow): Promise<Held> {
  try {
    const tokens = row.refreshToken
      ? await refreshTokens(ctx, install, await ctx.seal.open(row.refreshToken, sealOf(row)), typeOf(row))
      : await mint(ctx, install, row.hostLocationId);
    await kept(ctx, row, await sealTokens(ctx, row, tokens));
    return { token: tokens.access_token, version: row.version + 1 };
  } catch (cause) {
    const refused = cause instanceof HostError && [400, 401, 403].includes(cause.status);
    await renewalFailed(ctx, row, String(cause), refused);
    if (!refused) throw cause;
    ctx.log.error('host.token_refused', cause, { agencyId: row.agencyId });
    if (row.refreshToken) return byCompany(ctx, install, row);
    throw notConnected({ cause });
  }
}

/** The old pair is spent: what the host gave is written down however often that takes. */
async function kept(ctx: Ctx, row: TokenRow, fresh: NewToken): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tokenRenewed(ctx, row, fresh);
    } catch (cause) {
      ctx.log.error('host.token_not_kept', cause, { agencyId: row.agencyId, attempt });
      if (attempt === KEEP_TRIES) throw cause;
      await new Promise(done => setTimeout(done, LOOK_MS * attempt));
    }
  }
}

/** The token it comes without a refresh token of its own: the company's makes another one. */
async function mint(ctx: Ctx, install: Install, locationId: string): Promise<Tokens> {
  const tokens = await speakingAs(ctx, install, null, token =>
    mintLocationToken(install, token, { companyId: install.companyId, locationId }),
  );
  return { ...tokens, refresh_token: null };
}

function typeOf({ hostLocationId }: TokenOf): 'Company' | 'Location' {
  return hostLocationId === '' ? 'Company' : 'Location';
}

/** Bound to the tenant: another agency's row opens nothing of it. */
function sealOf({ agencyId }: TokenOf): string {
  return `agency:${agencyId}`;
}

function notConnected(options?: { cause: unknown }): HostError {
  return new HostError(401, 'the CRM is not connected: the app has to be installed again', options);
}
