import { createMiddleware } from 'hono/factory';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Ctx, Person } from '../context.ts';
import { forbidden } from '../problem.ts';
import { roleOf } from '../tenancy/rules/role.ts';
import type { SignedIn } from '../wire.ts';
import { standingOf } from './store.ts';
import { unauthorised } from './token.ts';

/** A panel's bearer lives this long (H-3). */
export const BEARER_MS = 15 * 60_000;

interface Bearer {
  userId: string;
  agencyId: string;
  subAccountId?: string;
}

export async function issueBearer(ctx: Ctx, of: Bearer): Promise<{ bearer: string; expires_at: number }> {
  const expires = ctx.now + BEARER_MS;
  const bearer = await new SignJWT({ agy: of.agencyId, ...(of.subAccountId && { sac: of.subAccountId }) })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(of.userId)
    .setIssuer(ctx.env.PUBLIC_URL)
    .setIssuedAt(Math.floor(ctx.now / 1000))
    .setExpirationTime(Math.floor(expires / 1000))
    .sign(secretOf(ctx));
  return { bearer, expires_at: expires };
}

/**
 * Reads the bearer and then, from the database, what the person may do now: blocking somebody, or taking a role away,
 * acts on their next request (T-3).
 */
export const signedIn = createMiddleware<SignedIn & { Variables: { version: number } }>(async (c, next) => {
  const ctx = c.get('ctx');
  const token = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1];
  if (!token) throw unauthorised('This request carries no session.');
  const bearer = await readBearer(ctx, token);
  const standing = await standingOf(ctx, bearer);
  if (!standing) throw unauthorised('Your account is no longer part of this agency.');
  if (standing.status !== 'approved') throw forbidden('Your account is not approved. Ask your agency to approve it.');
  const role = roleOf(standing, bearer.subAccountId !== undefined);
  if (!role) throw unauthorised('You are no longer part of this sub-account.');
  const person: Person = {
    userId: bearer.userId,
    agencyId: bearer.agencyId,
    ...(bearer.subAccountId && { subAccountId: bearer.subAccountId }),
    role,
  };
  c.set('person', person);
  c.set('version', standing.version ?? 0);
  c.set('ctx', { ...ctx, actor: { kind: 'user', id: person.userId, source: 'panel' } });
  await next();
});

async function readBearer(ctx: Ctx, token: string): Promise<Bearer> {
  try {
    const { payload } = await jwtVerify(token, secretOf(ctx), {
      algorithms: ['HS256'],
      issuer: ctx.env.PUBLIC_URL,
      currentDate: new Date(ctx.now),
    });
    const { sub, agy, sac } = payload;
    if (typeof sub !== 'string' || typeof agy !== 'string') throw unauthorised('This session is not ours.');
    return { userId: sub, agencyId: agy, ...(typeof sac === 'string' && { subAccountId: sac }) };
  } catch (cause) {
    if (cause instanceof errors.JOSEError) throw unauthorised('Your session has ended.');
    throw cause;
  }
}

function secretOf(ctx: Ctx): Uint8Array {
  return new TextEncoder().encode(ctx.env.SESSION_SECRET);
}
