import { listAgents } from '../agent/read.ts';
import type { Ctx } from '../context.ts';
import { notFound } from '../problem.ts';
import { phoneNumbersOf } from './store/assignment.ts';
import { includingPlace } from './store/included.ts';
import type { Client } from './tenant.ts';
import { clientView } from './view.ts';

/** The numbers a sub-account has or has reserved, as it sees them. */
export async function listPhoneNumbers(ctx: Ctx, client: Client) {
  const rows = await phoneNumbersOf(ctx, client.agencyId, client.subAccountId);
  return { items: rows.map(({ assignment, ...number }) => clientView(assignment, number)) };
}

/** The voice agents, campaigns and workflows of a sub-account that may answer a number of its plan. */
export async function agentsToAnswer(ctx: Ctx, agencyId: string, subAccountId: string) {
  if (!(await includingPlace(ctx, agencyId, subAccountId))) throw notFound('sub-account');
  const { items } = await listAgents(ctx, { agencyId, subAccountId });
  return { items: items.map(({ id, kind, name, state, ready }) => ({ id, kind, name, state, ready })) };
}

/** One of them, also when it has just ended. */
export async function readPhoneNumber(ctx: Ctx, client: Client, assignmentId: string) {
  const [row] = await phoneNumbersOf(ctx, client.agencyId, client.subAccountId, assignmentId);
  if (!row) throw notFound('assignment');
  const { assignment, ...number } = row;
  return clientView(assignment, number);
}
