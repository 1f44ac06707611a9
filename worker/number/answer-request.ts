import { assign } from '../assignment/assign.ts';
import { liveAssignmentOf, loadAssignment } from '../assignment/store/assignment.ts';
import { personIn } from '../assignment/store/candidate.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx, Person } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { conflict, notFound, Problem } from '../problem.ts';
import { type RequestRow, requestAnswered, requestOf } from './store/request.ts';

/** Gives a number to the client who asked for one (N-12): the assignment and the answer stand or fall together. */
export async function fulfilRequest(ctx: Ctx, person: Person, id: string, numberId: string) {
  const row = await openRequest(ctx, person.agencyId, id);
  const answered = [
    requestAnswered(ctx, row, { state: 'fulfilled', numberId }),
    auditLine(ctx, { ...lineOf(row), act: 'fulfilled', after: { numberId } }),
  ];
  try {
    if (await isTheirs(ctx, row, numberId)) await ctx.db.commit(answered);
    else await assign(ctx, person, numberId, { userId: row.userId, subAccountId: row.subAccountId }, answered);
  } catch (cause) {
    if (cause instanceof Problem || cause instanceof LostRace) await openRequest(ctx, person.agencyId, id);
    throw cause;
  }
  return { id, state: 'fulfilled' as const, numberId };
}

/** Declines with words for the client, who is told by mail. */
export async function declineRequest(ctx: Ctx, person: Person, id: string, answer: string) {
  const row = await openRequest(ctx, person.agencyId, id);
  const changes = [
    requestAnswered(ctx, row, { state: 'declined', answer }),
    auditLine(ctx, { ...lineOf(row), act: 'declined', after: { answer } }),
  ];
  try {
    await commitWith(ctx, row.agencyId, changes, await declinedMail(ctx, row, answer));
  } catch (cause) {
    if (cause instanceof LostRace) throw alreadyAnswered();
    throw cause;
  }
  return { id, state: 'declined' as const, answer };
}

async function declinedMail(ctx: Ctx, row: RequestRow, note: string): Promise<KeyedEffect[]> {
  const { agencyId, subAccountId, userId, country, type, areaCode } = row;
  const place = await personIn(ctx, agencyId, userId, subAccountId);
  if (!place) return [];
  const { name: by } = place.user;
  const { name: subAccountName, timezone } = place.subAccount;
  const params = { subAccountName, timezone, request: { by, country, type, areaCode, note } };
  const effect = { kind: 'mail', template: 'request_declined', agencyId, subAccountId, userId, params } as const;
  return [{ key: `mail:request_declined:${row.id}:${userId}`, effect }];
}

/** The number was given to them already, by hand or as part of their plan: there is only the answer to write. */
async function isTheirs(ctx: Ctx, row: RequestRow, numberId: string): Promise<boolean> {
  const live = await liveAssignmentOf(ctx, row.agencyId, numberId);
  return live !== undefined && (await loadAssignment(ctx, row.agencyId, live)).row.subAccountId === row.subAccountId;
}

async function openRequest(ctx: Ctx, agencyId: string, id: string): Promise<RequestRow> {
  const row = await requestOf(ctx, agencyId, id);
  if (!row) throw notFound('request');
  if (row.state !== 'open') throw alreadyAnswered();
  return row;
}

function alreadyAnswered(): Problem {
  return conflict('request_answered', 'Answered already.', 'Somebody answered this request already. Reload the page.');
}

function lineOf({ agencyId, subAccountId, id }: RequestRow) {
  return { agencyId, subAccountId, entity: 'number_request', entityId: id };
}
