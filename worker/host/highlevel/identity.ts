import * as v from 'valibot';
import type { Ctx } from '../../context.ts';
import type { Problem } from '../../problem.ts';
import { subAccountByLocation } from '../../tenancy/store.ts';
import type { Identity } from '../identity.ts';
import { HostError, type HostUserRecord } from '../port.ts';
import { hostDown, notConnected, notInstalled } from '../refusal.ts';
import { agencyOfCompany, type HostRow } from '../store.ts';
import { unauthorised } from '../token.ts';
import { appOf, type Install } from './app.ts';
import { decrypt } from './decrypt.ts';
import { admitLocation } from './locations.ts';
import { readUser } from './people.ts';
import { Launch } from './shape.ts';
import { speakingAs } from './token.ts';
import { tokenRow } from './token-store.ts';

/**
 * Who is looking, by HighLevel's encrypted word and by what its API says of them now (H-3). The word has no MAC, no end
 * and may be shown again: it only names somebody. What they are and where they may go is asked with our own token.
 */
export async function highLevelIdentity(ctx: Ctx, host: HostRow, payload: string): Promise<Identity> {
  const launch = await launchIn(ctx, host, payload);
  const agency = await agencyOfCompany(ctx, host.id, launch.companyId);
  if (!agency || agency.uninstalledAt !== null) throw notInstalled();
  const install: Install = { ...appOf(host), agencyId: agency.id, companyId: launch.companyId };
  const user = await asked(ctx, install, launch);
  const { activeLocation } = launch;
  if (user.isAgency && user.isRestricted && !user.isDeleted && !activeLocation) {
    throw unauthorised('Your CRM lets you into some of its sub-accounts only. Open Trunkline in one of those.');
  }
  if (user.isDeleted || !mayEnter(user, activeLocation)) {
    throw unauthorised('Your CRM does not know you as one of its people here.');
  }
  return {
    companyId: launch.companyId,
    ...(activeLocation && { locationId: activeLocation }),
    ...{ userId: user.id, name: user.name, email: user.email, role: user.role, isAgency: user.isAgency, at: ctx.now },
    ...(user.locale && { locale: user.locale }),
  };
}

async function launchIn(ctx: Ctx, host: HostRow, payload: string): Promise<Launch> {
  const secret = await ctx.seal.open(host.sharedSecret ?? '', `host:${host.id}`);
  const text = await decrypt(payload, secret);
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), Launch), text);
  if (read.success) return read.output;
  ctx.log.warn('launch.refused', { issuer: host.issuer, why: text === undefined ? 'not ours' : 'not agreed' });
  throw unauthorised('What the CRM says of you could not be read.');
}

/** The person as the host knows them now. A location that is new to us is taken in first, if the host says it has us. */
async function asked(ctx: Ctx, install: Install, { userId, activeLocation, type }: Launch): Promise<HostUserRecord> {
  const isWhole = (await tokenRow(ctx, { agencyId: install.agencyId, hostLocationId: '' })) !== undefined;
  if (!isWhole && !activeLocation) throw notInstalled();
  const place = activeLocation && (await subAccountByLocation(ctx, install.agencyId, activeLocation));
  if (activeLocation && (!place || place.uninstalledAt !== null)) {
    await orRefused(ctx, install, admitLocation(ctx, install, activeLocation), notInstalled);
  }
  // People of a location are asked about as that location: each has a rate limit of its own.
  const speaker = isWhole && (type === 'agency' || !activeLocation) ? null : (activeLocation ?? null);
  const user = speakingAs(ctx, install, speaker, token => readUser(install, token, userId));
  return orRefused(ctx, install, user, () => unauthorised('Your CRM does not know you.'));
}

/** @param refusal what it means that the host says no */
async function orRefused<T>(ctx: Ctx, { host }: Install, call: Promise<T>, refusal: () => Problem): Promise<T> {
  try {
    return await call;
  } catch (cause) {
    if (!(cause instanceof HostError)) throw cause;
    if (cause.status === 401) throw notConnected(`${ctx.env.PUBLIC_URL}/install/${encodeURIComponent(host.issuer)}`);
    if (cause.mayPass && cause.status !== 403) throw hostDown(cause);
    ctx.log.warn('launch.refused', { issuer: host.issuer, why: cause.message });
    throw refusal();
  }
}

/**
 * People of a location go to their locations; those of the agency everywhere, unless the host restricts them: the agency's
 * view shows all of its locations.
 */
function mayEnter(user: HostUserRecord, activeLocation: string | undefined): boolean {
  const isEverywhere = user.isAgency && !user.isRestricted;
  if (!activeLocation) return isEverywhere;
  return isEverywhere || user.locationIds.includes(activeLocation);
}
