import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { SandboxContext } from '../context.ts';
import { type Records, worksAt } from './records.ts';

export interface LaunchRequest {
  userId: string;
  companyId?: string | undefined;
  /** Absent: the agency's own view. */
  locationId?: string | undefined;
  theme?: string | undefined;
  locale?: string | undefined;
  tz?: string | undefined;
}

const LIFE_S = 5 * 60;

/** The claims of a launch token, or why this person may not open that view. */
export function launchClaims(ctx: SandboxContext, records: Records, ask: LaunchRequest) {
  const user = records.users.get(ask.userId);
  if (!user || user.deleted) return { ok: false, why: 'This user does not exist any more.' } as const;
  if (ask.companyId && ask.companyId !== user.companyId)
    return { ok: false, why: 'This user belongs to another company.' } as const;
  const location = ask.locationId === undefined ? undefined : records.locations.get(ask.locationId);
  if (ask.locationId !== undefined && (!location || location.deleted || !worksAt(user, location)))
    return { ok: false, why: 'This user does not work at that sub-account.' } as const;
  if (!location && user.location_ids.length)
    return { ok: false, why: 'The agency view is for users of the agency.' } as const;
  const iat = Math.floor(ctx.clock.now() / 1000);
  const claims = {
    iss: ctx.secrets.hostIssuer,
    aud: ctx.urls.worker,
    sub: user.id,
    iat,
    exp: iat + LIFE_S,
    jti: randomUUID(),
    company_id: user.companyId,
    ...(location && { location_id: location.id }),
    role: user.role,
    name: user.name,
    email: user.email,
    locale: ask.locale ?? 'en',
    tz: ask.tz ?? location?.timezone ?? 'UTC',
    theme: ask.theme ?? 'light',
  };
  return { ok: true, claims } as const;
}

/** Signs launch claims (HS256 over the UTF-8 bytes of the shared secret). */
export function signLaunch(claims: Record<string, unknown>, secret: string): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(new TextEncoder().encode(secret));
}
