import { usedToken, type user } from '../../schema/index.ts';
import { auditLine } from '../audit/store.ts';
import { type Ctx, stableId } from '../context.ts';
import { LostRace, type Statement } from '../edge/db.ts';
import { languageTag } from '../language/rules/tag.ts';
import { Problem, refused } from '../problem.ts';
import {
  membershipUpsert,
  personByHostId,
  roleIn,
  subAccountByLocation,
  userLanguage,
  userUpsert,
} from '../tenancy/store.ts';
import { highLevelIdentity } from './highlevel/identity.ts';
import type { Identity } from './identity.ts';
import { notInstalled } from './refusal.ts';
import { issueBearer } from './session.ts';
import { agencyOfCompany, type HostRow } from './store.ts';
import { unauthorised, verifyLaunchToken } from './token.ts';

/**
 * Trades a host's word for a bearer (H-3). The person is mirrored from it, approved because a verified host vouches for
 * them (T-3).
 */
export async function signIn(ctx: Ctx, host: HostRow, token: string) {
  const told =
    host.kind === 'highlevel' ? await highLevelIdentity(ctx, host, token) : await jwtIdentity(ctx, host, token);
  const { locale: saidLocale, ...rest } = told;
  const said = languageTag(saidLocale);
  const who: Identity = { ...rest, ...(said && { locale: said }) };
  const agency = await agencyOfCompany(ctx, host.id, who.companyId);
  if (!agency || agency.uninstalledAt !== null) throw notInstalled();
  const place = await placeOf(ctx, agency.id, who.locationId);
  const known = await personByHostId(ctx, agency.id, who.userId);
  if (known?.status === 'blocked') {
    throw new Problem(403, {
      code: 'blocked',
      title: 'Not opened.',
      detail: 'Your agency has blocked your account. Ask them to approve it again.',
    });
  }
  if (known?.status === 'pending') {
    throw new Problem(403, {
      code: 'pending',
      title: 'Not opened.',
      detail: 'Your agency has not approved your account yet. Ask them to.',
    });
  }
  const seat = known && place ? await roleIn(ctx, agency.id, place.id, known.id) : undefined;
  const userId = await mirrorPerson(ctx, host, agency.id, who, known, place && { ...place, role: seat });
  const session = await issueBearer(ctx, { userId, agencyId: agency.id, ...(place && { subAccountId: place.id }) });
  const locale = who.locale ?? known?.locale;
  return { ...session, ...(locale && { locale }) };
}

async function jwtIdentity(ctx: Ctx, host: HostRow, token: string): Promise<Identity> {
  const claims = await verifyLaunchToken(ctx, host, token);
  const { sub, company_id, location_id, role, name, email, locale, jti, iat, exp } = claims;
  return {
    ...{ companyId: company_id, userId: sub, role, at: iat * 1000 },
    once: { jti, expiresAt: exp * 1000 + 60_000 },
    ...(location_id && { locationId: location_id }),
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(locale && { locale }),
  };
}

async function placeOf(ctx: Ctx, agencyId: string, locationId: string | undefined) {
  if (!locationId) return undefined;
  const place = await subAccountByLocation(ctx, agencyId, locationId);
  if (place?.uninstalledAt) throw notInstalled();
  if (place && place.deletedAt === null) return place;
  throw refused(
    'unknown_location',
    'Not opened.',
    'Your CRM has not told us about this sub-account yet. Try again in a minute.',
  );
}

type UserRow = typeof user.$inferSelect;
/** The sub-account a token opens, and the role we know the person by there. */
type Place = { id: string; role: 'owner' | 'admin' | 'staff' | undefined };

async function mirrorPerson(
  ctx: Ctx,
  host: HostRow,
  agencyId: string,
  who: Identity,
  known: UserRow | undefined,
  place: Place | undefined,
): Promise<string> {
  const userId = known?.id ?? (await stableId('usr', agencyId, who.userId));
  const changes = personChanges(ctx, agencyId, userId, who, known, place);
  const used = who.once ? [ctx.db.read.insert(usedToken).values({ hostId: host.id, ...who.once })] : [];
  if (!used.length && !changes.length) return userId;
  try {
    await ctx.db.commit([...used, ...changes]);
    return userId;
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    if (/used_token/.test(cause.constraint)) throw unauthorised('This launch token was used before.');
    throw cause;
  }
}

/** Only what the host says that we did not know; most sign-ins change nothing. */
function personChanges(
  ctx: Ctx,
  agencyId: string,
  userId: string,
  who: Identity,
  known: UserRow | undefined,
  place: Place | undefined,
): Statement[] {
  const byHost = { ...ctx, actor: { kind: 'host', id: who.userId, source: 'sign-in' } } as const;
  const line = (act: string, after: unknown) =>
    auditLine(byHost, { agencyId, subAccountId: place?.id ?? null, entity: 'user', entityId: userId, act, after });
  const statements: Statement[] = [];
  const name = who.name ?? known?.name ?? who.email ?? 'Unnamed';
  const email = who.email ?? known?.email ?? '';
  const agencyRole = agencyRoleOf(who, known, place);
  if (
    !known ||
    known.name !== name ||
    known.email !== email ||
    known.agencyRole !== agencyRole ||
    known.deletedAt !== null
  ) {
    const row = { id: userId, agencyId, hostUserId: who.userId, name, email, phone: known?.phone ?? null, agencyRole };
    statements.push(
      userUpsert(ctx, row, Math.max(known?.hostUpdatedAt ?? 0, who.at)),
      line('user.mirrored', { name, agencyRole }),
    );
  }
  if (who.locale && known?.locale !== who.locale) statements.push(userLanguage(ctx, agencyId, userId, who.locale));
  const role = who.role === 'user' ? 'staff' : who.role;
  if (place && !agencyRole && place.role !== role) {
    statements.push(
      membershipUpsert(ctx, { agencyId, subAccountId: place.id, userId, role }),
      line('user.joined', { role }),
    );
  }
  return statements;
}

/** A host that does not say whose somebody is shows it by the view it opens: the agency's own is for its people alone. */
function agencyRoleOf({ isAgency, role }: Identity, known: UserRow | undefined, place: Place | undefined) {
  if (isAgency === undefined && place) return known?.agencyRole ?? null;
  if (isAgency === false) return null;
  return role === 'user' ? 'member' : role;
}
