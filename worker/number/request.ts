import { personIn } from '../assignment/store/candidate.ts';
import { auditLine } from '../audit/store.ts';
import { type Ctx, type Person, stableId } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { commitWith } from '../notification/commit.ts';
import { forbidden, refused } from '../problem.ts';
import { agencyAdmins } from '../reconcile/store.ts';
import { insideSubAccount } from '../tenancy/allow.ts';
import type { NumberWish } from './shape.ts';
import { type RequestFound, type RequestRow, requestInsert, requestOf, requestsOf } from './store/request.ts';

/** So many wishes at once are enough for anybody. */
const MOST_OPEN = 20;
const MINUTE = 60_000;

/** A client asks its agency for a number (N-12); the agency's owners and admins are told. Asking twice asks once. */
export async function requestNumber(ctx: Ctx, person: Person, wish: NumberWish) {
  const { agencyId, userId } = person;
  const subAccountId = insideSubAccount(person);
  const place = await personIn(ctx, agencyId, userId, subAccountId);
  if (!place) throw forbidden('Only people of this sub-account can ask for a number here.');
  const open = (await requestsOf(ctx, agencyId, subAccountId)).filter(({ request }) => request.state === 'open');
  const same = open.find(({ request }) => request.userId === userId && isSame(request, wish));
  if (same) return asked(same.request);
  if (open.length >= MOST_OPEN) {
    throw refused(
      'too_many_requests',
      'Not sent.',
      'Your agency has not answered your earlier requests yet. Ask them.',
    );
  }
  const row = await wanted(ctx, { agencyId, subAccountId, userId }, wish);
  const admins = await agencyAdmins(ctx, agencyId);
  const { country, type, areaCode, note } = row;
  const params = {
    subAccountName: place.subAccount.name,
    timezone: place.subAccount.timezone,
    request: { by: place.user.name, country, type, areaCode, note },
  };
  const line = { agencyId, subAccountId, entity: 'number_request', entityId: row.id, act: 'requested', after: wish };
  try {
    await commitWith(
      ctx,
      agencyId,
      [requestInsert(ctx, row), auditLine(ctx, line)],
      admins.map(admin => ({
        key: `mail:number_requested:${row.id}:${admin.id}`,
        effect: { kind: 'mail', template: 'number_requested', agencyId, userId: admin.id, params },
      })),
    );
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
  }
  return asked((await requestOf(ctx, agencyId, row.id)) ?? row);
}

/** The sub-account's own requests, or in the agency's view everybody's open ones. */
export async function listRequests(ctx: Ctx, person: Person) {
  const rows = await requestsOf(ctx, person.agencyId, person.subAccountId);
  return { items: rows.map(shown) };
}

/** The same words pressed twice within a minute are one row. */
async function wanted(
  ctx: Ctx,
  who: { agencyId: string; subAccountId: string; userId: string },
  wish: NumberWish,
): Promise<RequestRow> {
  const { country, type, note, areaCode = null } = wish;
  const minute = String(Math.floor(ctx.now / MINUTE));
  return {
    id: await stableId('req', who.subAccountId, who.userId, country, type, areaCode ?? '', note, minute),
    ...who,
    ...{ country, type, areaCode, note },
    state: 'open',
    numberId: null,
    answer: null,
    createdAt: ctx.now,
    answeredAt: null,
  };
}

function isSame(row: RequestRow, { country, type, areaCode, note }: NumberWish): boolean {
  return row.country === country && row.type === type && (row.areaCode ?? undefined) === areaCode && row.note === note;
}

function asked({ id, country, type, areaCode, note, state, createdAt }: RequestRow) {
  return { id, country, type, areaCode, note, state, createdAt };
}

function shown({ request, subAccount, user, e164 }: RequestFound) {
  const { numberId, answer, answeredAt } = request;
  const { id, name } = subAccount;
  return { ...asked(request), numberId, e164, answer, answeredAt, subAccount: { id, name }, user };
}
