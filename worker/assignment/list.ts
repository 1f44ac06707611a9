import type { Ctx } from '../context.ts';
import { notFound } from '../problem.ts';
import { phoneNumbersOf } from './store/assignment.ts';
import type { Client } from './tenant.ts';
import { clientView } from './view.ts';

/** The numbers a sub-account has or has reserved, as it sees them. */
export async function listPhoneNumbers(ctx: Ctx, client: Client) {
  const rows = await phoneNumbersOf(ctx, client.agencyId, client.subAccountId);
  return { items: rows.map(({ assignment, ...number }) => clientView(assignment, number)) };
}

/** One of them, also when it has just ended. */
export async function readPhoneNumber(ctx: Ctx, client: Client, assignmentId: string) {
  const [row] = await phoneNumbersOf(ctx, client.agencyId, client.subAccountId, assignmentId);
  if (!row) throw notFound('assignment');
  const { assignment, ...number } = row;
  return clientView(assignment, number);
}
