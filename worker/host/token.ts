import { createRemoteJWKSet, errors, importJWK, type JWTPayload, jwtVerify } from 'jose';
import * as v from 'valibot';
import type { Ctx } from '../context.ts';
import { Problem } from '../problem.ts';
import type { HostRow } from './store.ts';

/** The JWT host's launch token (contract of the JWT host; H-3). */
const LaunchClaims = v.object({
  sub: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  jti: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  iat: v.number(),
  exp: v.number(),
  company_id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  location_id: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  role: v.picklist(['owner', 'admin', 'user']),
  name: v.optional(v.pipe(v.string(), v.maxLength(200))),
  email: v.optional(v.pipe(v.string(), v.maxLength(320))),
  locale: v.optional(v.string()),
  tz: v.optional(v.string()),
  theme: v.optional(v.string()),
});
export type LaunchClaims = v.InferOutput<typeof LaunchClaims>;

const MAX_AGE_S = 300;

/** Verifies a launch token with the host's registered key and pinned algorithm; throws a 401 problem saying why. */
export async function verifyLaunchToken(ctx: Ctx, host: HostRow, token: string): Promise<LaunchClaims> {
  const options = {
    algorithms: [host.algorithm],
    issuer: host.issuer,
    audience: ctx.env.PUBLIC_URL,
    currentDate: new Date(ctx.now),
    clockTolerance: 5,
    maxTokenAge: MAX_AGE_S,
  };
  const payload = await verified(ctx, host, token, options);
  const claims = v.safeParse(LaunchClaims, payload);
  if (!claims.success)
    throw unauthorised(`The CRM's launch token lacks ${v.getDotPath(claims.issues[0]) ?? 'a claim'}.`);
  if (claims.output.exp - claims.output.iat > MAX_AGE_S) {
    throw unauthorised('The CRM issued a launch token that lives longer than five minutes.');
  }
  return claims.output;
}

export function unauthorised(detail: string): Problem {
  return new Problem(401, {
    code: 'not_signed_in',
    title: 'Not signed in.',
    detail: `${detail} Close this panel and open it again from your CRM.`,
  });
}

async function verified(ctx: Ctx, host: HostRow, token: string, options: object): Promise<JWTPayload> {
  try {
    if (host.jwksUrl) return (await jwtVerify(token, createRemoteJWKSet(new URL(host.jwksUrl)), options)).payload;
    return (await jwtVerify(token, await keyOf(ctx, host), options)).payload;
  } catch (cause) {
    if (!(cause instanceof errors.JOSEError)) throw cause;
    ctx.log.warn('launch.refused', { issuer: host.issuer, why: cause.code });
    throw unauthorised(
      cause instanceof errors.JWTExpired
        ? 'The CRM’s launch token has expired.'
        : 'The CRM’s launch token is not valid.',
    );
  }
}

async function keyOf(ctx: Ctx, host: HostRow) {
  if (host.algorithm === 'HS256') {
    if (!host.sharedSecret) throw new Error(`host ${host.id} has no shared secret`);
    return new TextEncoder().encode(await ctx.seal.open(host.sharedSecret, `host:${host.id}`));
  }
  if (!host.publicKey) throw new Error(`host ${host.id} has no public key`);
  return importJWK(host.publicKey, host.algorithm);
}
