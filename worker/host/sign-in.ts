import { usedToken, type user } from '../../schema/index.ts';
import { auditLine } from '../audit/store.ts';
import { type Ctx, stableId } from '../context.ts';
import { LostRace, type Statement } from '../edge/db.ts';
import { Problem, refused } from '../problem.ts';
import { membershipUpsert, personByHostId, roleIn, subAccountByLocation, userUpsert } from '../tenancy/store.ts';
import { issueBearer } from './session.ts';
import { agencyOfCompany, type HostRow } from './store.ts';
import { type LaunchClaims, unauthorised, verifyLaunchToken } from './token.ts';

/**
 * Trades a launch token for a bearer (H-3). The token counts once; the person is mirrored from its claims, approved
 * because a verified host vouches for them (T-3).
 */
export async function signIn(ctx: Ctx, host: HostRow, token: string) {
  const claims = await verifyLaunchToken(ctx, host, token);
  const agency = await agencyOfCompany(ctx, host.id, claims.company_id);
  if (!agency || agency.uninstalledAt !== null) {
    throw refused(
      'not_installed',
      'Not opened.',
      'Trunkline is not installed for this company. Install it from your CRM’s marketplace.',
    );
  }
  const place = await placeOf(ctx, agency.id, claims.location_id);
  const known = await personByHostId(ctx, agency.id, claims.sub);
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
  const userId = await mirrorPerson(ctx, host, agency.id, claims, known, place && { ...place, role: seat });
  return issueBearer(ctx, { userId, agencyId: agency.id, ...(place && { subAccountId: place.id }) });
}

async function placeOf(ctx: Ctx, agencyId: string, locationId: string | undefined) {
  if (!locationId) return undefined;
  const place = await subAccountByLocation(ctx, agencyId, locationId);
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
  claims: LaunchClaims,
  known: UserRow | undefined,
  place: Place | undefined,
): Promise<string> {
  const used: Statement = ctx.db.read
    .insert(usedToken)
    .values({ hostId: host.id, jti: claims.jti, expiresAt: claims.exp * 1000 + 60_000 });
  const userId = known?.id ?? (await stableId('usr', agencyId, claims.sub));
  const changes = personChanges(ctx, agencyId, userId, claims, known, place);
  try {
    await ctx.db.commit([used, ...changes]);
    return userId;
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    if (/used_token/.test(cause.constraint)) throw unauthorised('This launch token was used before.');
    throw cause;
  }
}

/** Only what the token says that we did not know; most sign-ins change nothing. */
function personChanges(
  ctx: Ctx,
  agencyId: string,
  userId: string,
  claims: LaunchClaims,
  known: UserRow | undefined,
  place: Place | undefined,
): Statement[] {
  const byHost = { ...ctx, actor: { kind: 'host', id: claims.sub, source: 'sign-in' } } as const;
  const line = (act: string, after: unknown) =>
    auditLine(byHost, { agencyId, subAccountId: place?.id ?? null, entity: 'user', entityId: userId, act, after });
  const statements: Statement[] = [];
  const name = claims.name ?? known?.name ?? claims.email ?? 'Unnamed';
  const email = claims.email ?? known?.email ?? '';
  const agencyRole = place ? (known?.agencyRole ?? null) : claims.role === 'user' ? 'member' : claims.role;
  if (
    !known ||
    known.name !== name ||
    known.email !== email ||
    known.agencyRole !== agencyRole ||
    known.deletedAt !== null
  ) {
    const row = { id: userId, agencyId, hostUserId: claims.sub, name, email, phone: known?.phone ?? null, agencyRole };
    statements.push(
      userUpsert(ctx, row, Math.max(known?.hostUpdatedAt ?? 0, claims.iat * 1000)),
      line('user.mirrored', { name, agencyRole }),
    );
  }
  const role = claims.role === 'user' ? 'staff' : claims.role;
  if (place && !agencyRole && place.role !== role) {
    statements.push(
      membershipUpsert(ctx, { agencyId, subAccountId: place.id, userId, role }),
      line('user.joined', { role }),
    );
  }
  return statements;
}
